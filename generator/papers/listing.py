"""
The papers of a keyword, newest announcement first.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from generator.papers.announcement import ALL, Announcement, Kind, Record, Records
from generator.papers.paper import Paper, SortBy


class Entry(Struct, frozen=True):
    """
    A paper in a listing.
    """

    paper: Paper
    """
    The paper in its newest version.
    """

    announced: date
    """
    The day on which the listing announced the paper.
    """

    kind: Kind
    """
    Whether the listing announced the paper as new or as revised.
    """

    keywords: tuple[str, ...]
    """
    The slugs of all keywords that list the paper, in the keeper's order.
    """

    @property
    def month(self) -> str:
        """
        The month of announcement: ``2025-12``.
        """
        return f"{self.announced:%Y-%m}"


class Listing(Struct, frozen=True):
    """
    The papers of the keyword *slug*, newest announcement first.
    """

    slug: str
    entries: tuple[Entry, ...] = ()

    @property
    def newest_day(self) -> date | None:
        """
        The last day on which a paper was announced; None if the listing is empty.
        """
        return self.entries[0].announced if self.entries else None

    @property
    def papers(self) -> tuple[Paper, ...]:
        """
        The papers of the entries, in the same order.
        """
        return tuple(entry.paper for entry in self.entries)

    def newest(self, count: int) -> "Listing":
        """
        Return the listing of the newest *count* papers.
        """
        return replace(self, entries=self.entries[:count])

    def days(self) -> Iterator[tuple[date, tuple[Entry, ...]]]:
        """
        Yield each announcement day with its entries, newest day first.
        """
        for day, entries in groupby(self.entries, key=lambda entry: entry.announced):
            yield day, tuple(entries)

    def months(self) -> Iterator[tuple[str, "Listing"]]:
        """
        Yield each month of announcement (``2025-12``) with its listing, newest month first.
        """
        for month, entries in groupby(self.entries, key=lambda entry: entry.month):
            yield month, replace(self, entries=tuple(entries))


def listings(records: Records, keywords: Mapping[str, SortBy]) -> dict[str, Listing]:
    """
    Return the listing of each of *keywords*, by slug.

    *keywords* has the slugs in the keeper's order and the date by which each is sorted.
    """
    # One pass over the records, however many keywords there are.
    rank = _rank(keywords)
    found: dict[str, list[Entry]] = {slug: [] for slug in keywords}
    for record in records.values():
        followed = _followed(record, rank)
        for slug in followed:
            found[slug].append(_entry(record, record.announced[slug], followed))
    return {
        slug: Listing(slug, _newest_first(found[slug], sort_by))
        for slug, sort_by in keywords.items()
    }


def overall(records: Records, keywords: Iterable[str]) -> Listing:
    """
    Return the listing of all *keywords*, each paper once, on the day of its first announcement.

    This day stays the same when keywords are added or removed.
    """
    rank = _rank(keywords)
    known = ((record, _followed(record, rank)) for record in records.values())
    entries = (_entry(record, _first(record), followed) for record, followed in known if followed)
    return Listing(ALL, _newest_first(entries, "updated"))


def _first(record: Record) -> Announcement:
    # A store that another program wrote may lack the announcement under ALL.
    overall_first = record.announced.get(ALL)
    return overall_first or min(record.announced.values(), key=lambda one: (one.day, one.kind))


def _rank(keywords: Iterable[str]) -> dict[str, int]:
    return {slug: number for number, slug in enumerate(keywords)}


def _followed(record: Record, rank: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(rank.keys() & record.announced.keys(), key=rank.__getitem__))


def _entry(record: Record, announcement: Announcement, keywords: tuple[str, ...]) -> Entry:
    return Entry(
        paper=record.paper,
        announced=announcement.day,
        kind=announcement.kind,
        keywords=keywords,
    )


def _newest_first(entries: Iterable[Entry], sort_by: SortBy) -> tuple[Entry, ...]:
    def key(entry: Entry) -> tuple[date, datetime, str]:
        return entry.announced, entry.paper.date(sort_by), entry.paper.arxiv_id.base

    return tuple(sorted(entries, key=key, reverse=True))
