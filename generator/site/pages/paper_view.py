"""
What a page shows of a paper: its texts in their final HTML, and remarks about it.
"""

from datetime import datetime
from functools import lru_cache, partial

from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from generator.matching import Reasons, reasons
from generator.papers import remarks
from generator.papers.categories import category_name
from generator.papers.paper import Paper
from generator.papers.remarks import Link, Venue
from generator.text import tex
from generator.text.tex import Find

# Authors that are named at once, and all that are named: the 3,000 names of a collaboration would
# be longer than all abstracts of a page.
FIRST_AUTHORS, NAMED_AUTHORS = 3, 100

# Papers whose HTML is remembered. The pages of a keyword and of its months, rendered one after the
# other, have the same papers.
_REMEMBERED = 4096

_NO_REASONS = Reasons()


class PaperHeading(Struct, frozen=True):
    """
    The title and the authors of a paper in their final HTML.
    """

    title: Markup
    """The title; the identifier if the title is empty."""

    authors: Markup
    """The first authors, joined by commas."""

    more_authors: tuple[Markup, ...]
    """Further authors that are named."""

    unnamed: int
    """The number of authors that are not named."""


class PaperView(Struct, frozen=True, kw_only=True):
    """
    All that a page shows of a paper. Texts are in their final HTML.
    """

    heading: PaperHeading
    """The title and the authors."""

    key_sentence: Markup
    """The sentence of the abstract that says best what the paper does."""

    abstract: Markup
    """The whole abstract."""

    comment: Markup | None
    """The authors' comment; None if there is none."""

    category_name: str
    """The name of the primary category."""

    submitted: datetime | None
    """When version 1 was submitted; None if the paper is in version 1."""

    withdrawn: bool
    """Whether the authors or arXiv say that the paper is, or should be, withdrawn."""

    venue: str | None
    """The conference or journal that accepted the paper; None if unknown."""

    links: tuple[Link, ...]
    """Links to code and project pages that the authors name."""

    unseen: tuple[str, ...] = ()
    """Phrases of the keyword's query that match only where the folded view shows nothing."""

    @property
    def has_code(self) -> bool:
        """
        Whether the authors name the address of their code.
        """
        return any(link.kind == "code" for link in self.links)


@lru_cache(_REMEMBERED)
def paper_heading(paper: Paper) -> PaperHeading:
    """
    The heading of *paper* alone, for lists of titles: it takes a fraction of the time of a view.
    """
    return _heading(paper, _NO_REASONS)


@lru_cache(_REMEMBERED)
def paper_view(paper: Paper) -> PaperView:
    """
    The view of *paper*, without marks.
    """
    return PaperView(
        heading=paper_heading(paper),
        key_sentence=_html(remarks.key_sentence(paper.abstract, paper.title)),
        abstract=_html(paper.abstract),
        comment=_html(paper.comment) if paper.comment else None,
        category_name=category_name(paper.primary_category),
        submitted=paper.published if paper.arxiv_id.version > 1 else None,
        withdrawn=remarks.withdrawn(paper),
        venue=_venue_name(remarks.venue(paper)),
        links=remarks.links(paper),
    )


@lru_cache(_REMEMBERED)
def highlighted_view(paper: Paper, query: str) -> PaperView:
    """
    The view of *paper* with marks on everything that matches *query*.

    There are no marks if *query* does not match the paper, or is empty.
    """
    plain, why = paper_view(paper), reasons(query, paper)
    if not why.found:
        return plain
    sentence = remarks.key_sentence(paper.abstract, paper.title)
    return replace(
        plain,
        heading=_heading(paper, why),
        key_sentence=_html(sentence, why),
        abstract=_html(paper.abstract, why),
        unseen=_unseen(paper, sentence, why),
    )


def _heading(paper: Paper, why: Reasons) -> PaperHeading:
    authors = tuple(_author(author, why) for author in paper.authors[:NAMED_AUTHORS])
    title = tex.to_title_html(paper.title, _find(why, "ti"))
    return PaperHeading(
        # A title of LaTeX spaces only has no text; a link needs one.
        title=Markup(title) or escape(str(paper.arxiv_id)),  # noqa: S704  (tex gives safe HTML)
        authors=Markup(", ").join(authors[:FIRST_AUTHORS]),
        more_authors=authors[FIRST_AUTHORS:],
        unnamed=max(0, len(paper.authors) - NAMED_AUTHORS),
    )


def _author(author: str, why: Reasons) -> Markup:
    name = tex.to_text(author)
    template = Markup("<mark>{}</mark>") if why.spans("au", name) else Markup("{}")
    return template.format(name)


def _unseen(paper: Paper, sentence: str, why: Reasons) -> tuple[str, ...]:
    in_sight = (("ti", paper.title), ("abs", sentence))
    names = [("au", name) for name in paper.authors[:FIRST_AUTHORS]]
    return why.unseen((*in_sight, *names))


def _venue_name(venue: Venue | None) -> str | None:
    return str(venue) if venue else None


def _html(source: str, why: Reasons = _NO_REASONS) -> Markup:
    return Markup(tex.to_html(source, _find(why, "abs")))  # noqa: S704  (tex gives safe HTML)


def _find(why: Reasons, field: str) -> Find | None:
    # None saves the search in papers that get no marks.
    return partial(why.spans, field) if why.found else None
