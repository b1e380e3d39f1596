"""
One run: from arXiv's answers into the store, keyword by keyword.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from generator.errors import ArxivError, BudgetError
from generator.fetch.plausibility import ById, Plausibility
from generator.fetch.strategy import Batch, KeywordAnswer, Refusal, Strategy
from generator.fetch.update import Decision, Outcome, Update
from generator.fetch.window import FetchWindow, StoredPapers, fetch_window
from generator.keywords.keyword import Keyword
from generator.papers.freshness import Freshness
from generator.store import Store


def due(keywords: Iterable[Keyword], store: Store, *, now: datetime) -> tuple[Keyword, ...]:
    """
    Return those *keywords* that arXiv did not answer, or not in full, since its last announcement.

    Raises StoreError.
    """
    windows = _Run(store, lambda _: (), now).windows(keywords)
    return tuple(window.keyword for window in windows if window.is_due(now))


def fetch(
    keywords: Iterable[Keyword],
    strategies: Iterable[Strategy],
    store: Store,
    *,
    now: datetime,
    by_id: ById = lambda _: (),
) -> Iterator[Update]:
    """
    Ask arXiv about *keywords*, and yield an update for each one once it is in the *store*.

    Each of *strategies* is given the keywords that those before it have left. If arXiv refuses a
    keyword, the keyword keeps all it had, and only its freshness says so. If an answer lacks
    papers of earlier answers, *by_id* asks what became of them. Raises StoreError.
    """
    run = _Run(store, by_id, now)
    windows = run.windows(keywords)
    for strategy in strategies:
        served = set[str]()
        for batch in strategy.batches(windows, run.records, now):
            for update in run.store(batch):
                served.add(update.keyword.slug)
                yield update
        windows = [window for window in windows if window.keyword.slug not in served]
    run.end()


class _Run:
    """
    The papers and the freshness that the store holds while a run lasts.
    """

    def __init__(self, store: Store, by_id: ById, now: datetime) -> None:
        self._store, self._by_id, self._now = store, by_id, now
        self.records = store.records()
        self._freshness = store.freshness()
        self._lost = store.inventory().lost

    def windows(self, keywords: Iterable[Keyword]) -> list[FetchWindow]:
        """
        Return what the run has to read for each of *keywords*.
        """
        stored = StoredPapers.of(self.records, self._now)
        return [
            fetch_window(one, self._before(one), stored, self._now, lost=self._lost)
            for one in keywords
        ]

    def store(self, batch: Batch) -> list[Update]:
        """
        Store what *batch* brings, and return an update for each keyword whose fetch has ended.
        """
        answers = [one for one in batch if isinstance(one, KeywordAnswer)]
        plausibility = Plausibility(answers, self.records, self._now, self._by_id)
        outcomes = [self._outcome(one, plausibility) for one in batch]
        self._write(outcomes)
        return [one.update for one in outcomes if not one.is_partial]

    def end(self) -> None:
        """
        Store that the run came to its end, so that its digest tells the news.

        The digest includes the news of a run that was cut off before its own digest, whether its
        keywords were asked again or not.
        """
        ended = {slug: one.finished(self._now) for slug, one in self._freshness.items()}
        self._store.write_freshness(ended)

    def _outcome(self, given: KeywordAnswer | Refusal, plausibility: Plausibility) -> Outcome:
        if isinstance(given, Refusal):
            return self._refused(given)
        try:
            plausibility.check(given)
        except ArxivError as exc:
            return self._refused(Refusal(given.window.keyword, exc))
        return self._answered(given)

    def _answered(self, answer: KeywordAnswer) -> Outcome:
        keyword, before = answer.window.keyword, self._before(answer.window.keyword)
        decision = Decision.of(answer, self.records, self._now)
        self.records |= decision.changed
        announced = decision.announced
        if answer.window.since:
            before = before.announcing(self._now, announced)
            announced = before.announced
        after = before if answer.is_partial else decision.freshness(before)
        update = Update(keyword=keyword, announced=announced, dropped=answer.dropped)
        return Outcome(update, before, after, tuple(decision.changed), answer.is_partial)

    def _refused(self, refusal: Refusal) -> Outcome:
        before, error = self._before(refusal.keyword), refusal.error
        # If nothing was attempted, the keyword's turn comes first in the next run.
        is_asked = not isinstance(error, BudgetError)
        after = (
            before.failed(self._now, error.kind, error.status)
            if is_asked
            else before.unasked(error.kind)
        )
        update = Update(keyword=refusal.keyword, failure=str(error), is_asked=is_asked)
        return Outcome(update, before, after)

    def _write(self, outcomes: Sequence[Outcome]) -> None:
        # The news is written before the papers: if the run is cut off between the two, then the
        # next run finds the papers known, but still tells them as news.
        news = {one.slug: one.before for one in outcomes if one.before.unfinished}
        if news:
            self._store.write_freshness(self._freshness | news)
        self._store.remember(self.records, {base for one in outcomes for base in one.changed})
        self._freshness |= {one.slug: one.after for one in outcomes}
        self._store.write_freshness(self._freshness)

    def _before(self, keyword: Keyword) -> Freshness:
        return self._freshness.get(keyword.slug, Freshness())
