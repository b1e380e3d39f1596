"""
The pages of a listing: its newest papers, and all papers of each month.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from msgspec import Struct

from generator import site_map
from generator.edition import Edition, Section
from generator.keyword import Keyword
from generator.listing import Entry, Listing
from generator.pages.chips import chips
from generator.pages.page import document
from generator.pages.shown import shown
from generator.places import Place
from generator.structured_data import structured_data
from generator.trends import trend
from generator.wording import count, month

# Papers of a page that a browser lays out at once; those of later days when they come into sight.
_NEAR = 100


class Month(Struct, frozen=True):
    """
    A month page of a listing, such as ``2025-12``, and the number of papers there.
    """

    name: str
    page: str
    count: int


def keyword_pages(
    edition: Edition, section: Section, places: Mapping[str, Place]
) -> Iterator[tuple[str, str]]:
    """
    The pages of one keyword; *places* are those of all papers.
    """
    keyword = section.keyword
    months = _months(section.listing)
    address = partial(site_map.paper, keyword.slug)
    absolute = partial(_absolute, edition, address)
    yield _newest_page(edition, section, months, address)
    for one, (_, listing) in zip(months, section.listing.months(), strict=True):
        yield document(
            one.page,
            "month.md",
            title=f"{keyword.name}, {month(one.name)}",
            description=f"{count(one.count, 'arXiv paper')} on {keyword.name}, "
            f"listed in {month(one.name)}.",
            feeds_of=keyword,
            meta={"structured_data": structured_data(listing.entries, absolute)},
            context=_papers(edition, one.page, listing, address=address, of=keyword)
            | _around(keyword, months, one)
            | {
                "chips": chips(listing.entries),
                "related_of": partial(_related, edition, places),
            },
        )


def _related(edition: Edition, places: Mapping[str, Place], entry: Entry) -> tuple[Place, ...]:
    return tuple(places[base] for base in edition.related.get(site_map.anchor(entry), ()))


def _absolute(edition: Edition, address: Callable[[Entry], str], entry: Entry) -> str:
    return site_map.absolute(edition.site_url, address(entry))


def overall_pages(edition: Edition, places: Mapping[str, Place]) -> Iterator[tuple[str, str]]:
    """
    The pages of all keywords together; their months are plain lists, so that they stay small.
    """
    section = edition.overall
    months = _months(section.listing)

    def address(entry: Entry) -> str:
        return places[site_map.anchor(entry)].address

    yield _newest_page(edition, section, months, address)
    for one, (_, listing) in zip(months, section.listing.months(), strict=True):
        yield document(
            one.page,
            "titles.md",
            title=f"{section.keyword.name}, {month(one.name)}",
            description=f"{count(one.count, 'arXiv paper')} listed in {month(one.name)}.",
            feeds_of=section.keyword,
            context=_papers(edition, one.page, listing, address=address)
            | _around(section.keyword, months, one),
        )


def _newest_page(
    edition: Edition,
    section: Section,
    months: tuple[Month, ...],
    address: Callable[[Entry], str],
) -> tuple[str, str]:
    keyword = section.keyword
    page = site_map.keyword_page(keyword.slug)
    overall = keyword.slug == site_map.ALL
    topic = "all keywords" if overall else keyword.name
    return document(
        page,
        "listing.md",
        title=keyword.name,
        description=f"The newest arXiv papers on {topic}, with feeds for Atom, RSS and JSON.",
        feeds_of=keyword,
        context=_papers(
            edition, page, section.newest, address=address, of=None if overall else keyword
        )
        | {
            "keyword": keyword,
            "overall": overall,
            "months": months,
            "total": len(section.listing.entries),
            "chips": chips(section.newest.entries),
            "trend": trend(section, edition.overall.listing.newest_day),
        },
    )


def _papers(
    edition: Edition,
    page: str,
    listing: Listing,
    *,
    address: Callable[[Entry], str],
    of: Keyword | None = None,
) -> dict[str, object]:
    on_page = partial(shown, page, address=address, names=edition.names, of=of)
    return {
        "listing": listing,
        "days": (
            (day, on_page(entries), before >= _NEAR) for day, entries, before in _days(listing)
        ),
    }


def _days(listing: Listing) -> Iterator[tuple[date, tuple[Entry, ...], int]]:
    # With the number of papers before each day.
    before = 0
    for day, entries in listing.days():
        yield day, entries, before
        before += len(entries)


def _months(listing: Listing) -> tuple[Month, ...]:
    return tuple(
        Month(name, site_map.month_page(listing.slug, name), len(one.entries))
        for name, one in listing.months()
    )


def _around(keyword: Keyword, months: tuple[Month, ...], one: Month) -> dict[str, object]:
    # Newest first: the month before in the tuple is the later one.
    at = months.index(one)
    return {
        "keyword": keyword,
        "month": one,
        "later": months[at - 1] if at else None,
        "earlier": months[at + 1] if at + 1 < len(months) else None,
    }
