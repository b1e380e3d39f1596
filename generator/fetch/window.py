"""
How far back a keyword's fetch reads, and which of the papers it meets are to be listed.
"""

from collections import Counter
from collections.abc import Container, Iterable
from datetime import UTC, datetime

from msgspec import Struct

from generator.keywords.keyword import Keyword
from generator.papers.arxiv_calendar import newest_covered
from generator.papers.freshness import Freshness
from generator.papers.listing import MISSED, Records
from generator.papers.paper import Paper

# Papers a page of an answer has at least and at most. arXiv gives out 2000, in 4.6 MB.
SMALLEST_PAGE, LARGEST_PAGE = 100, 1000

_NEVER = datetime.min.replace(tzinfo=UTC)


class StoredPapers(Struct):
    """
    How many papers each keyword has, by slug: in all, and of the last thirty days.
    """

    held: Counter[str]
    recent: Counter[str]

    @classmethod
    def of(cls, records: Records, now: datetime) -> "StoredPapers":
        """
        Count *records* as they stand *now*.
        """
        stock = cls(Counter(), Counter())
        for record in records.values():
            stock.held.update(list(record.announced))
            if record.paper.updated >= now - MISSED:
                stock.recent.update(list(record.announced))
        return stock


class FetchWindow(Struct, frozen=True, kw_only=True):
    """
    What one fetch of *keyword* has to read.

    *since* is the keyword's last success, None for a baseline; until *swept* nothing can have
    been missed. A fetch reads back to *floor*, and until the keyword has *lacking* papers more;
    *size* papers make a page. Older than *horizon* papers were not asked for so far, so that such
    a one is no news. *expected* papers matched at the last success, the newest of them of the
    date *newest*; *recent* ones came in the last thirty days. The last turn was at *attempted*,
    and the last answer had *dropped* these unreadable entries.
    """

    keyword: Keyword
    since: datetime | None
    floor: datetime
    horizon: datetime | None
    lacking: int
    size: int
    expected: int
    newest: datetime | None = None
    swept: datetime | None = None
    recent: int = 0
    attempted: datetime = _NEVER
    dropped: tuple[str, ...] = ()

    def is_due(self, now: datetime) -> bool:
        """
        Whether asking *now* could bring anything that the last success did not.

        It could after arXiv's next announcement, for another query, and for a longer page.
        """
        if self.since is None or newest_covered(self.since) < newest_covered(now):
            return True
        return self.lacking > 0 and self.horizon is not None

    def oldest(self, papers: Iterable[Paper]) -> datetime | None:
        """
        The oldest date of *papers*, of those by which the keyword is sorted.
        """
        return min((paper.date(self.keyword.sort_by) for paper in papers), default=None)

    @property
    def goes_back(self) -> bool:
        """
        Whether older papers than ever before are listed, for a first page or a longer one.
        """
        return self.since is None or self.lacking > 0

    def listed(self, papers: Iterable[Paper], known: Container[str]) -> tuple[Paper, ...]:
        """
        Those of *papers* that are to be listed: unknown ones beyond the horizon mostly are not.
        """
        if self.horizon is None or self.goes_back:
            return tuple(papers)
        return tuple(
            paper
            for paper in papers
            if paper.arxiv_id.base in known or paper.date(self.keyword.sort_by) >= self.horizon
        )

    def is_enough(self, oldest: datetime | None, listed: int) -> bool:
        """
        Whether a fetch that came to *oldest*, and listed so many more papers, may end.
        """
        return listed >= self.lacking and (oldest is None or oldest < self.floor)


def fetch_window(
    keyword: Keyword, before: Freshness, stock: StoredPapers, now: datetime
) -> FetchWindow:
    """
    What the next fetch of *keyword* has to read, *before* being what is known of its last ones.

    It reads back thirty days, for so long a paper may take from submission to announcement. A
    keyword that was never answered, or not with its present query, or whose papers are gone from
    the store, begins anew.
    """
    held = stock.held[keyword.slug]
    same = before.query == keyword.query and (held > 0 or not before.total)
    since = _past(before.succeeded, now) if same else None
    swept = _past(before.swept, now) if same and before.swept else since
    recent = stock.recent[keyword.slug]
    return FetchWindow(
        keyword=keyword,
        since=since,
        floor=(swept or now) - MISSED,
        horizon=before.horizon if since else None,
        lacking=keyword.max_papers - (held if since else 0),
        size=_size(keyword, recent if since else 0),
        expected=before.total or 0,
        newest=before.newest if since else None,
        swept=swept,
        recent=recent,
        attempted=before.attempted or _NEVER,
        dropped=before.dropped,
    )


def _past(succeeded: datetime | None, now: datetime) -> datetime | None:
    if succeeded is None or succeeded <= now:
        return succeeded
    # The clock is wrong, or was: the last success may have been any time ago.
    return now - MISSED


def _size(keyword: Keyword, recent: int) -> int:
    # Most days one page then holds the thirty days, and a quiet keyword's page stays small.
    expected = max(recent + recent // 4, keyword.max_papers if not recent else 0)
    return min(max(expected, SMALLEST_PAGE), LARGEST_PAGE)
