"""
Which papers a keyword has shown, and since when: the only decision.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.papers.paper import Paper, SortBy

# arXiv's own distinction; its feeds call the second one `replace`.
Kind = Literal["new", "revised"]

# All keywords together have a listing too; it stands where a keyword of this slug would.
ALL = "all"

# Submission to announcement took up to 29 days in 139 measured papers, so the first version of
# a paper this young may have been announced, and revised, while we were not looking.
MISSED = timedelta(days=30)


# Like papers, these are many and lead nowhere back: nothing for the collector of cycles.
class Announcement(Struct, frozen=True, gc=False):
    """
    The day this site first listed a paper under a keyword, and as what; never changes.
    """

    day: date
    kind: Kind = "new"


class Record(Struct, frozen=True, gc=False):
    """
    A remembered paper and its announcements, by keyword slug; the first of them also under ALL.
    """

    paper: Paper
    announced: Mapping[str, Announcement]


# What the store remembers, by identifier without version.
Records = Mapping[str, Record]


class Entry(Struct, frozen=True):
    """
    A paper in a listing: when and as what it was announced there, and every keyword it is under.

    *keywords* are slugs, in the keeper's order.
    """

    paper: Paper
    announced: date
    kind: Kind
    keywords: tuple[str, ...]

    @property
    def month(self) -> str:
        """
        The month of announcement: ``2025-12``.
        """
        return f"{self.announced:%Y-%m}"


class Listing(Struct, frozen=True):
    """
    The papers of one keyword, newest announcement first.
    """

    slug: str
    entries: tuple[Entry, ...] = ()

    @property
    def newest_day(self) -> date | None:
        """
        The last day on which a paper was announced.
        """
        return self.entries[0].announced if self.entries else None

    @property
    def papers(self) -> tuple[Paper, ...]:
        """
        The papers alone, in the same order.
        """
        return tuple(entry.paper for entry in self.entries)

    def newest(self, count: int) -> "Listing":
        """
        The same listing, ending after *count* papers.
        """
        return replace(self, entries=self.entries[:count])

    def days(self) -> Iterator[tuple[date, tuple[Entry, ...]]]:
        """
        The entries of each announcement day, newest day first.
        """
        for day, entries in groupby(self.entries, key=lambda entry: entry.announced):
            yield day, tuple(entries)

    def months(self) -> Iterator[tuple[str, "Listing"]]:
        """
        A listing for each month of announcement (``2025-12``), newest month first.
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

    A paper the keyword did not know is announced today: as new in version 1, and in a later
    version if it may have been missed since *since*, the keyword's last success; otherwise as
    revised. Where *since* is None the answer is the keyword's baseline: each paper is announced
    on the day it is sorted by; so is, later, one older than *horizon*, which the baseline did not
    reach. A newer version replaces the stored one and keeps its
    announcements; an older one, from a stale answer, does not. Seeing the same papers again
    changes nothing.
    """
    changed: dict[str, Record] = {}
    for paper in papers:
        base = paper.arxiv_id.base
        before = changed.get(base) or records.get(base)
        after = _merged(before, paper)
        if slug not in after.announced:
            reached = horizon is None or paper.date(sort_by) >= horizon
            last = since if reached else None
            announcement = _announcement(paper, today=today, since=last, sort_by=sort_by)
            # What was said first about all keywords stays.
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
        # A clock ahead of ours must not pin a paper to the top.
        day = min(paper.date(sort_by).date(), today)
        return Announcement(day, "new" if first or sort_by == "published" else "revised")
    missed = paper.published >= since - MISSED
    return Announcement(today, "new" if first or missed else "revised")


def listings(records: Records, keywords: Mapping[str, SortBy]) -> dict[str, Listing]:
    """
    The listing of each of *keywords*: slugs in the keeper's order, and by what they are sorted.
    """
    # Each record is met once, however many keywords there are.
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
    The listing of all *keywords* without repeats: each paper on the day it was first announced.

    That day stays when keywords come and go.
    """
    rank = _rank(keywords)
    known = ((record, _followed(record, rank)) for record in records.values())
    entries = (_entry(record, _first(record), followed) for record, followed in known if followed)
    return Listing(ALL, _newest_first(entries, "updated"))


def _first(record: Record) -> Announcement:
    # A store that was not written by us may know only keywords.
    told = record.announced.get(ALL)
    return told or min(record.announced.values(), key=lambda one: (one.day, one.kind))


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
