"""
What every page shows of a paper, and the links that work from that page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache, lru_cache, partial

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from generator.keywords.keyword import Keyword
from generator.matching import Reasons, reasons
from generator.papers import remarks
from generator.papers.categories import category_name
from generator.papers.listing import Entry
from generator.papers.paper import Paper
from generator.papers.remarks import Link, Venue
from generator.site import addresses
from generator.text import tex
from generator.text.tex import Find


class Reference(Struct, frozen=True):
    """
    A link to a keyword.
    """

    name: str
    href: str


class ListedPaper(Struct, frozen=True, kw_only=True):
    """
    A paper, its permanent address *here*, and links to the *keywords* it is under.

    What *query* seeks is marked in it.
    """

    entry: Entry
    here: str
    keywords: tuple[Reference, ...]
    query: str = ""


def listed_papers(
    page: str,
    entries: Iterable[Entry],
    *,
    address: Callable[[Entry], str],
    names: Mapping[str, str],
    of: Keyword | None = None,
) -> Iterator[ListedPaper]:
    """
    The *entries* as *page* shows them, *address* being their permanent one.

    *names* are those of keywords, by slug. On a page *of* a keyword this one is not linked, and
    what it seeks is marked.
    """

    @cache
    def reference(slug: str) -> Reference:
        return Reference(names[slug], addresses.relative(page, addresses.keyword_page(slug)))

    own, query = (of.slug, of.query) if of else (None, "")
    for entry in entries:
        yield ListedPaper(
            entry=entry,
            here=addresses.relative(page, address(entry)),
            keywords=tuple(reference(slug) for slug in entry.keywords if slug != own),
            query=query,
        )


# Authors named before "more", and behind it: the names of a collaboration of 3,000 would outweigh
# all abstracts of a page.
FIRST_AUTHORS, NAMED_AUTHORS = 3, 100

# A keyword's newest papers and its months show the same papers one after the other; more need
# not be held in memory at a time.
_HELD = 4096

_NO_REASONS = Reasons()


class Head(Struct, frozen=True):
    """
    A paper's title in its final HTML, and its authors: the first few, the others, and how many
    are not named.
    """

    title: Markup
    authors: Markup
    more_authors: tuple[Markup, ...]
    unnamed: int


class PaperView(Struct, frozen=True, kw_only=True):
    """
    A paper's texts in their final HTML, and what is said about it.

    *submitted* is the day of version 1 where this is a later one. *unseen* are phrases of a
    keyword that the paper has, but not where they are marked in sight.
    """

    head: Head
    key_sentence: Markup
    abstract: Markup
    comment: Markup | None
    category_name: str
    submitted: datetime | None
    withdrawn: bool
    venue: str | None
    links: tuple[Link, ...]
    unseen: tuple[str, ...] = ()

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
    return _head(paper, _NO_REASONS)


@lru_cache(_HELD)
def paper_view(paper: Paper) -> PaperView:
    """
    The card of *paper*.
    """
    return PaperView(
        head=head(paper),
        key_sentence=_html(remarks.key_sentence(paper.abstract)),
        abstract=_html(paper.abstract),
        comment=_html(paper.comment) if paper.comment else None,
        category_name=category_name(paper.primary_category),
        submitted=paper.published if paper.arxiv_id.version > 1 else None,
        withdrawn=remarks.withdrawn(paper),
        venue=_known(remarks.venue(paper)),
        links=remarks.links(paper),
    )


@lru_cache(_HELD)
def highlighted_view(paper: Paper, query: str) -> PaperView:
    """
    The card of *paper* with marks on what *query* seeks; without any where it seeks other papers.
    """
    plain, why = paper_view(paper), reasons(query, paper)
    if not why.found:
        return plain
    sentence = remarks.key_sentence(paper.abstract)
    return replace(
        plain,
        head=_head(paper, why),
        key_sentence=_html(sentence, why),
        abstract=_html(paper.abstract, why),
        unseen=_unseen(paper, sentence, why),
    )


def _head(paper: Paper, why: Reasons) -> Head:
    authors = tuple(_name(author, why) for author in paper.authors[:NAMED_AUTHORS])
    title = tex.to_title_html(paper.title, _find(why, "ti"))
    return Head(
        # A title of nothing but LaTeX's blanks would be a link that nobody sees.
        title=Markup(title) or escape(str(paper.arxiv_id)),  # noqa: S704  (tex gives safe HTML)
        authors=Markup(", ").join(authors[:FIRST_AUTHORS]),
        more_authors=authors[FIRST_AUTHORS:],
        unnamed=max(0, len(paper.authors) - NAMED_AUTHORS),
    )


def _name(author: str, why: Reasons) -> Markup:
    name = tex.to_text(author)
    template = Markup("<mark>{}</mark>") if why.spans("au", name) else Markup("{}")
    return template.format(name)


def _unseen(paper: Paper, sentence: str, why: Reasons) -> tuple[str, ...]:
    in_sight = (("ti", paper.title), ("abs", sentence))
    names = [("au", name) for name in paper.authors[:FIRST_AUTHORS]]
    return why.unseen((*in_sight, *names))


def _known(venue: Venue | None) -> str | None:
    return str(venue) if venue else None


def _html(source: str, why: Reasons = _NO_REASONS) -> Markup:
    return Markup(tex.to_html(source, _find(why, "abs")))  # noqa: S704  (tex gives safe HTML)


def _find(why: Reasons, field: str) -> Find | None:
    # What marks nothing need not look.
    return partial(why.spans, field) if why.found else None
