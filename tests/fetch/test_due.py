"""
Which keywords a run asks for that spares arXiv what it has answered.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from samples.making import make_keyword, make_paper

from generator.arxiv_api import ResultPage
from generator.errors import TransportError
from generator.fetch.alone import Alone
from generator.fetch.run import due, fetch
from generator.keywords.keyword import Keyword
from generator.papers.paper import Paper
from generator.store import Store

FRIDAY = datetime(2025, 12, 19, 5, 43, tzinfo=UTC)

KEYWORD = make_keyword("Windmills", max_papers=2)


def asked(store: Store, *papers: Paper, at: datetime = FRIDAY) -> None:
    def search(_keyword: Keyword, _size: int) -> Iterator[ResultPage]:
        yield ResultPage(papers=papers, total=5, start=0)

    list(fetch((KEYWORD,), [Alone(search)], store, now=at))


def refused(store: Store, at: datetime) -> None:
    def search(_keyword: Keyword, _size: int) -> Iterator[ResultPage]:
        raise TransportError("https://example.org/", "503")

    list(fetch((KEYWORD,), [Alone(search)], store, now=at))


def aged(number: int) -> Paper:
    day = FRIDAY - timedelta(days=20 * number)
    return make_paper(f"2511.0000{number}", published=day, updated=day)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """
    A store whose keyword was answered on Friday morning.
    """
    store = Store(tmp_path)
    asked(store, aged(1), aged(2))
    return store


@pytest.mark.parametrize("hours", [0, 8, 18, 18 + 48, 23 + 48])
def test_nothing_is_asked_twice_between_two_announcements(store: Store, hours: int) -> None:
    """
    The second run of a day, and one at the weekend, leave arXiv alone.
    """
    assert () == due((KEYWORD,), store, now=FRIDAY + timedelta(hours=hours))


def test_the_next_announcement_makes_a_keyword_due(store: Store) -> None:
    """
    On Monday at 05:30 UTC its papers can be searched for.
    """
    assert (KEYWORD,) == due((KEYWORD,), store, now=FRIDAY + timedelta(days=3))


def test_a_keyword_never_asked_for_is_due(store: Store) -> None:
    """
    A keeper who adds one need not wait for Monday.
    """
    sails = make_keyword("Sails")

    assert (sails,) == due((KEYWORD, sails), store, now=FRIDAY)


def test_another_query_is_due(store: Store) -> None:
    """
    So is one that the keeper changed.
    """
    edited = replace(KEYWORD, query='all:"wind mill"')

    assert (edited,) == due((edited,), store, now=FRIDAY)


def test_a_longer_page_is_due(store: Store) -> None:
    """
    And one that shall show more papers than were asked for.
    """
    longer = replace(KEYWORD, max_papers=4)

    assert (longer,) == due((longer,), store, now=FRIDAY)


def test_a_failed_keyword_is_due_until_it_is_answered(store: Store) -> None:
    """
    The second run of the day is the first one's safety net.
    """
    monday = FRIDAY + timedelta(days=3)
    refused(store, monday)

    assert (KEYWORD,) == due((KEYWORD,), store, now=monday + timedelta(hours=8))


def test_a_longer_page_without_older_papers_is_not_due(tmp_path: Path) -> None:
    """
    A keyword all of whose papers are known has no more to ask for.
    """
    store = Store(tmp_path)
    asked(store, *map(aged, range(1, 6)))

    assert () == due((replace(KEYWORD, max_papers=100),), store, now=FRIDAY)
