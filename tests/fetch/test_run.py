"""
From arXiv into the store, one keyword after the other.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from samples.making import make_keyword, make_paper

from generator.arxiv_api import ResultPage, Unreadable
from generator.errors import ArxivError, BudgetError, FailureKind, StoreError, TransportError
from generator.fetch.alone import Alone
from generator.fetch.run import fetch
from generator.fetch.update import Update
from generator.keywords.keyword import Keyword
from generator.papers.paper import Paper
from generator.store import Store, repair

NOW = datetime(2025, 12, 20, 6, 0, tzinfo=UTC)

TOMORROW = NOW + timedelta(days=1)

UNREADABLE = Unreadable(None, "no date", "2512.1")

KEYWORD = make_keyword("Windmills")


class FakeArxiv:
    """
    Holds papers, newest first, and gives them out in pages; fails while it has a *failure*.
    """

    def __init__(self, *papers: Paper) -> None:
        self.papers = papers
        self.failure: ArxivError | None = None
        self.asked: list[str] = []
        self.sizes: list[int] = []

    def search(self, keyword: Keyword, size: int) -> Iterator[ResultPage]:
        for start in range(0, max(len(self.papers), 1), size):
            self.asked.append(keyword.name)
            self.sizes.append(size)
            if self.failure:
                raise self.failure
            papers = self.papers[start : start + size]
            yield ResultPage(papers=papers, total=len(self.papers), start=start)


def numbered(count: int, *, day: datetime = NOW, last: int = 20_000) -> tuple[Paper, ...]:
    """
    So many different papers of a day, each a minute older than the one before.
    """
    return tuple(
        make_paper(
            f"2512.{last - number}",
            published=day - timedelta(minutes=number),
            updated=day - timedelta(minutes=number),
        )
        for number in range(count)
    )


def daily(count: int) -> tuple[Paper, ...]:
    """
    So many different papers, each a day older than the one before, from NOW on.
    """
    return tuple(
        make_paper(
            f"2510.{20000 - number}",
            published=NOW - timedelta(days=number),
            updated=NOW - timedelta(days=number),
        )
        for number in range(count)
    )


def run(store: Store, arxiv: FakeArxiv, *keywords: Keyword, now: datetime = NOW) -> list[Update]:
    return list(fetch(keywords or (KEYWORD,), [Alone(arxiv.search)], store, now=now))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_first_answer_is_the_baseline(store: Store) -> None:
    """
    At first each paper is announced on its own day, not on the day of the run.
    """
    paper = make_paper(updated=datetime(2025, 11, 3, 9, 0, tzinfo=UTC))

    (update,) = run(store, FakeArxiv(paper))

    assert ("2512.17601",) == update.announced
    assert date(2025, 11, 3) == store.records()["2512.17601"].announced["windmills"].day


def test_later_papers_are_announced_on_the_day_of_the_run(store: Store) -> None:
    """
    What comes after the baseline is news of the day it came.
    """
    run(store, FakeArxiv(*numbered(2)))

    (update,) = run(store, FakeArxiv(*numbered(3)), now=TOMORROW)

    assert ("2512.19998",) == update.announced
    assert TOMORROW.date() == store.records()["2512.19998"].announced["windmills"].day


def test_failure_leaves_everything_but_the_freshness(store: Store) -> None:
    """
    A keyword that arXiv does not answer keeps its papers and says since when and why.
    """
    arxiv = FakeArxiv(*numbered(2))
    run(store, arxiv)
    before = store.records()
    arxiv.failure = TransportError(
        "https://example.org/", "503 three times", FailureKind.REFUSED, 503
    )

    (update,) = run(store, arxiv, now=TOMORROW)

    fresh = store.freshness()["windmills"]
    assert "https://example.org/: 503 three times" == update.failure
    assert (FailureKind.REFUSED, 503) == (fresh.failure, fresh.status)
    assert (NOW, TOMORROW, 1) == (fresh.succeeded, fresh.attempted, fresh.failures)
    assert before == store.records()


def test_failure_of_one_keyword_is_not_anothers(store: Store) -> None:
    """
    The keywords after one that failed are asked all the same.
    """
    arxiv = FakeArxiv(*numbered(1))

    def search(keyword: Keyword, size: int) -> Iterator[ResultPage]:
        if keyword == KEYWORD:
            raise TransportError("https://example.org/", "no answer")
        return arxiv.search(keyword, size)

    first, second = fetch((KEYWORD, make_keyword("Sails")), [Alone(search)], store, now=NOW)

    assert first.failure
    assert not second.failure
    assert 1 == len(second.announced)


def test_search_ends_with_the_first_page_without_news(store: Store) -> None:
    """
    On an ordinary day a keyword costs one request, however many papers it has.
    """
    arxiv = FakeArxiv(*numbered(300))
    run(store, arxiv)
    arxiv.asked.clear()

    run(store, arxiv, now=TOMORROW)

    assert 1 == len(arxiv.asked)


def test_search_goes_on_while_pages_bring_news(store: Store) -> None:
    """
    A busy day is read to its end: no paper is lost to a fixed number of rows.
    """
    run(store, FakeArxiv(*numbered(100)))
    busy = FakeArxiv(*numbered(150, day=TOMORROW, last=30_000), *numbered(100))

    (update,) = run(store, busy, now=TOMORROW)

    assert 150 == len(update.announced)
    assert not store.freshness()["windmills"].missed


def test_more_news_than_a_run_asks_for_is_said(store: Store) -> None:
    """
    Where arXiv had more news than the run could ask for, the freshness says so.
    """
    run(store, FakeArxiv(*numbered(1)))
    papers = numbered(10, day=TOMORROW)

    def cut_short(_keyword: Keyword, _size: int) -> Iterator[ResultPage]:
        yield ResultPage(papers=papers[1:6], total=10, start=0)

    list(fetch((KEYWORD,), [Alone(cut_short)], store, now=TOMORROW))

    assert store.freshness()["windmills"].missed


@pytest.mark.parametrize(
    ("age", "size"), [(timedelta(days=30), 250), (timedelta(days=30, minutes=1), 100)]
)
def test_a_page_has_room_for_the_papers_of_thirty_days_and_a_quarter_more(
    store: Store, age: timedelta, size: int
) -> None:
    """
    On most days one request then brings all that can be new.
    """
    moment = TOMORROW - age
    arxiv = FakeArxiv(
        *(
            make_paper(f"2511.{20_000 - number}", published=moment, updated=moment)
            for number in range(200)
        )
    )
    run(store, arxiv)

    run(store, arxiv, now=TOMORROW)

    assert size == arxiv.sizes[-1]


def test_baseline_fills_the_keywords_page(store: Store) -> None:
    """
    The first run asks for as many papers as the keyword's page shows, not for all there are.
    """
    arxiv = FakeArxiv(*daily(300))

    run(store, arxiv, make_keyword(max_papers=150))

    assert 1 == len(arxiv.asked)
    assert 150 == len(store.records())
    assert not store.freshness()["windmills"].missed


def test_baseline_covers_thirty_days(store: Store) -> None:
    """
    Of a busy keyword the first run reads a month, so that what comes late can be told as news.
    """
    arxiv = FakeArxiv(*numbered(250), *daily(300))

    run(store, arxiv)

    assert 300 == len(store.records())
    assert 3 == len(arxiv.asked)


def test_what_the_baseline_did_not_reach_is_no_news(store: Store) -> None:
    """
    Five new papers among hundreds of old ones are five announcements, not hundreds.
    """
    old = daily(600)
    run(store, FakeArxiv(*old))

    new = FakeArxiv(*numbered(5, day=TOMORROW), *old)
    (update,) = run(store, new, now=TOMORROW)

    assert 5 == len(update.announced)
    assert 105 == len(store.records())
    assert 1 == len(new.asked)


def test_a_paper_that_left_the_query_brings_no_flood(store: Store) -> None:
    """
    When a known paper matches no more, the old one that takes its place is no news.
    """
    old = daily(600)
    run(store, FakeArxiv(*old))

    (update,) = run(store, FakeArxiv(*old[:50], *old[51:]), now=TOMORROW)

    assert () == update.announced
    assert 100 == len(store.records())


def test_a_longer_page_is_filled_with_old_papers_on_their_own_days(store: Store) -> None:
    """
    When the keeper raises max_papers, the page grows backwards, and nothing of it is news.
    """
    old = daily(600)
    run(store, FakeArxiv(*old))

    run(store, FakeArxiv(*old), make_keyword(max_papers=250), now=TOMORROW)
    again = FakeArxiv(*old)
    (update,) = run(store, again, make_keyword(max_papers=250), now=TOMORROW)

    records = store.records()
    assert 300 == len(records)
    assert all(one.announced["windmills"].day <= NOW.date() for one in records.values())
    assert () == update.announced
    assert 1 == len(again.asked)


def test_late_papers_of_a_month_are_found(store: Store) -> None:
    """
    A paper that took four weeks to be announced stands below hundreds that are known.
    """
    busy = numbered(250)
    run(store, FakeArxiv(*busy, *daily(100)))
    late = make_paper("2511.00007", updated=NOW - timedelta(days=28), published=NOW)

    (update,) = run(store, FakeArxiv(*busy, late, *daily(100)), now=TOMORROW)

    assert ("2511.00007",) == update.announced
    assert TOMORROW.date() == store.records()["2511.00007"].announced["windmills"].day


def test_a_lost_store_begins_anew(store: Store) -> None:
    """
    Where papers are gone and only their freshness is left, old papers are not today's news.
    """
    run(store, FakeArxiv(*daily(50)))
    for path in store.folder.glob("papers/*"):
        path.unlink()
    repair(store, accept_loss=True)

    run(store, FakeArxiv(*daily(50)), now=TOMORROW)

    records = store.records()
    assert 50 == len(records)
    assert {NOW.date()} == {
        one.announced["windmills"].day for one in records.values() if one.paper.updated == NOW
    }


def test_a_lost_month_comes_back_and_is_no_news(store: Store) -> None:
    """
    Once the loss is accepted, the next run reads back to that month: its papers are listed on
    their own days, what came since is news, and the digest names that alone.
    """
    keyword = make_keyword("Windmills", max_papers=10)
    old, rest = daily(30), numbered(30, day=NOW - timedelta(days=2))
    run(store, FakeArxiv(*rest, *old), keyword)
    run(store, FakeArxiv(*rest, *old), keyword)
    (store.folder / "papers/2512.jsonl").unlink()
    with pytest.raises(StoreError, match=r"2512\.jsonl: is missing, with 30 papers"):
        run(store, FakeArxiv(*rest, *old), keyword, now=TOMORROW)
    repair(store, accept_loss=True)
    news = make_paper("2512.30000", published=TOMORROW, updated=TOMORROW)

    (update,) = run(store, FakeArxiv(news, *rest, *old), keyword, now=TOMORROW)

    assert ("2512.30000",) == update.announced
    assert ("2512.30000",) == store.freshness()["windmills"].announced
    records = store.records()
    assert 61 == len(records)
    assert {TOMORROW.date()} == {
        one.announced["windmills"].day for one in records.values() if one.paper.updated >= TOMORROW
    }
    assert {(NOW - timedelta(days=2)).date(), (NOW - timedelta(days=3)).date()} >= {
        records[one.arxiv_id.base].announced["all"].day for one in rest
    }


def test_an_older_file_put_back_announces_nothing_again(store: Store) -> None:
    """
    Of a file that lacks the last days, these days are read again, and are no news.
    """
    run(store, FakeArxiv(*numbered(3)))
    path = store.folder / "papers/2512.jsonl"
    old = path.read_bytes()
    later = make_paper("2512.30000", published=TOMORROW, updated=TOMORROW)
    run(store, FakeArxiv(later, *numbered(3)), now=TOMORROW)
    path.write_bytes(old)
    repair(store, accept_loss=True)

    (update,) = run(store, FakeArxiv(later, *numbered(3)), now=TOMORROW + timedelta(days=1))

    assert () == update.announced
    assert TOMORROW.date() == store.records()["2512.30000"].announced["windmills"].day


def test_a_keyword_that_had_not_answered_still_has_its_news(store: Store) -> None:
    """
    What another keyword had seen before the loss, this one never announced.
    """
    windmills, sails = make_keyword("Windmills"), make_keyword("Sails")
    old = daily(3)
    run(store, FakeArxiv(*old), windmills, sails)
    after = NOW + timedelta(hours=1)
    later = make_paper("2512.30000", published=after, updated=after)
    run(store, FakeArxiv(later, *old), windmills, now=TOMORROW)
    (store.folder / "papers/2512.jsonl").unlink()
    repair(store, accept_loss=True)
    run(store, FakeArxiv(*old), windmills, now=TOMORROW)

    (update,) = run(store, FakeArxiv(later, *old), sails, now=TOMORROW)

    assert ("2512.30000",) == update.announced


def test_a_first_match_is_news(store: Store) -> None:
    """
    A keyword that matched nothing so far announces its first paper on the day it came.
    """
    run(store, FakeArxiv())

    run(store, FakeArxiv(make_paper("2512.00001", updated=NOW)), now=TOMORROW)

    assert TOMORROW.date() == store.records()["2512.00001"].announced["windmills"].day


def test_another_query_is_another_baseline(store: Store) -> None:
    """
    What an edited keyword finds and did not know is no news of today.
    """
    run(store, FakeArxiv(*numbered(1)))
    old = make_paper("2511.00001", updated=datetime(2025, 11, 3, tzinfo=UTC))
    edited = make_keyword(query='(abs:"windmill")')

    run(store, FakeArxiv(*numbered(1), old), edited, now=TOMORROW)

    records = store.records()
    assert date(2025, 11, 3) == records["2511.00001"].announced["windmills"].day
    assert NOW.date() == records["2512.20000"].announced["windmills"].day
    assert edited.query == store.freshness()["windmills"].query


def test_an_edited_keyword_waits_for_its_baseline(store: Store) -> None:
    """
    A failure between the edit and the first answer does not make old papers today's news.
    """
    arxiv = FakeArxiv(*numbered(1))
    run(store, arxiv)
    edited = make_keyword(query='(abs:"windmill")')
    arxiv.failure = TransportError("https://example.org/", "no answer")
    run(store, arxiv, edited, now=TOMORROW)
    old = make_paper("2511.00001", updated=datetime(2025, 11, 3, tzinfo=UTC))

    run(store, FakeArxiv(*numbered(1), old), edited, now=TOMORROW)

    assert date(2025, 11, 3) == store.records()["2511.00001"].announced["windmills"].day


def test_no_papers_where_there_were_some_needs_a_second_witness(store: Store) -> None:
    """
    An answer that nothing matches any more is asked for again, and then is a failure.
    """
    run(store, FakeArxiv(*numbered(2)))
    empty = FakeArxiv()

    (update,) = run(store, empty, now=TOMORROW)

    assert 2 == len(empty.asked)
    assert "asked twice, where 2 did before" in (update.failure or "")
    assert 2 == len(store.records())


def test_a_second_witness_can_disagree(store: Store) -> None:
    """
    When the papers are there again at the second asking, nothing has happened.
    """
    run(store, FakeArxiv(*numbered(2)))
    answers = [FakeArxiv(), FakeArxiv(*numbered(3))]

    def search(keyword: Keyword, size: int) -> Iterator[ResultPage]:
        return answers.pop(0).search(keyword, size)

    (update,) = fetch((KEYWORD,), [Alone(search)], store, now=TOMORROW)

    assert not update.failure
    assert 1 == len(update.announced)


def test_a_keyword_without_papers_is_no_failure(store: Store) -> None:
    """
    A new keyword that matches nothing yet is answered: there is nothing.
    """
    (update,) = run(store, FakeArxiv())

    assert not update.failure
    assert 0 == store.freshness()["windmills"].total


def test_an_edited_keyword_may_match_nothing(store: Store) -> None:
    """
    With another query no papers are an answer, given twice; what was announced stays.
    """
    run(store, FakeArxiv(*numbered(2)))
    arxiv = FakeArxiv()

    (update,) = run(store, arxiv, make_keyword(query='(abs:"nothing")'), now=TOMORROW)

    assert not update.failure
    assert 2 == len(arxiv.asked)
    assert 2 == len(store.records())


def test_keywords_share_a_papers_record(store: Store) -> None:
    """
    A paper under two keywords is stored once, with two announcements.
    """
    sails = make_keyword("Sails")

    run(store, FakeArxiv(*numbered(1)), KEYWORD, sails)

    (record,) = store.records().values()
    assert {"all", "windmills", "sails"} == set(record.announced)


def test_entries_that_could_not_be_read_are_reported(store: Store) -> None:
    """
    What was left out of an answer is named in the keyword's update.
    """

    def search(_keyword: Keyword, _size: int) -> Iterator[ResultPage]:
        yield ResultPage(papers=numbered(1), total=2, start=0, dropped=(UNREADABLE,))

    (update,) = fetch((KEYWORD,), [Alone(search)], store, now=NOW)

    assert (UNREADABLE,) == update.dropped
    assert not store.freshness()["windmills"].missed


def test_of_many_unreadable_entries_the_first_twenty_are_remembered(store: Store) -> None:
    """
    The status page names these; the report of the run names all.
    """
    dropped = tuple(Unreadable(f"2512.{number:05}", "no date", "x") for number in range(1, 22))

    def search(_keyword: Keyword, _size: int) -> Iterator[ResultPage]:
        yield ResultPage(papers=numbered(1), total=22, start=0, dropped=dropped)

    (update,) = fetch((KEYWORD,), [Alone(search)], store, now=NOW)

    remembered = store.freshness()["windmills"].unreadable
    assert dropped == update.dropped
    assert (20, "2512.00020") == (len(remembered), remembered[-1])


def test_each_keyword_is_safe_before_the_next_is_asked(store: Store) -> None:
    """
    A run that is stopped keeps what it had fetched until then.
    """
    updates = fetch(
        (KEYWORD, make_keyword("Sails")), [Alone(FakeArxiv(*numbered(2)).search)], store, now=NOW
    )

    next(updates)

    assert 2 == len(store.records())
    assert {"windmills"} == set(store.freshness())


def test_a_paper_on_two_pages_is_kept_in_its_newest_version(store: Store) -> None:
    """
    When an answer moves while it is read, an older version on a later page changes nothing.
    """
    first, second = make_paper("2512.17601v1"), make_paper("2512.17601v2", title="Revised")

    def search(_keyword: Keyword, _size: int) -> Iterator[ResultPage]:
        for number, papers in enumerate([(second, *numbered(1)), (first,)]):
            yield ResultPage(papers=papers, total=9, start=number * 2)

    list(fetch((KEYWORD,), [Alone(search)], store, now=NOW))

    assert "Revised" == store.records()["2512.17601"].paper.title


def test_time_that_is_too_short_for_all_is_shared_in_turn(store: Store) -> None:
    """
    With time for two of five keywords a run, all five are asked within three runs.
    """
    keywords = [make_keyword(name) for name in ("Ash", "Beech", "Cedar", "Date", "Elm")]
    arxiv = FakeArxiv(*numbered(1))
    for day in range(3):
        left = iter(range(2))

        def search(keyword: Keyword, size: int, left: Iterator[int] = left) -> Iterator[ResultPage]:
            if next(left, None) is None:
                raise BudgetError("https://example.org/", "the time is over")
            return arxiv.search(keyword, size)

        updates = list(fetch(keywords, [Alone(search)], store, now=NOW + timedelta(days=day)))
        assert 3 == sum(update.failure is not None for update in updates)

    assert ["Ash", "Beech", "Cedar", "Date", "Elm", "Ash"] == arxiv.asked
    assert {0, 1, 2} == {one.failures for one in store.freshness().values()}


def test_a_keyword_nobody_had_time_for_was_not_attempted(store: Store) -> None:
    """
    It keeps what it had, and says that it is waiting and why.
    """
    arxiv = FakeArxiv(*numbered(2))
    run(store, arxiv)
    arxiv.failure = BudgetError("https://example.org/", "the time is over")

    (update,) = run(store, arxiv, now=TOMORROW)

    fresh = store.freshness()["windmills"]
    assert "https://example.org/: the time is over" == update.failure
    assert (FailureKind.NO_TIME, None) == (fresh.failure, fresh.status)
    assert not update.is_asked
    assert (NOW, NOW) == (fresh.succeeded, fresh.attempted)
    assert 2 == len(store.records())


def cut_off(store: Store) -> FakeArxiv:
    """
    A run in which one keyword of two had news, and which was killed before it came to the other.
    """
    arxiv = FakeArxiv(*numbered(1))
    keywords = (KEYWORD, make_keyword("Sails"))
    run(store, arxiv, *keywords)
    arxiv.papers = (*numbered(1, day=TOMORROW, last=30_000), *arxiv.papers)
    next(fetch(keywords, [Alone(arxiv.search)], store, now=TOMORROW))
    return arxiv


def test_the_next_run_tells_what_a_killed_one_found(store: Store) -> None:
    """
    Once, and without asking again for the keyword that was answered.
    """
    arxiv = cut_off(store)
    later = TOMORROW + timedelta(hours=7)

    run(store, arxiv, make_keyword("Sails"), now=later)

    news = {slug: one.announced for slug, one in store.freshness().items()}
    assert {"windmills": ("2512.30000",), "sails": ("2512.30000",)} == news
    assert {later} == {one.attempted for one in store.freshness().values()}
    run(store, arxiv, now=later + timedelta(days=1))
    assert () == store.freshness()["windmills"].announced


def test_news_of_a_killed_run_outlives_a_run_without_time(store: Store) -> None:
    """
    Whether arXiv answers again or not, what it answered is told.
    """
    arxiv = cut_off(store)
    arxiv.failure = BudgetError("https://export.arxiv.org/", "no time is left")
    later = TOMORROW + timedelta(hours=7)

    run(store, arxiv, now=later)

    windmills = store.freshness()["windmills"]
    assert (later, ("2512.30000",)) == (windmills.attempted, windmills.announced)


def test_a_changed_query_reads_no_further_for_papers_that_are_known(store: Store) -> None:
    """
    The first page of a baseline may be full of papers that the earlier query found, too.
    """
    arxiv = FakeArxiv(*daily(300))
    run(store, arxiv)
    first = len(arxiv.asked)

    run(store, arxiv, make_keyword("Windmills", query="ti:windmill"), now=TOMORROW)

    assert 2 * first == len(arxiv.asked)
