"""
Whole answers that cannot be true, and some that only look so.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace
from samples.making import make_keyword, make_paper

from generator.arxiv_api import ResultPage, Unreadable
from generator.fetch.alone import Alone
from generator.fetch.run import fetch
from generator.fetch.update import Update
from generator.keywords.keyword import Keyword
from generator.papers.paper import ArxivId, Paper
from generator.store import Store

NOW = datetime(2025, 12, 20, 6, 0, tzinfo=UTC)

KEYWORD = make_keyword("Windmills")


class FakeArxiv(Struct):
    """
    A search that finds *papers*, newest first, and an index by identifier that has *index* too.
    """

    papers: tuple[Paper, ...]
    index: tuple[Paper, ...] = ()
    dropped: tuple[Unreadable, ...] = ()
    looked_up: list[str] = []

    def search(self, _keyword: Keyword, _size: int) -> Iterator[ResultPage]:
        total = len(self.papers) + len(self.dropped)
        yield ResultPage(papers=self.papers, total=total, start=0, dropped=self.dropped)

    def by_id(self, bases: Sequence[str]) -> Iterator[ResultPage]:
        self.looked_up += bases
        found = [one for one in (*self.papers, *self.index) if one.arxiv_id.base in bases]
        yield ResultPage(papers=tuple(found), total=len(found), start=0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def run(store: Store, arxiv: FakeArxiv, *, days: int = 0, keyword: Keyword = KEYWORD) -> Update:
    now = NOW + timedelta(days=days)
    (update,) = fetch((keyword,), [Alone(arxiv.search)], store, now=now, by_id=arxiv.by_id)
    return update


def papers(count: int) -> tuple[Paper, ...]:
    moments = [NOW - timedelta(hours=place + 1) for place in range(count)]
    return tuple(
        make_paper(f"2512.{20000 - place}", published=one, updated=one)
        for place, one in enumerate(moments)
    )


def revised(paper: Paper) -> Paper:
    later = paper.updated + timedelta(hours=30)
    return replace(paper, arxiv_id=ArxivId(paper.arxiv_id.base, 2), title="Mills", updated=later)


def test_a_search_that_stands_still_is_no_answer(store: Store) -> None:
    """
    On 12 November 2025 newest-first queries returned papers of 2020: whole answers, all of them.
    """
    run(store, FakeArxiv(papers(5)))

    update = run(store, FakeArxiv(papers(5)[2:]), days=1)

    assert update.failure == (
        "arXiv: the answer is older than the last: 2512.20000v1 is missing; the search may stand"
        " still"
    )
    assert 5 == len(store.records())
    assert NOW == store.freshness()["windmills"].succeeded


def test_a_search_that_lost_a_paper_which_is_as_it_was_is_no_answer(store: Store) -> None:
    """
    What arXiv still has, unchanged, must still match: its search and its index disagree.
    """
    run(store, FakeArxiv(papers(3)))

    assert run(store, FakeArxiv(papers(3)[1:], papers(3)), days=1).failure


def test_an_index_that_went_back_is_no_answer(store: Store) -> None:
    """
    Where a paper has an older version than it had, yesterday is shown again.
    """
    first, second = papers(2)
    run(store, FakeArxiv((revised(first), second)), days=2)

    assert run(store, FakeArxiv((second,), (first,)), days=3).failure
    assert run(store, FakeArxiv((first, second)), days=3).failure


def test_of_many_missing_papers_the_twenty_newest_are_asked_for(store: Store) -> None:
    """
    They are enough to prove the search wrong, and one request holds their identifiers.
    """
    run(store, FakeArxiv(papers(25)))
    arxiv = FakeArxiv(papers(25)[24:], index=papers(25))

    run(store, arxiv, days=1)

    assert [f"2512.{20000 - place}" for place in range(20)] == arxiv.looked_up


def test_the_newest_paper_may_leave_the_query(store: Store) -> None:
    """
    Revised, withdrawn or filed elsewhere it may match no more; that is asked once.
    """
    first, *others = papers(3)
    run(store, FakeArxiv((first, *others)))
    left = FakeArxiv(tuple(others), (revised(first),))

    assert not run(store, left, days=1).failure
    assert not run(store, left, days=2).failure
    assert ["2512.20000"] == left.looked_up
    assert "v1" in str(store.records()["2512.20000"].paper.arxiv_id)


def test_a_paper_that_was_taken_away_is_missed_for_a_month(store: Store) -> None:
    """
    Nobody can tell it from a search that stands still, but none stands still for so long.
    """
    run(store, FakeArxiv(papers(3)))
    without = FakeArxiv(papers(3)[1:])

    assert run(store, without, days=29).failure
    assert not run(store, without, days=31).failure
    assert 3 == len(store.records())


def test_something_newer_ends_the_doubt(store: Store) -> None:
    """
    A search that shows newer papers than before does not stand still.
    """
    run(store, FakeArxiv(papers(3)))
    newer = make_paper("2512.21000", updated=NOW + timedelta(hours=9))

    assert not run(store, FakeArxiv((newer, *papers(3)[1:])), days=1).failure


def test_a_date_in_the_future_casts_no_doubt(store: Store) -> None:
    """
    When a paper of 2099 gets its right date, or goes, the others are not old for that.
    """
    ahead = replace(papers(1)[0], updated=datetime(2099, 1, 1, tzinfo=UTC))
    run(store, FakeArxiv((ahead, *papers(3)[1:])))
    without = FakeArxiv(papers(3)[1:])

    assert not run(store, FakeArxiv(papers(3)), days=1).failure
    assert run(store, without, days=2).failure
    assert ["2512.20000"] == without.looked_up


def test_the_last_paper_may_leave_the_query(store: Store) -> None:
    """
    No papers where there were some is an answer when arXiv itself shows that they changed.
    """
    run(store, FakeArxiv(papers(2)))

    assert not run(store, FakeArxiv((), tuple(map(revised, papers(2)))), days=1).failure
    assert 2 == len(store.records())


def test_no_papers_are_no_answer_where_they_are_as_they_were(store: Store) -> None:
    """
    A search that finds none of the papers that arXiv has, unchanged, is out of order.
    """
    run(store, FakeArxiv(papers(2)))

    failure = run(store, FakeArxiv((), papers(2)), days=1).failure

    assert "no paper matches, asked twice, where 2 did before" in (failure or "")


def test_a_newest_paper_that_cannot_be_read_is_not_missing(store: Store) -> None:
    """
    One bad entry costs one entry, also at the top.
    """
    run(store, FakeArxiv(papers(3)))
    bad = Unreadable("2512.20000", "no updated date", "http://arxiv.org/abs/2512.20000v1")

    update = run(store, FakeArxiv(papers(3)[1:], dropped=(bad,)), days=1)

    assert not update.failure
    assert (bad,) == update.dropped
    assert ("2512.20000",) == store.freshness()["windmills"].unreadable


def test_an_answer_without_a_readable_entry_is_none(store: Store) -> None:
    """
    Should arXiv change its dates, the site must not go quietly empty.
    """
    dropped = tuple(Unreadable(None, "no date", name) for name in ("2512.1", "2512.2"))

    update = run(store, FakeArxiv((), dropped=dropped))

    assert "arXiv: of 2 papers none can be read: 2512.1: no date" == update.failure


def test_a_query_that_only_arxiv_understands_is_measured_by_all_its_papers(store: Store) -> None:
    """
    Where nobody here can tell what the query finds, every paper that it found must still come.
    """
    odd = make_keyword("Odd", query='ti:("a" OR abs:("b"))')
    run(store, FakeArxiv(papers(3)), keyword=odd)

    update = run(store, FakeArxiv(papers(3)[1:], papers(3)), days=1, keyword=odd)

    assert "2512.20000v1 is missing" in (update.failure or "")


def test_another_keywords_papers_are_not_missing(store: Store) -> None:
    """
    Each keyword is measured by what it was answered itself.
    """
    sails = make_keyword("Sails")
    run(store, FakeArxiv(papers(5)[3:]), keyword=sails)
    run(store, FakeArxiv(papers(5)))

    assert not run(store, FakeArxiv(papers(5)[3:]), days=1, keyword=sails).failure


@pytest.mark.parametrize("hours", [1, 24 * 400])
def test_a_success_in_the_future_hides_no_paper(store: Store, hours: int) -> None:
    """
    After a run by a clock that was ahead, what came meanwhile is found, and is news.
    """
    run(store, FakeArxiv(papers(3)))
    wrong = {
        slug: replace(one, succeeded=NOW + timedelta(hours=hours), attempted=NOW)
        for slug, one in store.freshness().items()
    }
    store.write_freshness(wrong)
    new = make_paper("2512.21000", published=NOW, updated=NOW)

    update = run(store, FakeArxiv((new, *papers(3))))

    assert ("2512.21000",) == update.announced
    assert NOW == store.freshness()["windmills"].succeeded
