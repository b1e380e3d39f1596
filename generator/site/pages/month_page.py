"""
The page of all papers that a keyword, or any keyword, announced in one month.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.papers.listing import Entry, Listing
from generator.site import addresses
from generator.site.addresses import Permalink
from generator.site.documents import Document, RenderTask
from generator.site.edition import Edition, Section
from generator.site.pages.page import page_document
from generator.site.pages.paper_list import PaperList, filters
from generator.site.site_context import site_context
from generator.site.structured_data import structured_data


class MonthLink(Struct, frozen=True):
    """
    A month such as ``2025-12``, and the address of its page.
    """

    name: str
    page: str


class MonthPage(PaperList, frozen=True, kw_only=True):
    """
    The papers of one month, and what the page links to.
    """

    month: str
    """The month: ``2025-12``."""

    earlier: MonthLink | None
    """The month with papers before this one; None if there is none."""

    later: MonthLink | None
    """The month with papers after this one; None if there is none."""

    related: Mapping[str, tuple[Permalink, ...]]
    """Related papers of the page's papers, by identifier; a paper without any is missing."""

    def related_of(self, entry: Entry) -> tuple[Permalink, ...]:
        """
        The papers related to that of *entry*, the nearest first; may be empty.
        """
        return self.related.get(addresses.anchor(entry), ())


def month_pages(
    edition: Edition, permalinks: Mapping[str, Permalink], section: Section
) -> Iterator[RenderTask[MonthPage]]:
    """
    Yield tasks for the months of *section*, newest first.

    *permalinks* has the permalink of every paper.
    """
    # Titles alone for all keywords together: such a month may have thousands of papers.
    render = _render_titles if section is edition.overall else _render
    for page in _pages(edition, permalinks, section):
        yield RenderTask(render, page)


def _pages(
    edition: Edition, permalinks: Mapping[str, Permalink], section: Section
) -> Iterator[MonthPage]:
    months = tuple(section.listing.months())
    slug = section.keyword.slug
    links = [MonthLink(month, addresses.month_page(slug, month)) for month, _ in months]
    # Newest first: the month before in the list is the later one.
    for (month, listing), later, earlier in zip(
        months, (None, *links), (*links[1:], None), strict=False
    ):
        yield MonthPage(
            keyword=section.keyword,
            address=addresses.month_page(slug, month),
            listing=listing,
            site=site_context(edition, permalinks, listing.entries),
            month=month,
            earlier=earlier,
            later=later,
            related=_related(edition, permalinks, listing),
        )


def _related(
    edition: Edition, permalinks: Mapping[str, Permalink], listing: Listing
) -> dict[str, tuple[Permalink, ...]]:
    anchors = [
        anchor for anchor in map(addresses.anchor, listing.entries) if anchor in edition.related
    ]
    return {
        anchor: tuple(permalinks[related] for related in edition.related[anchor])
        for anchor in anchors
    }


def _render(page: MonthPage) -> Iterator[Document]:
    yield _document(
        page,
        "month.md",
        meta={"structured_data": structured_data(page.listing.entries, page.permalink_url)},
        filters=filters(page.listing.entries, page.site.language),
        related_of=page.related_of,
    )


def _render_titles(page: MonthPage) -> Iterator[Document]:
    yield _document(page, "month_titles.md")


def _document(
    page: MonthPage,
    template: str,
    *,
    meta: Mapping[str, object] | None = None,
    **context: object,
) -> Document:
    language = page.site.language
    month = language.month(page.month)
    papers = language.arxiv_papers(len(page.listing.entries))
    if page.is_overall:
        description = language.gettext(
            "%(papers)s listed in %(month)s.", papers=papers, month=month
        )
    else:
        description = language.gettext(
            "%(papers)s on %(keyword)s, listed in %(month)s.",
            papers=papers,
            keyword=page.keyword.name,
            month=month,
        )
    return page_document(
        page.address,
        template,
        language=language,
        title=f"{page.keyword.name}, {month}",
        description=description,
        feeds_of=page.keyword,
        meta=meta,
        context=page.context
        | {
            "month": MonthLink(page.month, page.address),
            "earlier": page.earlier,
            "later": page.later,
        }
        | context,
    )
