from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readers.site_pages import make_section
from samples.making import DAY, make_edition, make_entry, make_paper

from generator.papers.listing import Entry
from generator.site.trends import WEEKS, Ranked, Trend, trend, trends


def announced(*days_ago: int, **fields: object) -> Iterator[Entry]:
    """
    A paper on each of these days, counted back from Friday, 19 December 2025.
    """
    for number, days in enumerate(days_ago, start=1):
        paper = make_paper(f"2512.{number:05}")
        yield make_entry(paper, announced=DAY - timedelta(days=days), **fields)


def trend_of(*entries: Entry, newest: date = DAY) -> Trend:
    return trend(make_section(*entries), newest)


def test_papers_are_counted_by_week() -> None:
    """
    Weeks begin on Monday; the newest is the last of 52, and older papers are not shown.
    """
    weeks = trend_of(*announced(0, 4, 5, 11, 12, 7 * WEEKS)).weeks

    assert WEEKS == len(weeks)
    assert (1, 2, 2) == weeks[-3:]
    assert 5 == sum(weeks)


def test_new_papers_are_told_from_revised_ones() -> None:
    """
    The lower part of a bar.
    """
    found = trend_of(*announced(0, 1), *announced(2, kind="revised"))

    assert (3, 2) == (found.weeks[-1], found.new[-1])
    assert pytest.approx(2 / 3) == found.share_of_new


def test_thirty_days_are_compared_with_the_thirty_before() -> None:
    """
    Half as many again is a growth of 0.5; from nothing there is none.
    """
    found = trend_of(*announced(0, 10, 29, 30, 59, 60))

    assert (3, 2, 0.5) == (found.recent, found.before, found.growth)
    assert trend_of(*announced(0)).growth is None


def test_all_keywords_end_with_the_same_week() -> None:
    """
    A keyword that nobody writes about any more shows that at its end.
    """
    quiet = make_section(*announced(70), name="Watermills")
    busy = make_section(make_entry(make_paper("2512.00009")))

    first, second, overall = trends(make_edition(quiet, busy))

    assert (0, 1, 1) == (first.weeks[-1], second.weeks[-1], overall.weeks[-1])
    assert 1 == first.weeks[-11]


def test_the_most_frequent_are_named() -> None:
    """
    Categories, venues, and authors of two papers or more, of the last thirty days alone.
    """
    papers = [
        make_paper("2512.00001", comment="Accepted at ICML 2026", authors=("Ada", "Bo")),
        make_paper(
            "2512.00002", comment="ICML 2026", authors=("Ada", "Ada"), categories=("cs.RO",)
        ),
        make_paper("2511.00001", authors=("Ada",)),
    ]
    old = make_entry(papers[2], announced=DAY - timedelta(days=30))

    found = trend_of(make_entry(papers[0]), make_entry(papers[1]), old)

    assert (Ranked("ICML 2026", 2),) == found.venues
    assert (Ranked("Ada", 2),) == found.authors
    assert (Ranked("cs.CV", 1), Ranked("cs.LG", 1), Ranked("cs.RO", 1)) == found.categories


def test_a_site_without_papers_has_flat_trends() -> None:
    """
    Nothing was announced, and nothing can be compared.
    """
    (found, overall) = trends(make_edition(make_section()))

    assert (0, None, None) == (sum(found.weeks), found.growth, found.share_of_new)
    assert (0,) * WEEKS == overall.weeks


@given(st.lists(st.integers(0, 400), max_size=20))
def test_every_paper_of_the_year_is_in_one_week(days: list[int]) -> None:
    """
    Whenever papers come, a bar has them, and the new ones are among them.
    """
    found = trend_of(*announced(*days))

    monday = DAY - timedelta(days=DAY.weekday())
    shown = [one for one in days if (monday - (DAY - timedelta(days=one))).days <= 7 * (WEEKS - 1)]
    assert len(shown) == sum(found.weeks) == sum(found.new)
