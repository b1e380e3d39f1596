"""
The page of all papers that a keyword, or any of them, announced in one month.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.papers.listing import Entry, Listing
from generator.site import addresses
from generator.site.addresses import Permalink, site_context
from generator.site.edition import Batch, Document, Edition, Section
from generator.site.pages.page import document
from generator.site.pages.paper_list import PaperList, filters
from generator.site.structured_data import structured_data


class Beside(Struct, frozen=True):
    """
    A month that a page leads to, such as ``2025-12``, and its page.
    """

    name: str
    page: str


class InMonth(PaperList, frozen=True, kw_only=True):
    """
    The papers of month *name*, the months *earlier* and *later* that have any, and places of
    papers *related* to those here, by identifier.
    """

    name: str
    earlier: Beside | None
    later: Beside | None
    related: Mapping[str, tuple[Permalink, ...]]

    def related_of(self, entry: Entry) -> tuple[Permalink, ...]:
        """
        The papers to name beside *entry*.
        """
        return self.related.get(addresses.anchor(entry), ())


def month_pages(
    edition: Edition, homes: Mapping[str, Permalink], section: Section
) -> Iterator[Batch[InMonth]]:
    """
    The months of *section*, newest first; *homes* are the places of all papers.
    """
    # Plain lists for all keywords together, so that they stay small.
    make = _titles if section is edition.overall else _page
    for one in _months(edition, homes, section):
        yield Batch(make, one)


def _months(
    edition: Edition, homes: Mapping[str, Permalink], section: Section
) -> Iterator[InMonth]:
    months = tuple(section.listing.months())
    pages = [Beside(name, addresses.month_page(section.keyword.slug, name)) for name, _ in months]
    # Newest first.
    for (name, listing), later, earlier in zip(
        months, (None, *pages), (*pages[1:], None), strict=False
    ):
        yield InMonth(
            keyword=section.keyword,
            page=addresses.month_page(section.keyword.slug, name),
            listing=listing,
            site=site_context(edition, homes, listing.entries),
            name=name,
            earlier=earlier,
            later=later,
            related=_related(edition, homes, listing),
        )


def _related(
    edition: Edition, homes: Mapping[str, Permalink], listing: Listing
) -> dict[str, tuple[Permalink, ...]]:
    anchors = [
        anchor for anchor in map(addresses.anchor, listing.entries) if anchor in edition.related
    ]
    return {anchor: tuple(homes[one] for one in edition.related[anchor]) for anchor in anchors}


def _page(papers: InMonth) -> Iterator[Document]:
    yield _document(
        papers,
        "month.md",
        meta={"structured_data": structured_data(papers.listing.entries, papers.absolute)},
        chips=filters(papers.listing.entries, papers.site.language),
        related_of=papers.related_of,
    )


def _titles(papers: InMonth) -> Iterator[Document]:
    yield _document(papers, "titles.md")


def _document(
    papers: InMonth,
    template: str,
    *,
    meta: Mapping[str, object] | None = None,
    **context: object,
) -> Document:
    language = papers.site.language
    month = language.month(papers.name)
    many = language.arxiv_papers(len(papers.listing.entries))
    if papers.is_overall:
        description = language.gettext("%(papers)s listed in %(month)s.", papers=many, month=month)
    else:
        description = language.gettext(
            "%(papers)s on %(keyword)s, listed in %(month)s.",
            papers=many,
            keyword=papers.keyword.name,
            month=month,
        )
    return document(
        papers.page,
        template,
        language=language,
        title=f"{papers.keyword.name}, {month}",
        description=description,
        feeds_of=papers.keyword,
        meta=meta,
        context=papers.context
        | {
            "month": Beside(papers.name, papers.page),
            "earlier": papers.earlier,
            "later": papers.later,
        }
        | context,
    )
