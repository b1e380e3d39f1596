"""
Many keywords in one request, over HTTP, with all that can go wrong for one of them or for all.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace
from samples.making import make_keyword, make_paper
from servers.arxiv_asking import asking
from servers.arxiv_faults import Reply, empty_page, refuse, report, rewrite
from servers.arxiv_server import ArxivServer

from generator.fetch.alone import Alone, search_of
from generator.fetch.combined import Combined
from generator.fetch.combined.grouping import Limits
from generator.fetch.run import fetch
from generator.fetch.update import Update
from generator.keywords.keyword import Keyword
from generator.papers.paper import ArxivId, Paper
from generator.store import Store

NOW = datetime(2025, 12, 20, 6, 0, tzinfo=UTC)

NAMES = ("Windmills", "Sails", "Millstones", "Gears", "Winches", "Ropes")

KEYWORDS = tuple(make_keyword(name) for name in NAMES)


def papers_of(names: tuple[str, ...] = NAMES, *, days: int = 0, count: int = 3) -> list[Paper]:
    """
    So many papers about each of *names*, submitted before a day.
    """
    return [
        make_paper(
            f"2512.{20000 + days * 1000 + place * 100 + number}",
            title=f"On {name}",
            abstract="We turn to it.",
            published=NOW + timedelta(days=days, hours=-place - number),
            updated=NOW + timedelta(days=days, hours=-place - number),
        )
        for place, name in enumerate(names)
        for number in range(count)
    ]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer(papers_of()) as server:
        yield server


def run(
    store: Store,
    server: ArxivServer,
    day: int,
    *,
    keywords: tuple[Keyword, ...] = KEYWORDS,
    limits: Limits = Limits(),  # noqa: B008 - immutable
    on_group: Callable[[object], None] = lambda _: None,
) -> dict[str, Update]:
    """
    A day's run; the server remembers its requests only.
    """
    server.requests.clear()
    api = asking(server)

    alone, now = Alone(search_of(api, limit=2000)), NOW + timedelta(days=day)
    combined = Combined(api, alone, limits=limits, on_group=on_group)
    updates = fetch(keywords, [combined], store, now=now, by_id=api.by_ids)
    return {update.keyword.name: update for update in updates}


def announced(updates: dict[str, Update]) -> dict[str, int]:
    return {name: len(update.announced) for name, update in updates.items()}


def queries(server: ArxivServer) -> list[str]:
    return [request.parameters.get("search_query", "") for request in server.requests]


def test_an_ordinary_day_costs_one_request(store: Store, server: ArxivServer) -> None:
    """
    At first each keyword is asked for alone; from then on one request serves all of them.
    """
    run(store, server, 0)
    first = len(server.requests)
    server.papers += tuple(papers_of(days=1, count=2))
    groups = list[object]()

    updates = run(store, server, 1, on_group=groups.append)

    assert 6 == first
    assert 1 == len(server.requests)
    assert [[*KEYWORDS]] == groups
    assert dict.fromkeys(NAMES, 2) == announced(updates)
    assert "updated" == server.requests[0].parameters["sortBy"].removeprefix("last")[:7].lower()


def test_a_paper_is_given_to_each_keyword_it_matches(store: Store, server: ArxivServer) -> None:
    """
    What came for the sake of one keyword is news for the other, too, if it is about both.
    """
    run(store, server, 0)
    moment = NOW + timedelta(hours=20)
    both = make_paper(
        "2512.30000", title="Sails", abstract="Ropes.", published=moment, updated=moment
    )
    server.papers += (both,)

    updates = run(store, server, 1)

    assert {"Sails": 1, "Ropes": 1} == {k: n for k, n in announced(updates).items() if n}


def test_what_is_not_sure_is_asked_once_more_for_all(store: Store, server: ArxivServer) -> None:
    """
    Two words that share only their stem: arXiv tells in one more request which paper matches.
    """
    keywords = (make_keyword("Milling", query='ti:"milling"'), *KEYWORDS)
    run(store, server, 0, keywords=keywords)
    moment = NOW + timedelta(hours=20)
    mill = make_paper(
        "2512.30000", title="To mill Sails", abstract="It.", published=moment, updated=moment
    )
    rope = make_paper(
        "2512.30001", title="A Roped Windmill", abstract="It.", published=moment, updated=moment
    )
    server.papers += (mill, rope)

    updates = run(store, server, 1, keywords=keywords)

    # By the loopback server's rules no ending but a final s is taken off.
    assert {"Sails": 1, "Windmills": 1} == {k: n for k, n in announced(updates).items() if n}
    assert 2 == len(server.requests)
    assert "2512.30000,2512.30001" == server.requests[1].parameters["id_list"]


def test_a_paper_that_nobody_explains_is_traced(store: Store, server: ArxivServer) -> None:
    """
    arXiv may know why a paper matches; which keyword it came for is found by asking for fewer.
    """
    run(store, server, 0)
    moment = NOW + timedelta(hours=20)
    server.papers += (
        make_paper("2512.30000", title="Gears", abstract="It.", published=moment, updated=moment),
    )

    def rename(feed: etree._Element) -> None:
        for title in feed.findall("{*}entry/{*}title"):
            title.text = (title.text or "").replace("Gears", "Cogwheels")

    server.fail(rewrite(rename), times=99)

    updates = run(store, server, 1)

    assert {"Gears": 1} == {k: n for k, n in announced(updates).items() if n}
    assert "Cogwheels" == store.records()["2512.30000"].paper.title
    assert 7 >= len(server.requests)


def test_one_bad_query_is_its_own_trouble(store: Store, server: ArxivServer) -> None:
    """
    A query that arXiv refuses one day spoils the common request; the others are answered.
    """
    run(store, server, 0)
    server.papers += tuple(papers_of(days=1, count=1))
    server.fail(report("no such field", 400), times=99, query="Millstones")

    updates = run(store, server, 1)

    failed = [name for name, update in updates.items() if update.failure]
    assert ["Millstones"] == failed
    assert "no such field" in (updates["Millstones"].failure or "")
    assert {name: int(name != "Millstones") for name in NAMES} == announced(updates)
    # All, three and three, one and two (of three), the bad one alone.
    assert 8 >= len(server.requests)


def test_who_was_not_answered_is_asked_for_alone_until_it_is(
    store: Store, server: ArxivServer
) -> None:
    """
    A keyword that failed yesterday does not spoil the request of the others today.
    """
    run(store, server, 0)
    server.fail(report("no such field", 400), times=99, query="Millstones")
    run(store, server, 1)

    updates = run(store, server, 2)

    assert ["Millstones"] == [name for name, update in updates.items() if update.failure]
    assert 2 == len(server.requests)
    server.recover()
    run(store, server, 3)
    run(store, server, 4)
    assert 1 == len(server.requests)


@pytest.mark.parametrize("fault", [refuse(400, "no"), empty_page])
def test_no_common_answer_changes_nothing(
    store: Store, server: ArxivServer, fault: Callable[[Reply], Reply]
) -> None:
    """
    Where arXiv answers nobody, each keyword keeps what it had and says why.
    """
    run(store, server, 0)
    before = store.records()
    server.fail(fault, times=999)

    updates = run(store, server, 1)

    assert all(update.failure for update in updates.values())
    assert before == store.records()


def test_an_empty_answer_where_papers_were_is_no_answer(store: Store, server: ArxivServer) -> None:
    """
    arXiv finds nothing for all together any more: whoever had papers is asked for alone.
    """
    run(store, server, 0)
    papers, server.papers = server.papers, ()
    before = store.records()

    updates = run(store, server, 1)
    server.papers = papers
    again = run(store, server, 2)

    assert all("no paper matches" in (update.failure or "") for update in updates.values())
    assert before == store.records()
    assert not any(update.failure for update in again.values())


def test_a_search_that_stands_still_is_noticed_for_all_at_once(
    store: Store, server: ArxivServer
) -> None:
    """
    An answer older than the last: what became of the missing papers is one more question.
    """
    run(store, server, 0)
    server.papers += tuple(papers_of(days=1, count=1))
    run(store, server, 1)
    before = store.records()
    new = {paper.arxiv_id.base for paper in papers_of(days=1, count=1)}

    def remove(feed: etree._Element) -> None:
        for entry in feed.findall("{*}entry"):
            if any(base in (entry.findtext("{*}id") or "") for base in new):
                feed.remove(entry)
        total = feed.find("{*}totalResults")
        assert total is not None
        total.text = str(len(feed.findall("{*}entry")))

    server.fail(rewrite(remove), query=" OR ")

    updates = run(store, server, 2)

    assert all("older than the last" in (one.failure or "") for one in updates.values())
    assert before == store.records()
    assert 2 == len(server.requests)


def test_what_only_arxiv_can_match_is_asked_for_alone(store: Store, server: ArxivServer) -> None:
    """
    A query over all fields, one in signs that arXiv splits in its own way, and one not understood.
    """
    odd = (
        make_keyword("Everywhere", query="all:sails"),
        make_keyword("Signs", query='ti:"视频理解"'),
        make_keyword("Nested", query="ti:(sails OR abs:(ropes OR gears))"),
    )
    run(store, server, 0, keywords=(*odd, *KEYWORDS))

    run(store, server, 1, keywords=(*odd, *KEYWORDS))

    assert [one.query for one in odd] == queries(server)[:3]
    assert 4 == len(server.requests)


def test_a_longer_page_is_filled_alone(store: Store, server: ArxivServer) -> None:
    """
    A keyword that has to read further back than the others does so by itself.
    """
    server.papers = tuple(
        make_paper(
            f"2510.{10000 + day}",
            title="On Sails",
            published=NOW - timedelta(days=day),
            updated=NOW - timedelta(days=day),
        )
        for day in range(250)
    )
    keywords = (make_keyword("Sails"), make_keyword("Sail", query='ti:"sail"'))
    run(store, server, 0, keywords=keywords)

    run(store, server, 1, keywords=(make_keyword("Sails", max_papers=200), keywords[1]))

    assert keywords[0].query == queries(server)[0]
    assert 200 <= sum("sails" in one.announced for one in store.records().values())


def test_a_bad_entry_is_told_under_its_keyword(store: Store, server: ArxivServer) -> None:
    """
    An entry that cannot be read costs itself; whose it is, is asked once and then remembered.
    """
    run(store, server, 0)
    server.papers += tuple(papers_of(days=1, count=1))
    bad = papers_of(days=1, count=1)[NAMES.index("Gears")].arxiv_id.base

    def undate(feed: etree._Element) -> None:
        for entry in feed.findall("{*}entry"):
            published = entry.find("{*}published")
            if bad in (entry.findtext("{*}id") or "") and published is not None:
                published.text = "yesterday"

    server.fail(rewrite(undate), times=99)

    updates = run(store, server, 1)
    first = len(server.requests)
    again = run(store, server, 2)

    for found in (updates, again):
        assert ["Gears"] == [name for name, update in found.items() if update.dropped]
    assert {name: int(name != "Gears") for name in NAMES} == announced(updates)
    assert 8 >= first
    assert 1 == len(server.requests)


def test_an_entry_without_identifier_is_told_once(store: Store, server: ArxivServer) -> None:
    """
    Nobody can tell whose paper it is: the first keyword of the request reports it.
    """
    run(store, server, 0)
    server.papers += tuple(papers_of(days=1, count=1))

    def unname(feed: etree._Element) -> None:
        for entry in feed.findall("{*}entry")[:1]:
            for name in entry.findall("{*}id"):
                name.text = "windmill-1"

    server.fail(rewrite(unname), times=99)

    updates = run(store, server, 1)

    assert 1 == len([entry for update in updates.values() for entry in update.dropped])
    assert len(NAMES) - 1 == sum(announced(updates).values())


def test_a_revision_stands_under_whom_the_paper_was_found_for(
    store: Store, server: ArxivServer
) -> None:
    """
    A new version that matches another keyword only replaces the old one everywhere.
    """
    run(store, server, 0)
    first = next(paper for paper in papers_of() if paper.title == "On Ropes")
    moment = NOW + timedelta(hours=20)
    second = replace(
        first, arxiv_id=ArxivId(first.arxiv_id.base, 2), title="On Gears", updated=moment
    )
    server.papers = (second, *(paper for paper in server.papers if paper != first))

    updates = run(store, server, 1)
    quiet = run(store, server, 2)

    record = store.records()[first.arxiv_id.base]
    assert {"Gears": 1} == {k: n for k, n in announced(updates).items() if n}
    assert second == record.paper
    assert {"all", "ropes", "gears"} == set(record.announced)
    assert not any(update.failure or update.announced for update in quiet.values())


def test_the_count_is_the_last_that_arxiv_gave(store: Store, server: ArxivServer) -> None:
    """
    Together nobody counts for each: the number stays, with its day.
    """
    run(store, server, 0)
    server.papers += tuple(papers_of(("Sails",), days=1, count=2))

    run(store, server, 1)

    sails, ropes = (store.freshness()[slug] for slug in ("sails", "ropes"))
    assert (NOW, NOW) == (sails.counted, ropes.counted)
    assert (3, 3) == (sails.total, ropes.total)
    assert NOW + timedelta(days=1) == sails.succeeded == sails.swept


def test_long_queries_are_spread_over_requests(store: Store, server: ArxivServer) -> None:
    """
    An address stays as short as servers read it.
    """
    run(store, server, 0)

    run(store, server, 1, limits=Limits(query=150))

    assert 3 == len(server.requests)
    assert all(len(request.path) < 400 for request in server.requests)


def test_a_busy_group_reads_deep_once_a_week(store: Store, server: ArxivServer) -> None:
    """
    Where a page does not hold the month, six days a week only the last ones are read.
    """
    old = [
        make_paper(
            f"2511.{10000 + hour}",
            title=f"On {NAMES[hour % 6]}",
            published=NOW - timedelta(hours=hour),
            updated=NOW - timedelta(hours=hour),
        )
        for hour in range(30 * 24)
    ]
    server.papers = tuple(old)
    run(store, server, 0)
    deep = []
    for day in range(1, 15):
        run(store, server, day, limits=Limits(page_size=300))
        last = server.requests[-1].parameters
        deep.append(int(last["start"]) + int(last["max_results"]) > 600)

    assert 2 <= sum(deep[:14]) <= 3
    assert {NOW + timedelta(days=14)} >= {
        one.swept for one in store.freshness().values() if deep[13]
    }


def test_what_a_short_reading_did_not_ask_for_is_neither_missing_nor_settled(
    store: Store, server: ArxivServer
) -> None:
    """
    On six days a week a busy group is read for the last days only: older papers are not expected
    in its answer, and only the seventh day counts as a reading of all thirty.
    """
    moments = [NOW - timedelta(hours=2 * number) for number in range(150)]
    quiet = make_paper(
        "2511.30000",
        title="On Sails",
        published=NOW - timedelta(days=20),
        updated=NOW - timedelta(days=20),
    )
    busy = (
        make_paper(f"2512.{10000 + number}", title="On Windmills", published=one, updated=one)
        for number, one in enumerate(moments)
    )
    server.papers = (*busy, quiet)
    keywords = (make_keyword("Windmills"), make_keyword("Sails"))
    run(store, server, 0, keywords=keywords)
    read_in_full = []
    for day in range(1, 7):
        updates = run(store, server, day, keywords=keywords, limits=Limits(page_size=0))
        assert not [update.failure for update in updates.values() if update.failure]
        assert NOW + timedelta(days=day) == store.freshness()["sails"].succeeded
        swept = {one.swept for one in store.freshness().values()}
        read_in_full.append({NOW + timedelta(days=day)} == swept)

    assert 1 >= sum(read_in_full)


def test_an_answer_for_many_does_not_make_the_newest_paper_older(
    store: Store, server: ArxivServer
) -> None:
    """
    Such an answer need not hold all papers of a keyword. So the newest date that was known stays,
    even if the paper of that date was revised and matches no longer.
    """
    run(store, server, 0)
    before = store.freshness()["ropes"].newest
    first = next(paper for paper in server.papers if paper.title == "On Ropes")
    later = NOW - timedelta(hours=1)
    revised = replace(
        first, arxiv_id=ArxivId(first.arxiv_id.base, 2), title="On Cords", updated=later
    )
    server.papers = (revised, *(one for one in server.papers if one != first))

    updates = run(store, server, 1)

    assert updates["Ropes"].failure is None
    assert before == store.freshness()["ropes"].newest
