"""
What arXiv's answer changes for one keyword.
"""

from collections import ChainMap
from collections.abc import Container, Iterable, Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from generator.arxiv_api import ResultPage
from generator.fetch.plausibility import newest_of
from generator.fetch.window import FetchWindow
from generator.papers.freshness import Freshness
from generator.papers.listing import Record, Records, announce
from generator.papers.paper import Paper

# Entries that could not be read are named in the freshness, so many at most.
_TOLD = 20


class Share(Struct, frozen=True, kw_only=True):
    """
    A keyword's part of the answer that was given to many: its *papers*.

    Those in *sure* match now; the others did once. The answer went back to *back_to*, or held
    all papers there are if that is None. It had *unreadable* entries, of which those *dropped*
    are this keyword's: a sentence for each.
    """

    papers: tuple[Paper, ...]
    sure: frozenset[str]
    back_to: datetime | None
    dropped: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


class KeywordAnswer(Struct, kw_only=True):
    """
    What arXiv said so far: the records it changes, the papers it lists anew, how far it came.
    """

    reach: FetchWindow
    records: dict[str, Record]
    now: datetime
    share: Share | None = None
    changed: dict[str, Record] = {}
    listed: tuple[str, ...] = ()
    seen: int = 0
    total: int = 0
    oldest: datetime | None = None
    dropped: tuple[str, ...] = ()
    shown: dict[str, Paper] = {}
    complete: bool = False

    @classmethod
    def of_share(
        cls, reach: FetchWindow, share: Share, records: dict[str, Record], now: datetime
    ) -> "KeywordAnswer":
        """
        The answer for one of many keywords.
        """
        # A group does not go back beyond what is known.
        answer = cls(reach=replace(reach, lacking=0), records=records, now=now, share=share)
        answer.dropped = share.dropped
        answer._decide(share.papers)
        answer.total = reach.expected
        answer.complete = True
        return answer

    def take(self, page: ResultPage) -> None:
        """
        Decide about the papers of one more page.
        """
        self._decide(page.papers)
        self.dropped += page.dropped
        self.seen += len(page.papers) + len(page.dropped)
        self.total = page.total
        self.oldest = self.reach.oldest(page.papers) or self.oldest
        ended = self.seen >= self.total
        self.complete = ended or self.reach.is_enough(self.oldest, self._gained)

    @property
    def unreadable(self) -> tuple[str, ...]:
        """
        A sentence for each entry that could not be read, whoever reports it.
        """
        return self.share.unreadable if self.share else self.dropped

    def freshness(self, before: Freshness) -> Freshness:
        """
        How fresh the keyword is with this answer, *before* being how it was while announcing.
        """
        return Freshness(
            query=self.reach.keyword.query,
            attempted=self.now,
            succeeded=self.now,
            total=self.total,
            counted=(before.counted or before.succeeded) if self.share else self.now,
            swept=self.now if self._is_deep else self.reach.swept,
            newest=self._newest,
            dropped=self.dropped[:_TOLD],
            horizon=self._horizon,
            # A baseline is no news.
            announced=before.announced if self.reach.since else (),
            unfinished=True,
            missed=not self.complete,
        )

    def _decide(self, papers: Iterable[Paper]) -> None:
        papers = tuple(papers)
        keyword = self.reach.keyword
        # While it is read, an answer can move: a paper may stand on two of its pages.
        records = ChainMap(self.changed, self.records)
        known = frozenset(_known(papers, records, keyword.slug))
        changed = announce(
            records,
            keyword.slug,
            self.reach.listed(papers, known),
            today=self.now.date(),
            since=self.reach.swept,
            horizon=self.reach.horizon,
            sort_by=keyword.sort_by,
        )
        self.listed += tuple(base for base in changed if base not in known)
        if keyword.ids:
            self.listed += tuple(self._versions(papers, known))
        self.changed |= changed
        self.shown |= {paper.arxiv_id.base: paper for paper in papers}

    def _versions(self, papers: Iterable[Paper], known: Container[str]) -> Iterator[str]:
        """
        Followed papers of which a new version came, be it that another keyword met it before.
        """
        for paper in papers:
            base, newest = paper.arxiv_id.base, self.reach.newest
            if base in known:
                stored = self.records[base].paper.arxiv_id.version
                if paper.arxiv_id.version > stored or (newest and paper.updated > newest):
                    yield base

    @property
    def _horizon(self) -> datetime | None:
        """
        The date beyond which papers were not asked for until now; None where all are known.
        """
        if not self.reach.goes_back:
            return self.reach.horizon
        return None if self.seen >= self.total else self.oldest

    @property
    def _gained(self) -> int:
        # A baseline's page may be full of papers that are known from an earlier query.
        return len(self.listed) if self.reach.since else self.seen

    @property
    def _is_deep(self) -> bool:
        back_to = self.share.back_to if self.share else None
        return back_to is None or back_to < self.reach.floor

    @property
    def _newest(self) -> datetime | None:
        if self.share is None:
            return newest_of(self.shown.values(), self.reach, self.now)
        sure = (paper for base, paper in self.shown.items() if base in self.share.sure)
        dates = (newest_of(sure, self.reach, self.now), self.reach.newest)
        return max(filter(None, dates), default=None)


def _known(papers: Iterable[Paper], records: Records, slug: str) -> Iterator[str]:
    for paper in papers:
        record = records.get(paper.arxiv_id.base)
        if record is not None and slug in record.announced:
            yield paper.arxiv_id.base
