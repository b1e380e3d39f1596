"""
Which keywords are asked for together, in which order, and how far back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from urllib.parse import quote_plus
from zlib import crc32

from msgspec import Struct

from generator.arxiv_api import DEPTH, MAX_SIZE
from generator.fetch.window import LARGEST_PAGE, SMALLEST_PAGE, FetchWindow
from generator.matching import Matcher
from generator.papers.listing import MISSED

# Where a page does not hold the month, a day's answer is read back so far: of 139 measured
# papers nine in ten were announced within six days. The rest is found within the week.
RECENT = timedelta(days=7)

WEEK = timedelta(days=7)

# Papers a group may have in its month: below what arXiv gives out, as this is an estimate.
_MOST = DEPTH * 3 // 4

_QUOTED = re.compile(r'"[^"]*"')


class Limits(Struct, frozen=True):
    """
    What may be asked for at once.

    A group's query has *letters* or fewer as it stands in an address, a *page* as many papers as
    can be read each day; so many *groups* are answered before doubts about them are settled.
    """

    # gunicorn reads request lines of 4094 bytes and uWSGI heads of 4096, unless told otherwise.
    letters: int = 3900
    page: int = LARGEST_PAGE
    groups: int = 5


class Member(Struct, frozen=True):
    """
    A keyword whose papers can be told from those of others: what to read, and what matches.
    """

    reach: FetchWindow
    matcher: Matcher

    @property
    def slug(self) -> str:
        """
        The keyword's place in addresses.
        """
        return self.reach.keyword.slug

    @property
    def query(self) -> str:
        """
        The keyword's query, ready to be joined with others.
        """
        query = self.reach.keyword.query
        return query if _is_enclosed(query) else f"({query})"


class Group(Struct, frozen=True):
    """
    Keywords to be asked for together: back to *floor*, in pages of *size* papers.

    What is new comes first by the date of an update, also for keywords that are sorted by the date
    of publication: no version is older than its paper.
    """

    members: tuple[Member, ...]
    floor: datetime
    size: int

    @property
    def expected(self) -> int:
        """
        How many papers matched one of them, or more, at the last success.
        """
        return max(member.reach.expected for member in self.members)


# Groups that are answered together, or a keyword that is asked for alone.
Turn = tuple[Group, ...] | FetchWindow


def turns(reaches: Iterable[FetchWindow], now: datetime, limits: Limits | None) -> Iterator[Turn]:
    """
    In which order to ask; without *limits* everybody alone, in the very same order.

    Those whose last turn is longest ago come first: where time is too short for all, it is never
    the same ones that are left out. Then come those that only arXiv can answer. The others, as
    far as they were last answered on the same day and are sorted by the same date, are asked for
    together.
    """
    reaches = tuple(reaches)
    matchers = {reach.keyword.slug: matcher_of(reach) for reach in reaches}

    def place(reach: FetchWindow) -> tuple[datetime, bool, str]:
        together = matchers[reach.keyword.slug] is not None
        return reach.attempted, together, f"{reach.since:%Y%m%d}" if together else ""

    for (_, together, _), alike in groupby(sorted(reaches, key=place), key=place):
        if limits is None or not together:
            yield from alike
        else:
            found = ((one, matchers[one.keyword.slug]) for one in alike)
            members = [Member(reach, matcher) for reach, matcher in found if matcher]
            yield from _turns(members, now, limits)


def _group(members: Sequence[Member], now: datetime, limits: Limits) -> Group:
    """
    How far back these *members* are read together.

    The month that a paper may take to be announced is read back each day where a page holds it,
    otherwise once a week, on a day that differs from group to group.
    """
    floor = min(member.reach.floor for member in members)
    expected = _expected(members, now - floor)
    if expected <= limits.page:
        return Group(tuple(members), floor, max(expected, SMALLEST_PAGE))
    if not _is_swept(members, now):
        floor = max(floor, min((member.reach.since or floor) - RECENT for member in members))
        expected = _expected(members, now - floor)
    return Group(tuple(members), floor, min(max(expected, SMALLEST_PAGE), MAX_SIZE))


def joined(members: Iterable[Member]) -> str:
    """
    The query for papers of any of *members*.
    """
    return " OR ".join(member.query for member in members)


def halves(members: Sequence[Member]) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """
    The first and the second half of *members*.
    """
    middle = len(members) // 2
    return tuple(members[:middle]), tuple(members[middle:])


def letters(query: str) -> int:
    """
    How long *query* is in an address.
    """
    return len(quote_plus(query))


def matcher_of(reach: FetchWindow) -> Matcher | None:
    """
    What matches the keyword, if that can be told here and it has to read no further than others.
    """
    if reach.since is None or (reach.lacking > 0 and reach.horizon is not None):
        return None
    try:
        matcher = Matcher(reach.keyword.query)
    except ValueError:
        return None
    return matcher if matcher.decides else None


def _turns(members: Sequence[Member], now: datetime, limits: Limits) -> Iterator[Turn]:
    parts = list(_parts(members, now, limits))
    groups = [_group(part, now, limits) for part in parts if len(part) > 1]
    for start in range(0, len(groups), limits.groups):
        yield tuple(groups[start : start + limits.groups])
    yield from (part[0].reach for part in parts if len(part) == 1)


def _parts(members: Sequence[Member], now: datetime, limits: Limits) -> Iterator[list[Member]]:
    part: list[Member] = []
    for member in members:
        more = [*part, member]
        month = _expected(more, now - min(one.reach.floor for one in more))
        if part and (letters(joined(more)) > limits.letters or month > _MOST):
            yield part
            more = [member]
        part = more
    if part:
        yield part


def _expected(members: Iterable[Member], span: timedelta) -> int:
    # A quarter more than the last month had.
    return int(sum(member.reach.recent for member in members) * 1.25 * (span / MISSED))


def _is_swept(members: Sequence[Member], now: datetime) -> bool:
    turn = crc32(members[0].reach.keyword.slug.encode()) % WEEK.days
    swept = min(member.reach.swept or now for member in members)
    return now.toordinal() % WEEK.days == turn or now - swept >= WEEK


def _is_enclosed(query: str) -> bool:
    """
    Whether one pair of parentheses holds all of *query*.
    """
    bare, depth = _QUOTED.sub("", query), 0
    for place, sign in enumerate(bare):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and place < len(bare) - 1:
            return False
    return bare.startswith("(")
