"""
The page of a keyword's newest papers, or of those of all keywords.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.site import addresses
from generator.site.addresses import Permalink, site_context
from generator.site.edition import Batch, Document, Edition, Section
from generator.site.pages.page import document
from generator.site.pages.paper_list import PaperList, filters
from generator.site.trends import Weeks, weeks


class Month(Struct, frozen=True):
    """
    A month such as ``2025-12``, its page, and the number of papers there.
    """

    name: str
    page: str
    count: int


class Newest(PaperList, frozen=True, kw_only=True):
    """
    The newest papers, the *months* of the listing they are of with its *total*, and the *weeks*
    of its chart.
    """

    months: tuple[Month, ...]
    total: int
    weeks: Weeks


def newest_page(
    edition: Edition, homes: Mapping[str, Permalink], section: Section
) -> Batch[Newest]:
    """
    The page of *section*'s newest papers; *homes* are the places of all papers.
    """
    slug, listing = section.keyword.slug, section.newest
    months = tuple(
        Month(name, addresses.month_page(slug, name), len(one.entries))
        for name, one in section.listing.months()
    )
    newest = Newest(
        keyword=section.keyword,
        page=addresses.keyword_page(slug),
        listing=listing,
        site=site_context(edition, homes, listing.entries),
        months=months,
        total=len(section.listing.entries),
        weeks=weeks(section, edition.overall.listing.newest_day),
    )
    return Batch(_page, newest)


def _page(newest: Newest) -> Iterator[Document]:
    keyword = newest.keyword
    _ = newest.site.language.gettext
    topic = _("all keywords") if newest.is_overall else keyword.name
    yield document(
        newest.page,
        "listing.md",
        language=newest.site.language,
        title=keyword.name,
        description=_(
            "The newest arXiv papers on %(keyword)s, with feeds for Atom, RSS and JSON.",
            keyword=topic,
        ),
        feeds_of=keyword,
        context=newest.context
        | {
            "overall": newest.is_overall,
            "months": newest.months,
            "total": newest.total,
            "chips": filters(newest.listing.entries, newest.site.language),
            "trend": newest.weeks,
        },
    )
