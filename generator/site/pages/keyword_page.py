"""
The page of a keyword's newest papers, or of the newest papers of all keywords.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.site import addresses
from generator.site.addresses import Permalink
from generator.site.documents import Document, RenderTask
from generator.site.edition import Edition, Section
from generator.site.pages.page import page_document
from generator.site.pages.paper_list import PaperList, filters
from generator.site.site_context import site_context
from generator.site.trends import Weeks, weeks


class Month(Struct, frozen=True):
    """
    A month such as ``2025-12``, the address of its page, and the number of papers there.
    """

    name: str
    page: str
    count: int


class KeywordPage(PaperList, frozen=True, kw_only=True):
    """
    The newest papers, and what the page says of the whole listing.
    """

    months: tuple[Month, ...]
    """All months with papers, newest first."""

    total: int
    """The number of all papers of the listing."""

    weeks: Weeks
    """The numbers of the chart."""


def keyword_page(
    edition: Edition, permalinks: Mapping[str, Permalink], section: Section
) -> RenderTask[KeywordPage]:
    """
    Return the task for the page of *section*; *permalinks* has the permalink of every paper.
    """
    slug, newest = section.keyword.slug, section.newest
    months = tuple(
        Month(name, addresses.month_page(slug, name), len(listing.entries))
        for name, listing in section.listing.months()
    )
    page = KeywordPage(
        keyword=section.keyword,
        address=addresses.keyword_page(slug),
        listing=newest,
        site=site_context(edition, permalinks, newest.entries),
        months=months,
        total=len(section.listing.entries),
        weeks=weeks(section, edition.overall.listing.newest_day),
    )
    return RenderTask(_render, page)


def _render(page: KeywordPage) -> Iterator[Document]:
    keyword = page.keyword
    _ = page.site.language.gettext
    topic = _("all keywords") if page.is_overall else keyword.name
    yield page_document(
        page.address,
        "keyword.md",
        language=page.site.language,
        title=keyword.name,
        description=_(
            "The newest arXiv papers on %(keyword)s, with feeds for Atom, RSS and JSON.",
            keyword=topic,
        ),
        feeds_of=keyword,
        context=page.context
        | {
            "overall": page.is_overall,
            "months": page.months,
            "total": page.total,
            "filters": filters(page.listing.entries, page.site.language),
            "weeks": page.weeks,
        },
    )
