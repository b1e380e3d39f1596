"""
What every page shows of a paper, made once a paper.
"""

from functools import lru_cache

from markupsafe import Markup, escape
from msgspec import Struct

from generator import remarks, tex
from generator.paper import Paper
from generator.remarks import Link, Venue
from generator.taxonomy import category_name
from generator.wording import day

# Authors named before "more", and behind it: the names of a collaboration of 3,000 would outweigh
# all abstracts of a page.
FIRST_AUTHORS, NAMED_AUTHORS = 3, 100

# A keyword's newest papers and its months show the same papers one after the other; more need
# not be held in memory at a time.
_HELD = 4096


class Head(Struct, frozen=True):
    """
    A paper's title in its final HTML, and its authors: the first few, the others, and how many
    are not named.
    """

    title: Markup
    authors: str
    more_authors: tuple[str, ...]
    unnamed: int


class Card(Struct, frozen=True, kw_only=True):
    """
    A paper's texts in their final HTML, and what is said about it.

    *submitted* is the day of version 1 where this is a later one.
    """

    head: Head
    key_sentence: Markup
    abstract: Markup
    comment: Markup | None
    category_name: str
    submitted: str | None
    withdrawn: bool
    venue: str | None
    links: tuple[Link, ...]

    @property
    def has_code(self) -> bool:
        """
        Whether the paper names the place of its code.
        """
        return any(link.kind == "code" for link in self.links)


@lru_cache(_HELD)
def head(paper: Paper) -> Head:
    """
    The head of *paper*'s card; lists of titles need no more, and the rest takes its time.
    """
    return Head(
        # A title of nothing but LaTeX's blanks would be a link that nobody sees.
        title=_title(paper.title) or escape(str(paper.arxiv_id)),
        authors=", ".join(map(tex.to_text, paper.authors[:FIRST_AUTHORS])),
        more_authors=tuple(map(tex.to_text, paper.authors[FIRST_AUTHORS:NAMED_AUTHORS])),
        unnamed=max(0, len(paper.authors) - NAMED_AUTHORS),
    )


@lru_cache(_HELD)
def card(paper: Paper) -> Card:
    """
    The card of *paper*.
    """
    return Card(
        head=head(paper),
        key_sentence=_html(remarks.key_sentence(paper.abstract)),
        abstract=_html(paper.abstract),
        comment=_html(paper.comment) if paper.comment else None,
        category_name=category_name(paper.primary_category),
        submitted=day(paper.published) if paper.arxiv_id.version > 1 else None,
        withdrawn=remarks.withdrawn(paper),
        venue=_known(remarks.venue(paper)),
        links=remarks.links(paper),
    )


def _known(venue: Venue | None) -> str | None:
    return str(venue) if venue else None


def _title(source: str) -> Markup:
    return Markup(tex.to_title_html(source))  # noqa: S704  (tex gives safe HTML)


def _html(source: str) -> Markup:
    return Markup(tex.to_html(source))  # noqa: S704  (tex gives safe HTML)
