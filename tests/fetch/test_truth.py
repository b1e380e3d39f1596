"""
What is stored is what arXiv holds, whatever happens to its answers on their way.
"""

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from samples.making import make_keyword, make_paper
from servers.arxiv_asking import asking
from servers.arxiv_faults import Fault, edit, rewrite
from servers.arxiv_server import ArxivServer

from generator.arxiv_api import RequestPolicy, ResultPage
from generator.fetch.alone import Alone
from generator.fetch.run import fetch
from generator.fetch.update import Update
from generator.keywords.keyword import Keyword
from generator.store import Store

NOW = datetime(2025, 12, 20, 6, 0, tzinfo=UTC)

KEYWORD = make_keyword("Windmills")

PAPERS = tuple(
    make_paper(
        f"2512.{10000 + place}v{1 + place % 3}",
        title=f"Windmills {place} & their $x_{place}$ < 3",
        comment="12 pages" if place % 2 else None,
        published=NOW - timedelta(days=place + place % 3),
        updated=NOW - timedelta(days=place),
    )
    for place in range(12)
)

REQUIRED = ("id", "title", "summary", "published", "updated", "author")


@pytest.fixture(scope="module")
def server() -> Iterator[ArxivServer]:
    with ArxivServer(PAPERS) as server:
        yield server


def entries_removed(places: set[int]) -> Fault:
    """
    The feed without the entries at these places.
    """

    def change(feed: etree._Element) -> None:
        for place, entry in enumerate(feed.findall("{*}entry")):
            if place in places:
                feed.remove(entry)

    return rewrite(change)


def elements_removed(wounds: list[tuple[int, str]]) -> Fault:
    """
    Some entries without something that every paper has.
    """

    def change(feed: etree._Element) -> None:
        found = feed.findall("{*}entry")
        for place, name in wounds:
            for element in found[place].findall(f"{{*}}{name}"):
                found[place].remove(element)

    return rewrite(change)


octets = st.integers(0, 20_000)

places = st.integers(0, len(PAPERS) - 1)

damages = st.one_of(
    octets.map(lambda size: edit(lambda body: body[:size])),
    st.sets(places, min_size=1).map(entries_removed),
    st.lists(st.tuples(places, st.sampled_from(REQUIRED)), min_size=1).map(elements_removed),
    st.binary(min_size=1, max_size=3).map(
        lambda new: edit(lambda body: body.replace(b"</entry>", new + b"</entry>"))
    ),
    st.permutations(range(len(PAPERS))).map(
        lambda order: rewrite(
            lambda feed: feed.extend(feed.findall("{*}entry")[place] for place in order)
        )
    ),
    octets.map(lambda size: edit(lambda body: body + body[size:])),
)


def run(server: ArxivServer, folder: str) -> Update:
    api = asking(server, policy=RequestPolicy(incomplete_attempts=1))

    def search(keyword: Keyword, size: int) -> Iterator[ResultPage]:
        return api.pages(keyword.query, sort_by="updated", size=size, limit=100)

    store = Store(Path(folder))
    (update,) = fetch((KEYWORD,), [Alone(search)], store, now=NOW, by_id=api.by_ids)
    return update


@given(damage=damages)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_stored_record_equals_what_arxiv_holds_or_is_absent(
    server: ArxivServer, damage: Fault
) -> None:
    """
    An answer with anything missing, moved or added stores no paper that arXiv does not have
    exactly so, and the next right answer brings the others.
    """
    truth = {paper.arxiv_id.base: paper for paper in PAPERS}
    with tempfile.TemporaryDirectory() as folder:
        server.fail(damage)
        update = run(server, folder)
        server.recover()

        records = Store(Path(folder)).records()
        stored = {base: record.paper for base, record in records.items()}
        assert stored.items() <= truth.items()
        assert not (stored and update.failure)
        assert not run(server, folder).failure
        whole = {base: one.paper for base, one in Store(Path(folder)).records().items()}
        assert truth == whole
