"""
Listings: which papers each keyword lists, and on which day it announced them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.papers.paper import Paper, SortBy

# arXiv makes the same distinction; its feeds say `replace` for `revised`.
Kind = Literal["new", "revised"]

# The slug of the listing of all keywords together.
ALL = "all"

# From submission to announcement 139 measured papers took up to 29 days. So a paper whose first
# version is so recent may have been announced, and revised, since the keyword's last success.
MISSED = timedelta(days=30)


# gc=False here and below for the same reason as in ``Paper``.
class Announcement(Struct, frozen=True, gc=False):
    """
    The day on which this site first listed a paper under a keyword, and as what kind of news.

    An announcement never changes.
    """

    day: date
    kind: Kind = "new"


class Record(Struct, frozen=True, gc=False):
    """
    A paper that the store remembers, and its announcements by keyword slug.

    The first announcement is also there under ``ALL``.
    """

    paper: Paper
    announced: Mapping[str, Announcement]


# The records of the store, by identifier without version.
Records = Mapping[str, Record]


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


def announce(
    records: Records,
    slug: str,
    papers: Iterable[Paper],
    *,
    today: date,
    since: datetime | None,
    horizon: datetime | None = None,
    sort_by: SortBy = "updated",
) -> dict[str, Record]:
    """
    Return the records that change when keyword *slug* is answered with *papers* on *today*.

    The result has a record for each changed paper, by identifier without version. Seeing the same
    papers again changes nothing.

    A paper that the keyword does not list yet is announced *today*. It is new in version 1; in a
    later version it is new if version 1 may have been missed since *since*, the keyword's last
    success, and otherwise revised.

    If *since* is None, this is the keyword's first answer: each paper is announced on the day of
    the date *sort_by*. The same holds for a paper older than *horizon*, because earlier answers
    did not go back so far.

    A newer version of a paper replaces the stored one and keeps its announcements. An older
    version comes from an outdated answer and changes no paper.
    """
    changed: dict[str, Record] = {}
    for paper in papers:
        base = paper.arxiv_id.base
        before = changed.get(base) or records.get(base)
        after = _merged(before, paper)
        if slug not in after.announced:
            asked_before = horizon is None or paper.date(sort_by) >= horizon
            last = since if asked_before else None
            announcement = _announcement(paper, today=today, since=last, sort_by=sort_by)
            # An announcement that is already there under ALL stays.
            announced = {ALL: announcement, **after.announced, slug: announcement}
            after = replace(after, announced=announced)
        if after != before:
            changed[base] = after
    return changed


def _merged(record: Record | None, paper: Paper) -> Record:
    if record is None:
        return Record(paper, {})
    if paper.arxiv_id.version < record.paper.arxiv_id.version:
        return record
    return replace(record, paper=paper)


def _announcement(
    paper: Paper, *, today: date, since: datetime | None, sort_by: SortBy
) -> Announcement:
    first = paper.arxiv_id.version == 1
    if since is None:
        # A date in the future, from a wrong clock, would keep the paper on top of the listing.
        day = min(paper.date(sort_by).date(), today)
        return Announcement(day, "new" if first or sort_by == "published" else "revised")
    missed = paper.published >= since - MISSED
    return Announcement(today, "new" if first or missed else "revised")


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
