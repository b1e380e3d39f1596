"""
Which keywords are asked for in one request, in which order, and how far back.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from zlib import crc32

from msgspec import Struct

from generator.arxiv_api import DEPTH, MAX_SIZE
from generator.fetch.offline_keyword import (
    LONGEST_QUERY,
    OfflineKeyword,
    in_turn,
    joined_query,
    length_in_address,
)
from generator.fetch.window import LARGEST_PAGE, SMALLEST_PAGE, FetchWindow
from generator.papers.announcement import MISSED

# How far back a group is read on days when a page does not hold its thirty days. Of 139 measured
# papers nine in ten were announced within six days; the weekly reading finds the rest.
_RECENT = timedelta(days=7)

_WEEK = timedelta(days=7)

# How many papers a group may have in thirty days: three quarters of what arXiv gives out, because
# the number is an estimate.
_MOST = DEPTH * 3 // 4


class Limits(Struct, frozen=True):
    """
    How much is asked for at once.
    """

    query: int = LONGEST_QUERY
    """The longest query of a group, in characters of an address."""
    page_size: int = LARGEST_PAGE
    """How many papers are read each day for a group."""
    groups: int = 5
    """How many groups are read before the open questions about them are asked."""


class QueryGroup(Struct, frozen=True):
    """
    Keywords that are asked for together.

    Papers come by the date of their last update, also for keywords that sort by the date of
    publication: a paper is never updated before it is published, so that no new paper is late.
    """

    members: tuple[OfflineKeyword, ...]
    floor: datetime
    """The date back to which the group's answer is read."""
    page_size: int
    """How many papers a page of the answer should have."""

    @property
    def expected(self) -> int:
        """
        How many papers matched the largest keyword at its last success.
        """
        return max(member.window.expected for member in self.members)


# Groups that are answered together, or a keyword that is asked for alone.
Turn = tuple[QueryGroup, ...] | FetchWindow


def turns(windows: Iterable[FetchWindow], now: datetime, limits: Limits) -> Iterator[Turn]:
    """
    Yield *windows* in their order, as groups where keywords can be asked for together.

    The keywords of a group were last answered on the same day.
    """
    for alike in in_turn(windows):
        members = [offline for _, offline in alike if offline]
        if members:
            yield from _turns(members, now, limits)
        else:
            yield from (window for window, _ in alike)


def halves(
    members: Sequence[OfflineKeyword],
) -> tuple[tuple[OfflineKeyword, ...], tuple[OfflineKeyword, ...]]:
    """
    Return the first and the second half of *members*.
    """
    middle = len(members) // 2
    return tuple(members[:middle]), tuple(members[middle:])


def _turns(members: Sequence[OfflineKeyword], now: datetime, limits: Limits) -> Iterator[Turn]:
    parts = list(_parts(members, now, limits))
    groups = [_group(part, now, limits) for part in parts if len(part) > 1]
    for start in range(0, len(groups), limits.groups):
        yield tuple(groups[start : start + limits.groups])
    yield from (part[0].window for part in parts if len(part) == 1)


def _parts(
    members: Sequence[OfflineKeyword], now: datetime, limits: Limits
) -> Iterator[list[OfflineKeyword]]:
    """
    Cut *members* into parts whose query is not too long and whose papers are not too many.
    """
    part: list[OfflineKeyword] = []
    for member in members:
        more = [*part, member]
        papers = _expected(more, now - min(one.window.floor for one in more))
        if part and (length_in_address(joined_query(more)) > limits.query or papers > _MOST):
            yield part
            more = [member]
        part = more
    if part:
        yield part


def _group(members: Sequence[OfflineKeyword], now: datetime, limits: Limits) -> QueryGroup:
    """
    Return the group of *members* with the date back to which it is read.

    A paper may take thirty days until it is announced. The group is read back so far each day if
    a page holds the thirty days, otherwise once a week, on a day that differs between groups.
    """
    floor = min(member.window.floor for member in members)
    expected = _expected(members, now - floor)
    if expected <= limits.page_size:
        return QueryGroup(tuple(members), floor, max(expected, SMALLEST_PAGE))
    if not _is_full_read_due(members, now):
        floor = max(floor, min((member.window.since or floor) - _RECENT for member in members))
        expected = _expected(members, now - floor)
    return QueryGroup(tuple(members), floor, min(max(expected, SMALLEST_PAGE), MAX_SIZE))


def _expected(members: Iterable[OfflineKeyword], span: timedelta) -> int:
    """
    About how many papers of *members* come in *span*: a quarter more than in the last month.
    """
    return int(sum(member.window.recent for member in members) * 1.25 * (span / MISSED))


def _is_full_read_due(members: Sequence[OfflineKeyword], now: datetime) -> bool:
    weekday = crc32(members[0].slug.encode()) % _WEEK.days
    last = min(member.window.last_full_read or now for member in members)
    return now.toordinal() % _WEEK.days == weekday or now - last >= _WEEK
