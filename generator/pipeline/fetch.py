"""
From arXiv into the store, one keyword after the other.
"""

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from msgspec import Struct

from generator.arxiv_api import ResultPage
from generator.errors import AnswerError, ArxivError, BudgetError
from generator.freshness import Freshness
from generator.keyword import Keyword
from generator.listing import Record, Records, announce
from generator.paper import Paper
from generator.pipeline.reach import Reach, Stock, reach_of
from generator.pipeline.witness import ById, contradicted, missing, newest_of
from generator.store import Store
from generator.wording import count

# Asks for a keyword's papers, newest first, so many a page; raises ArxivError.
Search = Callable[[Keyword, int], Iterator[ResultPage]]

_NEVER = datetime.min.replace(tzinfo=UTC)

# Entries that could not be read are named in the freshness, so many at most.
_TOLD = 20


class Update(Struct, frozen=True, kw_only=True):
    """
    What one keyword's fetch brought: what it announced, what could not be read, what failed.

    *announced* are identifiers without version. *dropped* has a sentence for each entry of
    arXiv's answer that was left out. *failure* is None when arXiv answered.
    """

    keyword: Keyword
    announced: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    failure: str | None = None


class _Answer(Struct, kw_only=True):
    """
    What arXiv said so far: the records it changes, the papers it lists anew, how far it came.
    """

    reach: Reach
    records: dict[str, Record]
    now: datetime
    changed: dict[str, Record] = {}
    listed: tuple[str, ...] = ()
    seen: int = 0
    total: int = 0
    oldest: datetime | None = None
    dropped: tuple[str, ...] = ()
    shown: dict[str, Paper] = {}
    complete: bool = False

    def take(self, page: ResultPage) -> None:
        """
        Decide about the papers of one more page.
        """
        keyword, since = self.reach.keyword, self.reach.since
        # While it is read, an answer can move: a paper may stand on two of its pages.
        records = ChainMap(self.changed, self.records)
        known = frozenset(_known(page.papers, records, keyword.slug))
        changed = announce(
            records,
            keyword.slug,
            self.reach.listed(page.papers, known),
            today=self.now.date(),
            since=since,
            horizon=self.reach.horizon,
            sort_by=keyword.sort_by,
        )
        self.changed |= changed
        self.listed += tuple(base for base in changed if base not in known)
        self.dropped += page.dropped
        self.shown |= {paper.arxiv_id.base: paper for paper in page.papers}
        self.seen += len(page.papers) + len(page.dropped)
        self.total = page.total
        self.oldest = self.reach.oldest(page.papers) or self.oldest
        ended = self.seen >= self.total
        self.complete = ended or self.reach.is_enough(self.oldest, self._gained)

    @property
    def horizon(self) -> datetime | None:
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


def due(keywords: Iterable[Keyword], store: Store, *, now: datetime) -> tuple[Keyword, ...]:
    """
    Those of *keywords* that were not answered since arXiv's last announcement, or not in full.

    Raises StoreError.
    """
    freshness = store.freshness()
    stock = Stock.of(store.records(), now)
    return tuple(
        one
        for one in keywords
        if reach_of(one, freshness.get(one.slug, Freshness()), stock, now).is_due(now)
    )


def fetch(
    keywords: Iterable[Keyword],
    search: Search,
    store: Store,
    *,
    now: datetime,
    by_id: ById = lambda _: (),
) -> Iterator[Update]:
    """
    Ask for each keyword and store what came; yield an update a keyword once it is on disk.

    A keyword whose search fails keeps everything it had; only its freshness says so. Those whose
    last turn is longest ago come first: where time is too short for all, it is never the same
    ones that are left out. Where an answer lacks papers that it should have, *by_id* is asked
    what became of them. Raises StoreError.
    """
    records = store.records()
    freshness = store.freshness()
    stock = Stock.of(records, now)
    asked: list[str] = []
    for keyword in _in_turn(keywords, freshness):
        before = freshness.get(keyword.slug, Freshness())
        reach = reach_of(keyword, before, stock, now)
        try:
            answer = _asked(reach, search, records, now)
            _doubt(answer, by_id)
        except BudgetError as exc:
            freshness[keyword.slug] = before.unasked(str(exc))
            update = Update(keyword=keyword, failure=str(exc))
        except ArxivError as exc:
            freshness[keyword.slug] = before.failed(now, str(exc))
            update = Update(keyword=keyword, failure=str(exc))
        else:
            records |= answer.changed
            if reach.since:
                # First what is about to be news: whoever sees the papers later finds them known.
                before = before.announcing(now, answer.listed)
                store.write_freshness(freshness | {keyword.slug: before})
            store.remember(records, answer.changed)
            freshness[keyword.slug] = _success(answer, before)
            update = Update(keyword=keyword, announced=answer.listed, dropped=answer.dropped)
        store.write_freshness(freshness)
        asked.append(keyword.slug)
        yield update
    store.write_freshness(freshness | {slug: freshness[slug].finished() for slug in asked})


def _in_turn(keywords: Iterable[Keyword], freshness: Mapping[str, Freshness]) -> Iterable[Keyword]:
    def last_turn(keyword: Keyword) -> datetime:
        return freshness.get(keyword.slug, Freshness()).attempted or _NEVER

    return sorted(keywords, key=last_turn)


def _asked(reach: Reach, search: Search, records: dict[str, Record], now: datetime) -> _Answer:
    answer = _read(reach, search, records, now)
    if answer.total == 0 and reach.expected:
        answer = _read(reach, search, records, now)
    return answer


def _doubt(answer: _Answer, by_id: ById) -> None:
    if answer.dropped and not answer.shown:
        number = count(len(answer.dropped), "paper")
        raise AnswerError("arXiv", f"of {number} none can be read: {answer.dropped[0]}")
    gone = missing(answer.reach, answer.shown, answer.records, answer.now)
    # One that cannot be read is there all the same.
    gone = tuple(base for base in gone if not any(base in reason for reason in answer.dropped))
    paper = contradicted(by_id, gone, answer.records) if gone else None
    if paper is None:
        return
    if not answer.shown:
        reason = f"no paper matches, asked twice, where {answer.reach.expected} did before"
    else:
        reason = f"the answer is older than the last: {paper.arxiv_id} is missing"
    raise AnswerError("arXiv", f"{reason}; the search may stand still")


def _read(reach: Reach, search: Search, records: dict[str, Record], now: datetime) -> _Answer:
    answer = _Answer(reach=reach, records=records, now=now)
    for page in search(reach.keyword, reach.size):
        answer.take(page)
        if answer.complete:
            break
    return answer


def _known(papers: Iterable[Paper], records: Records, slug: str) -> Iterator[str]:
    for paper in papers:
        record = records.get(paper.arxiv_id.base)
        if record is not None and slug in record.announced:
            yield paper.arxiv_id.base


def _success(answer: _Answer, before: Freshness) -> Freshness:
    return Freshness(
        query=answer.reach.keyword.query,
        attempted=answer.now,
        succeeded=answer.now,
        total=answer.total,
        newest=newest_of(answer.shown.values(), answer.reach, answer.now),
        dropped=answer.dropped[:_TOLD],
        horizon=answer.horizon,
        # A baseline is no news.
        announced=before.announced if answer.reach.since else (),
        unfinished=True,
        missed=not answer.complete,
    )
