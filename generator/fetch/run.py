"""
From arXiv into the store, one keyword after the other.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from generator.arxiv_api import ResultPage
from generator.errors import AnswerError, ArxivError, BudgetError
from generator.fetch.combined import Combined
from generator.fetch.combined.grouping import Group, turns
from generator.fetch.harvest import Plan, Source, pages, plan
from generator.fetch.harvest.matches import HarvestMatches
from generator.fetch.keyword_answer import KeywordAnswer, Share
from generator.fetch.outcome import Outcome, Update
from generator.fetch.plausibility import ById, contradicted, missing, once
from generator.fetch.window import FetchWindow, StoredPapers, fetch_window
from generator.keywords.keyword import Keyword
from generator.papers.freshness import Freshness
from generator.store import Store
from generator.text.terminal import count

# Asks for a keyword's papers, newest first, so many a page; raises ArxivError.
Search = Callable[[Keyword, int], Iterator[ResultPage]]


def due(keywords: Iterable[Keyword], store: Store, *, now: datetime) -> tuple[Keyword, ...]:
    """
    Those of *keywords* that were not answered since arXiv's last announcement, or not in full.

    Raises StoreError.
    """
    freshness = store.freshness()
    stock = StoredPapers.of(store.records(), now)
    return tuple(
        one
        for one in keywords
        if fetch_window(one, freshness.get(one.slug, Freshness()), stock, now).is_due(now)
    )


def fetch(
    keywords: Iterable[Keyword],
    search: Search,
    store: Store,
    *,
    now: datetime,
    by_id: ById = lambda _: (),
    combined: Combined | None = None,
    source: Source | None = None,
) -> Iterator[Update]:
    """
    Ask for each keyword and store what came; yield an update a keyword once it is on disk.

    A keyword whose search fails keeps everything it had; only its freshness says so. Where an
    answer lacks papers that it should have, *by_id* is asked what became of them. With *combined*
    many keywords are asked for in one request; each gets the same papers as if asked for alone.
    With *source* all that changed at arXiv is read first, for the keywords that this can serve.
    Raises StoreError.
    """
    run = _Run(search, by_id, store, now)
    limits = combined.limits if combined else None
    reaches = run.reaches(keywords)
    if source and (planned := run.plan(reaches)):
        yield from run.harvested(planned, source)
        served = planned.slugs
        reaches = [one for one in reaches if one.keyword.slug not in served]
    for turn in turns(reaches, now, limits):
        if isinstance(turn, FetchWindow):
            yield from run.alone(turn)
        elif combined:
            yield from run.together(turn, combined)
    run.end()


class _Run:
    """
    What is remembered, while one keyword after the other is answered.
    """

    def __init__(self, search: Search, by_id: ById, store: Store, now: datetime) -> None:
        self._search, self._by_id, self._store, self._now = search, by_id, store, now
        self._records = store.records()
        self._freshness = store.freshness()

    def reaches(self, keywords: Iterable[Keyword]) -> list[FetchWindow]:
        stock = StoredPapers.of(self._records, self._now)
        return [fetch_window(one, self._before(one), stock, self._now) for one in keywords]

    def alone(self, reach: FetchWindow) -> Iterator[Update]:
        """
        Ask for one keyword.
        """
        yield from self._written([self._update(reach, self._asked, self._by_id)])

    def together(self, groups: tuple[Group, ...], combined: Combined) -> Iterator[Update]:
        """
        Ask for the keywords of *groups*, and alone for those that this left without an answer.
        """
        reaches = [member.reach for group in groups for member in group.members]
        shares = combined.shares(groups, self._records)

        def shared(reach: FetchWindow) -> KeywordAnswer:
            share = shares[reach.keyword.slug]
            return KeywordAnswer.of_share(reach, share, self._records, self._now)

        answered = [reach for reach in reaches if reach.keyword.slug in shares]
        gone = dict.fromkeys(base for one in answered for base in _gone(shared(one)))
        by_id = once(self._by_id, tuple(gone))
        yield from self._written([self._update(reach, shared, by_id) for reach in answered])
        for reach in reaches:
            if reach not in answered:
                yield from self.alone(reach)

    def plan(self, reaches: Iterable[FetchWindow]) -> Plan | None:
        return plan(reaches, self._before, self._now)

    def harvested(self, planned: Plan, source: Source) -> Iterator[Update]:
        """
        Read what changed at arXiv and keep it page by page: who is cut off goes on from there.
        """
        harvesting, until = HarvestMatches(source, planned), None
        try:
            for page in pages(source, planned, self._store.bookmark(), self._now):
                shares = harvesting.shares(page, self._records)
                self._keep([self._gained(reach, share) for reach, share in shares])
                if page.bookmark:
                    self._store.write_bookmark(page.bookmark)
                until = page.until
        except ArxivError as exc:
            outcomes = [self._refused(member.reach.keyword, exc) for member in planned.members]
        else:
            outcomes = [self._gained(*one, until) for one in harvesting.gathered()]
        yield from self._written(outcomes)
        if until:
            self._store.write_bookmark(None)

    def end(self) -> None:
        """
        Remember that the run came to its end, and that its digest tells what is news.

        Also of keywords that need not be asked again: a run that was cut off told nobody of them.
        """
        finished = {slug: one.finished(self._now) for slug, one in self._freshness.items()}
        self._store.write_freshness(finished)

    def _update(
        self, reach: FetchWindow, ask: Callable[[FetchWindow], KeywordAnswer], by_id: ById
    ) -> Outcome:
        keyword, before = reach.keyword, self._before(reach.keyword)
        try:
            answer = ask(reach)
            _doubt(answer, by_id)
        except ArxivError as exc:
            return self._refused(keyword, exc)
        self._records |= answer.changed
        if reach.since:
            before = before.announcing(self._now, answer.listed)
        update = Update(keyword=keyword, announced=answer.listed, dropped=answer.dropped)
        return Outcome(update, before, answer.freshness(before), tuple(answer.changed))

    def _refused(self, keyword: Keyword, exc: ArxivError) -> Outcome:
        before, unasked = self._before(keyword), isinstance(exc, BudgetError)
        after = before.unasked(str(exc)) if unasked else before.failed(self._now, str(exc))
        return Outcome(Update(keyword=keyword, failure=str(exc)), before, after)

    def _gained(self, reach: FetchWindow, share: Share, until: date | None = None) -> Outcome:
        """
        What a keyword has of a harvest, which ends here where it says *until* when.
        """
        answer = KeywordAnswer.of_share(reach, share, self._records, self._now)
        self._records |= answer.changed
        after = before = self._before(reach.keyword).announcing(self._now, answer.listed)
        if until:
            after = replace(answer.freshness(before), harvested=until)
        update = Update(keyword=reach.keyword, announced=before.announced, dropped=answer.dropped)
        return Outcome(update, before, after, tuple(answer.changed))

    def _written(self, outcomes: Sequence[Outcome]) -> Iterator[Update]:
        self._keep(outcomes)
        yield from (one.update for one in outcomes)

    def _keep(self, outcomes: Sequence[Outcome]) -> None:
        # First what is about to be news: whoever sees the papers later finds them known.
        news = {one.slug: one.before for one in outcomes if one.before.unfinished}
        if news:
            self._store.write_freshness(self._freshness | news)
        self._store.remember(self._records, {base for one in outcomes for base in one.changed})
        self._freshness |= {one.slug: one.after for one in outcomes}
        self._store.write_freshness(self._freshness)

    def _asked(self, reach: FetchWindow) -> KeywordAnswer:
        answer = self._read(reach)
        return self._read(reach) if answer.total == 0 and reach.expected else answer

    def _read(self, reach: FetchWindow) -> KeywordAnswer:
        answer = KeywordAnswer(reach=reach, records=self._records, now=self._now)
        for page in self._search(reach.keyword, reach.size):
            answer.take(page)
            if answer.complete:
                break
        return answer

    def _before(self, keyword: Keyword) -> Freshness:
        return self._freshness.get(keyword.slug, Freshness())


def _doubt(answer: KeywordAnswer, by_id: ById) -> None:
    if answer.unreadable and not answer.shown and not answer.share:
        number = count(len(answer.unreadable), "paper")
        raise AnswerError("arXiv", f"of {number} none can be read: {answer.unreadable[0]}")
    gone = _gone(answer)
    paper = contradicted(by_id, gone, answer.records) if gone else None
    if paper is None:
        return
    if not answer.shown and not answer.share:
        reason = f"no paper matches, asked twice, where {answer.reach.expected} did before"
    else:
        reason = f"the answer is older than the last: {paper.arxiv_id} is missing"
    raise AnswerError("arXiv", f"{reason}; the search may stand still")


def _gone(answer: KeywordAnswer) -> tuple[str, ...]:
    back_to = answer.share.back_to if answer.share else None
    gone = missing(answer.reach, answer.shown, answer.records, answer.now, back_to=back_to)
    # One that cannot be read is there all the same.
    return tuple(base for base in gone if not any(base in one for one in answer.unreadable))
