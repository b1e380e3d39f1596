"""
How far back one fetch of a keyword reads, and which of the papers it finds are announced.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from datetime import UTC, date, datetime

from msgspec import Struct

from generator.keywords.keyword import Keyword
from generator.papers.announcement import MISSED, Records
from generator.papers.arxiv_calendar import newest_covered
from generator.papers.freshness import Freshness
from generator.papers.paper import Paper

# Papers a page of an answer has at least and at most. arXiv gives out 2000, in 4.6 MB.
SMALLEST_PAGE, LARGEST_PAGE = 100, 1000

_NEVER = datetime.min.replace(tzinfo=UTC)


class StoredPapers(Struct):
    """
    How many papers the store has for each keyword, by slug.
    """

    total: Counter[str]
    recent: Counter[str]
    """Papers that were submitted or revised within the last thirty days."""

    @classmethod
    def of(cls, records: Records, now: datetime) -> "StoredPapers":
        """
        Count the papers in *records*; the thirty days end at *now*.
        """
        stored = cls(Counter(), Counter())
        for record in records.values():
            stored.total.update(list(record.announced))
            if record.paper.updated >= now - MISSED:
                stored.recent.update(list(record.announced))
        return stored


class FetchWindow(Struct, frozen=True, kw_only=True):
    """
    What one fetch of a keyword has to read, and what earlier fetches of it found.
    """

    keyword: Keyword
    since: datetime | None
    """The keyword's last success; None if its next answer is its first, the baseline."""
    floor: datetime
    """The date back to which the fetch reads."""
    horizon: datetime | None
    """Papers older than this were never asked for, and are no news; None if all were."""
    shortfall: int
    """How many papers the keyword still needs to have as many as its *max_papers*."""
    page_size: int
    """How many papers a page of the answer should have."""
    expected: int
    """How many papers matched at the last success."""
    newest: datetime | None = None
    """The newest date of a paper in earlier answers."""
    last_full_read: datetime | None = None
    """The last success that read back to its *floor*: until then no paper can be missed."""
    harvested: date | None = None
    """The day with whose changes the keyword's next harvest begins; None if it had none."""
    recent: int = 0
    """How many of the keyword's papers were submitted or revised within thirty days."""
    attempted: datetime = _NEVER
    """When the keyword was last asked about."""
    unreadable_before: tuple[str | None, ...] = ()
    """The unreadable entries of the last answer: identifiers, or None where it has none."""

    lost: Mapping[str, datetime] = {}
    """
    The months of which the store has lost papers. Earlier answers had papers of these months that
    were submitted up to the moment beside the month.
    """

    def is_due(self, now: datetime) -> bool:
        """
        Whether arXiv can have more at *now* than at the last success.

        It can after its next announcement, for a changed query, and for a raised *max_papers*.
        """
        if self.since is None or newest_covered(self.since) < newest_covered(now):
            return True
        return self.shortfall > 0 and self.horizon is not None

    @property
    def goes_back(self) -> bool:
        """
        Whether the fetch lists papers that are older than all that earlier fetches asked for.
        """
        return self.since is None or self.shortfall > 0

    def admitted(self, papers: Iterable[Paper], known: Container[str]) -> tuple[Paper, ...]:
        """
        Return the *papers* that belong into the keyword's listing.

        Unless the fetch goes back, a paper older than the horizon belongs there only if the
        keyword has it already: *known* holds the identifiers of such papers.
        """
        if self.horizon is None or self.goes_back:
            return tuple(papers)
        return tuple(
            paper
            for paper in papers
            if paper.arxiv_id.base in known or paper.date(self.keyword.sort_by) >= self.horizon
        )

    def was_lost(self, paper: Paper) -> bool:
        """
        Whether *paper*, which the store does not have, may be one that the store has lost.
        """
        until = self.lost.get(paper.arxiv_id.month)
        return until is not None and paper.published <= min(until, self.newest or until)

    def oldest(self, papers: Iterable[Paper]) -> datetime | None:
        """
        Return the oldest date of *papers*; None if there are none.

        The date is the one that the keyword sorts by.
        """
        return min((paper.date(self.keyword.sort_by) for paper in papers), default=None)

    def newest_of(self, papers: Iterable[Paper], now: datetime) -> datetime | None:
        """
        Return the newest date of *papers*; None if there are none. Dates after *now* do not count.
        """
        dates = (paper.date(self.keyword.sort_by) for paper in papers)
        return max((moment for moment in dates if moment <= now), default=None)

    def is_enough(self, oldest: datetime | None, gained: int) -> bool:
        """
        Whether a fetch may end that read back to *oldest* and found *gained* unknown papers.
        """
        return gained >= self.shortfall and (oldest is None or oldest < self.floor)


def fetch_window(
    keyword: Keyword,
    before: Freshness,
    stored: StoredPapers,
    now: datetime,
    *,
    lost: Mapping[str, datetime] | None = None,
) -> FetchWindow:
    """
    Return what the next fetch of *keyword* reads; *before* is the freshness of its last fetch.

    *lost* has the months of which the store has lost papers, as in the store's inventory.

    The fetch reads back thirty days, because a paper may take so long from its submission to its
    announcement. The keyword starts anew if it was never answered, if its query has changed, or
    if its papers are gone from the store.
    """
    total = stored.total[keyword.slug]
    same = before.query == keyword.query and (total > 0 or not before.total)
    since = _past(before.succeeded, now) if same else None
    last_full_read = _past(before.swept, now) if same and before.swept else since
    recent = stored.recent[keyword.slug]
    return FetchWindow(
        keyword=keyword,
        since=since,
        floor=(last_full_read or now) - MISSED,
        horizon=before.horizon if since else None,
        shortfall=keyword.max_papers - (total if since else 0),
        page_size=_page_size(keyword, recent if since else 0),
        expected=before.total or 0,
        newest=before.newest if since else None,
        last_full_read=last_full_read,
        harvested=before.harvested,
        recent=recent,
        attempted=before.attempted or _NEVER,
        unreadable_before=before.unreadable,
        lost=lost or {},
    )


def _past(succeeded: datetime | None, now: datetime) -> datetime | None:
    if succeeded is None or succeeded <= now:
        return succeeded
    # A success after now comes from a wrong clock: it may have been at any time.
    return now - MISSED


def _page_size(keyword: Keyword, recent: int) -> int:
    # On most days one page then holds the thirty days, and few papers make a small page.
    expected = max(recent + recent // 4, keyword.max_papers if not recent else 0)
    return min(max(expected, SMALLEST_PAGE), LARGEST_PAGE)
