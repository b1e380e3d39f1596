"""
What holds for a keyword whatever comes, day after day.
"""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from samples.making import make_keyword, make_paper

from generator.arxiv_api import ResultPage
from generator.fetch.alone import Alone
from generator.fetch.run import fetch
from generator.keywords.keyword import Keyword
from generator.papers.paper import Paper
from generator.store import Store

START = datetime(2025, 12, 1, 6, 0, tzinfo=UTC)

# For each paper: the day it is submitted (before START are old ones) and how long it then takes
# to be announced; no paper took longer than 29 days.
submitted = st.lists(
    st.tuples(st.integers(-120, 9), st.integers(0, 29)), min_size=1, max_size=150, unique=True
)


def papers_of(history: list[tuple[int, int]]) -> list[tuple[int, Paper]]:
    """
    The papers of a history, each with the day it is announced.
    """
    return [
        (
            day + delay,
            make_paper(
                f"2512.{10000 + number}",
                published=START + timedelta(days=day),
                updated=START + timedelta(days=day),
            ),
        )
        for number, (day, delay) in enumerate(history)
    ]


@given(history=submitted, max_papers=st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_each_announced_paper_is_news_exactly_once(
    history: list[tuple[int, int]], max_papers: int
) -> None:
    """
    On ten days of runs every paper that arXiv announces is news on its day, and no other is.
    """
    # Old ones beyond the first run's reach are never news.
    papers = papers_of([*history, *((-130 - number, 0) for number in range(250))])
    keyword = make_keyword(max_papers=max_papers)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for day in range(10):
            there = [paper for announced, paper in papers if announced <= day]
            there.sort(key=lambda paper: paper.updated, reverse=True)

            def search(_: Keyword, size: int, there: list[Paper] = there) -> Iterator[ResultPage]:
                for start in range(0, max(len(there), 1), size):
                    page = tuple(there[start : start + size])
                    yield ResultPage(papers=page, total=len(there), start=start)

            (update,) = fetch((keyword,), [Alone(search)], store, now=START + timedelta(days=day))
            expected = {paper.arxiv_id.base for on, paper in papers if on == day}

            if day:
                assert expected == set(update.announced)
