"""
All that changed at arXiv, read from one loopback server, beside the query API on another.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from samples.making import make_keyword, make_paper
from servers.arxiv_faults import Fault, edit, refuse
from servers.arxiv_server import ArxivServer
from servers.oai_asking import harvesting
from servers.oai_records import Change, list_records
from servers.oai_server import OaiServer

from generator.fetch.alone import Alone, search_of
from generator.fetch.harvest import Harvest, matches
from generator.fetch.run import fetch
from generator.fetch.update import Update
from generator.keywords.keyword import Keyword
from generator.papers.announcement import Record
from generator.papers.paper import ArxivId, Paper
from generator.store import Store

START = datetime(2025, 12, 8, 6, tzinfo=UTC)

WINDMILLS = make_keyword()


class World:
    """
    arXiv on two servers: what it knows by the query API, and when its records changed.
    """

    def __init__(self, api: ArxivServer, oai: OaiServer) -> None:
        self.api, self.oai = api, oai

    def announce(self, paper: Paper, day: int) -> None:
        """
        Let both servers know *paper*, in place of its earlier version, since a *day*.
        """
        base = paper.arxiv_id.base
        changes = [one for one in self.oai.changes if one.paper.arxiv_id.base != base]
        self.oai.changes = (*changes, Change((START + timedelta(days=day)).date(), paper))
        self.api.papers = tuple(one.paper for one in self.oai.changes)

    def run(self, store: Store, *keywords: Keyword, day: int, bulk: bool = True) -> list[Update]:
        """
        A run on that *day*, in *bulk* or asking for each keyword.
        """
        now = self.oai.now = START + timedelta(days=day)
        api = harvesting(self.oai, self.api)

        alone = Alone(search_of(api, limit=2000))
        if bulk:
            harvest = Harvest(api, store)
            return list(fetch(keywords, [harvest, alone], store, now=now, by_id=api.by_ids))
        return list(fetch(keywords, [alone], store, now=now, by_id=api.by_ids))

    def asked(self) -> list[str]:
        """
        What the servers were asked for since last time: days, tokens, queries.
        """
        oai = [one.parameters.get("from", "a token") for one in self.oai.requests]
        api = [one.parameters.get("search_query", "") or "papers" for one in self.api.requests]
        self.oai.requests.clear()
        self.api.requests.clear()
        return [*oai, *api]


@pytest.fixture
def world() -> Iterator[World]:
    with ArxivServer() as api, OaiServer() as oai:
        world = World(api, oai)
        world.announce(paper(1, day=-3), day=-3)
        yield world


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def paper(number: int, *, day: int, version: int = 1, first: int | None = None) -> Paper:
    """
    A version of a paper about windmills, submitted on that *day*, in its *first* on another.
    """
    return make_paper(
        f"2512.{10000 + number}v{version}",
        published=START + timedelta(days=day if first is None else first, hours=-7),
        updated=START + timedelta(days=day, hours=-7),
    )


def announced(records: dict[str, Record], slug: str = "windmills") -> dict[str, tuple[date, str]]:
    """
    When and as what papers were announced under a keyword.
    """
    return {
        base: (record.announced[slug].day, record.announced[slug].kind)
        for base, record in records.items()
        if slug in record.announced
    }


def test_the_first_run_asks_the_query_api_and_the_next_reads_changes(
    world: World, store: Store
) -> None:
    """
    History comes from the search; from the day before it on, one request brings what is new.
    """
    world.run(store, WINDMILLS, day=0)
    assert [WINDMILLS.query] == world.asked()

    world.announce(paper(2, day=0), day=1)
    (update,) = world.run(store, WINDMILLS, day=1)
    assert ["2025-12-07"] == world.asked()
    assert ("2512.10002",) == update.announced

    world.run(store, WINDMILLS, day=2)
    assert ["2025-12-09"] == world.asked()
    assert date(2025, 12, 10) == store.freshness()["windmills"].harvested


def test_ten_thousand_keywords_cost_no_more_requests_than_one(world: World, store: Store) -> None:
    """
    Here twenty; all are found in the same pages.
    """
    keywords = [make_keyword(f"Windmills {number}") for number in range(20)]
    for number, keyword in enumerate(keywords):
        there = replace(paper(100 + number, day=-2), title=keyword.name)
        world.announce(there, day=-2)
    world.run(store, *keywords, day=0)
    world.asked()
    world.announce(replace(paper(500, day=0), title="Windmills 3 and Windmills 7"), day=1)
    updates = world.run(store, *keywords, day=1)

    assert 1 == len(world.asked())
    assert ["Windmills 3", "Windmills 7"] == [one.keyword.name for one in updates if one.announced]


def test_a_keyword_that_only_arxiv_can_answer_is_asked_for_alone(
    world: World, store: Store
) -> None:
    """
    Report numbers, owners: nobody but arXiv can search them.
    """
    curious = replace(make_keyword("Curious"), query="all:windmills")
    world.run(store, WINDMILLS, curious, day=0)
    world.asked()
    world.announce(paper(2, day=0), day=1)
    updates = world.run(store, WINDMILLS, curious, day=1)

    assert ["2025-12-07", "all:windmills"] == world.asked()
    assert [("2512.10002",), ("2512.10002",)] == [update.announced for update in updates]


def test_doubts_are_settled_by_arxiv(world: World, store: Store) -> None:
    """
    Whether windmilling is found with windmills depends on its index; this one's has plurals only.
    """
    world.run(store, WINDMILLS, day=0)
    world.asked()
    for number, title in enumerate(("Windmilling", "Windmilled and windmills", "Sails")):
        there = replace(paper(2 + number, day=0), title=title, abstract="It turns.")
        world.announce(there, day=1)
    (update,) = world.run(store, WINDMILLS, day=1)

    assert ["2025-12-07", WINDMILLS.query] == world.asked()
    assert ("2512.10003",) == update.announced


def test_beyond_reason_doubts_are_settled_by_arxivs_rules(
    world: World, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With thousands of keywords, asking about each doubt would take hours.
    """
    monkeypatch.setattr(matches, "MOST_QUESTIONS", 0)
    world.run(store, WINDMILLS, day=0)
    world.asked()
    world.announce(replace(paper(2, day=0), title="Windmilling", abstract="It turns."), day=1)
    (update,) = world.run(store, WINDMILLS, day=1)

    assert ["2025-12-07"] == world.asked()
    assert ("2512.10002",) == update.announced


def test_an_old_paper_whose_record_changes_is_no_news(world: World, store: Store) -> None:
    """
    arXiv adds a DOI, moves a paper to another category, or tidies up: nothing was submitted.
    """
    world.run(store, WINDMILLS, day=0)
    old = paper(2, day=-400)
    world.announce(old, day=1)
    (update,) = world.run(store, WINDMILLS, day=1)

    assert () == update.announced
    assert "2512.10002" not in store.records()


@pytest.mark.parametrize(("seconds", "news"), [(0, ("2512.10002",)), (-1, ())])
def test_a_change_is_news_if_the_paper_was_submitted_in_the_thirty_days_before_the_last_answer(
    world: World, store: Store, seconds: int, news: tuple[str, ...]
) -> None:
    """
    So far every answer is read back, the very first moment of the thirty days included.
    """
    world.run(store, WINDMILLS, day=0)
    moment = START - timedelta(days=30) + timedelta(seconds=seconds)
    world.announce(make_paper("2512.10002", published=moment, updated=moment), day=1)
    (update,) = world.run(store, WINDMILLS, day=1)

    assert news == update.announced


def test_a_listed_paper_whose_record_changes_is_brought_up_to_date(
    world: World, store: Store
) -> None:
    """
    With its day as it was, and no news; however old it is.
    """
    world.announce(paper(2, day=-400), day=-390)
    world.run(store, WINDMILLS, day=0)
    before = announced(store.records())
    world.announce(replace(paper(2, day=-400), doi="10.1000/7"), day=1)
    (update,) = world.run(store, WINDMILLS, day=1)

    assert () == update.announced
    assert "10.1000/7" == store.records()["2512.10002"].paper.doi
    assert before == announced(store.records())


def test_a_change_of_an_old_paper_makes_no_keyword_older(world: World, store: Store) -> None:
    """
    The keyword's newest date stays: by it the next answer of the search is judged.
    """
    world.announce(paper(2, day=-400), day=-390)
    world.run(store, WINDMILLS, day=0)
    before = store.freshness()["windmills"].newest
    world.announce(replace(paper(2, day=-400), doi="10.1000/7"), day=1)

    world.run(store, WINDMILLS, day=1)

    assert before == store.freshness()["windmills"].newest


def test_a_revised_paper_is_new_if_its_first_version_may_have_been_missed(
    world: World, store: Store
) -> None:
    """
    The one decision is the same, whoever brings the paper.
    """
    world.run(store, WINDMILLS, day=0)
    world.announce(paper(2, day=0, version=2, first=-10), day=1)
    world.announce(paper(3, day=0, version=2, first=-300), day=1)
    world.run(store, WINDMILLS, day=1)

    found = announced(store.records())
    assert (date(2025, 12, 9), "new") == found["2512.10002"]
    assert (date(2025, 12, 9), "revised") == found["2512.10003"]


def test_a_removed_paper_stays_listed(world: World, store: Store) -> None:
    """
    Nothing is forgotten because arXiv no longer has it.
    """
    world.run(store, WINDMILLS, day=0)
    (change,) = world.oai.changes
    world.oai.changes = (replace(change, day=date(2025, 12, 9), deleted=True),)
    (update,) = world.run(store, WINDMILLS, day=1)

    assert update.failure is None
    assert ["2512.10001"] == list(announced(store.records()))


def three_pages(world: World, store: Store) -> None:
    """
    After a first run, six new papers in pages of two, of two days.
    """
    world.run(store, WINDMILLS, day=0)
    world.oai.size = 2
    world.oai.changes = ()
    for number in range(6):
        world.announce(paper(2 + number, day=0), day=number // 3)
    world.asked()


SIX = tuple(f"2512.{10002 + number}" for number in range(6))


def test_an_interrupted_harvest_goes_on_where_it_was_left(world: World, store: Store) -> None:
    """
    What came before the failure is kept; the next run asks for what is left, and no more.
    """
    three_pages(world, store)
    world.oai.fail(lambda reply: reply, times=2)
    world.oai.fail(refuse(400))
    (update,) = world.run(store, WINDMILLS, day=1)
    assert update.failure
    assert "HTTP 400" in update.failure
    assert set(SIX[:4]) <= set(store.records())
    assert SIX[:4] == store.freshness()["windmills"].announced
    assert ["2025-12-07", "a token", "a token"] == world.asked()

    (update,) = world.run(store, WINDMILLS, day=1)
    assert ["a token"] == world.asked()
    assert SIX[4:] == update.announced
    assert {date(2025, 12, 9)} == {
        day for base, (day, _) in announced(store.records()).items() if base in SIX
    }
    assert store.bookmark() is None


@pytest.mark.parametrize("killed_at", [1, 2, 3])
def test_a_killed_harvest_loses_nothing_and_tells_nothing_twice(
    world: World, store: Store, killed_at: int
) -> None:
    """
    Whenever it is killed between two pages; the digest of the next run has all its news.
    """
    three_pages(world, store)

    class _Killed(BaseException):
        pass

    api = harvesting(world.oai, world.api)
    asked = 0

    class Dying:
        """
        arXiv, until the machine goes down.
        """

        def changes(self, *words: object) -> object:
            return self._one(api.changes(*words))  # type: ignore[arg-type]  # as they come

        def more_changes(self, token: str) -> object:
            return self._one(api.more_changes(token))

        def _one(self, page: object) -> object:
            nonlocal asked
            asked += 1
            if asked == killed_at:
                raise _Killed
            return page

        by_ids, among = api.by_ids, api.among

    now = world.oai.now = START + timedelta(days=1)
    with pytest.raises(_Killed):
        list(fetch([WINDMILLS], [Harvest(Dying(), store)], store, now=now))  # type: ignore[arg-type]  # its pages are arXiv's
    assert set(SIX[: 2 * (killed_at - 1)]) == set(store.records()) & set(SIX)

    (update,) = world.run(store, WINDMILLS, day=1)
    assert sorted(SIX) == sorted(update.announced)
    assert set(SIX) <= set(store.records())


def test_after_midnight_the_harvest_begins_with_the_last_day_it_reached(
    world: World, store: Store
) -> None:
    """
    Tokens are good for a day; what is read twice changes nothing.
    """
    three_pages(world, store)
    world.oai.fail(lambda reply: reply, times=2)
    world.oai.fail(refuse(400))
    world.run(store, WINDMILLS, day=1)
    assert ["2025-12-07", "a token", "a token"] == world.asked()

    (update,) = world.run(store, WINDMILLS, day=2)
    assert ["2025-12-09", "a token"] == world.asked()
    assert SIX[4:] == update.announced
    assert date(2025, 12, 10) == store.freshness()["windmills"].harvested


def test_a_token_that_arxiv_refuses_today_is_done_without(world: World, store: Store) -> None:
    """
    Once; if that leads nowhere the harvest has failed, and the next run tries again.
    """
    three_pages(world, store)

    def refused(body: bytes) -> bytes:
        begin = body.index(b"<ListRecords") if b"<ListRecords" in body else body.index(b"<error")
        return body[:begin] + b'<error code="badResumptionToken"/></OAI-PMH>'

    world.oai.fail(lambda reply: reply)
    world.oai.fail(edit(refused))
    (update,) = world.run(store, WINDMILLS, day=1)
    assert sorted(SIX) == sorted(update.announced)
    assert ["2025-12-07", "a token", "2025-12-08", "a token", "a token"] == world.asked()

    world.oai.fail(lambda reply: reply)
    for _ in range(4):
        world.oai.fail(edit(refused))
        world.oai.fail(lambda reply: reply)
    world.announce(paper(90, day=1), day=1)
    world.oai.size = 1
    (update,) = world.run(store, WINDMILLS, day=2)
    assert update.failure
    assert "its tokens lead nowhere" in update.failure


def test_a_circle_is_left_within_three_pages_on_the_next_day_too(
    world: World, store: Store
) -> None:
    """
    The harvest of the next day begins with the day that this one reached, not with its first.
    """
    three_pages(world, store)

    def with_token(number: int) -> Fault:
        return edit(
            lambda _: list_records(
                world.oai.changes[-2:], asked={}, now=world.oai.now, token=f"token {number}"
            )
        )

    for number in range(99):
        world.oai.fail(with_token(number))

    asked = []
    for day in (1, 2, 3):
        (update,) = world.run(store, WINDMILLS, day=day)
        assert update.failure
        assert "its pages lead in a circle: all 2 records of a page came before" in update.failure
        asked.append(world.asked())
    begun = [["2025-12-07", "a token"], *[["2025-12-09", "a token"]] * 2]
    assert begun == asked

    world.oai.recover()
    (update,) = world.run(store, WINDMILLS, day=3)
    assert update.failure is None


def test_after_midnight_the_last_day_still_has_its_changes(world: World, store: Store) -> None:
    """
    An answer that says otherwise contradicts the page on which they came.
    """
    three_pages(world, store)
    world.oai.fail(lambda reply: reply, times=2)
    world.oai.fail(refuse(400))
    world.run(store, WINDMILLS, day=1)
    changes = world.oai.changes
    world.oai.changes = ()
    (update,) = world.run(store, WINDMILLS, day=2)
    assert update.failure
    assert "it has no changes since 2025-12-09, where it had some" in update.failure

    world.oai.changes = changes
    (update,) = world.run(store, WINDMILLS, day=2)
    assert SIX[4:] == update.announced


def test_an_unreadable_record_waits_while_the_search_is_down(world: World, store: Store) -> None:
    """
    The next harvest would not bring it again, so this one is not at its end.
    """
    world.run(store, WINDMILLS, day=0)
    world.announce(paper(2, day=0), day=1)
    world.announce(paper(3, day=0), day=1)
    damaged = edit(lambda body: body.replace(b"title>", b"titel>", 2))
    world.oai.fail(damaged)
    world.api.fail(refuse(503), times=9)
    (update,) = world.run(store, WINDMILLS, day=1)
    assert update.failure
    assert "HTTP 503" in update.failure

    world.api.recover()
    world.oai.fail(damaged)
    (update,) = world.run(store, WINDMILLS, day=1)
    assert {"2512.10002", "2512.10003"} == set(update.announced)


def test_a_new_keyword_begins_the_harvest_anew(world: World, store: Store) -> None:
    """
    What was read before it came was not read for its sake.
    """
    three_pages(world, store)
    world.oai.fail(lambda reply: reply)
    world.oai.fail(refuse(400))
    world.run(store, WINDMILLS, day=1)
    sails = make_keyword("Turn")
    world.run(store, sails, day=1)
    world.asked()
    world.run(store, WINDMILLS, sails, day=1)

    assert "2025-12-07" == world.asked()[0]
    assert set(SIX) <= announced(store.records(), "turn").keys()


def test_who_was_away_for_long_is_asked_for_alone(world: World, store: Store) -> None:
    """
    Ten days of all arXiv are more requests than one keyword's search.
    """
    world.run(store, WINDMILLS, day=0)
    world.asked()
    world.run(store, WINDMILLS, day=10)

    assert [WINDMILLS.query] == world.asked()


def test_keywords_of_one_archive_do_not_read_all_of_arxiv(world: World, store: Store) -> None:
    """
    The smallest set of OAI-PMH that holds all of them is enough.
    """

    def asked(*queries: str) -> str | None:
        keywords = [replace(make_keyword(f"k{n}"), query=one) for n, one in enumerate(queries)]
        folder = Store(store.folder / str(len(list(store.folder.iterdir()))))
        folder.folder.mkdir(parents=True)
        world.run(folder, *keywords, day=0)
        world.oai.requests.clear()
        world.run(folder, *keywords, day=1)
        return world.oai.requests[0].parameters.get("set")

    store.folder.mkdir(exist_ok=True)
    world.announce(replace(paper(2, day=-2), categories=("hep-th",)), day=-2)
    world.announce(replace(paper(3, day=-2), categories=("hep-ph", "cs.CV")), day=-2)
    assert "cs" == asked("cat:cs.CV", "ti:windmills AND (cat:cs.LG OR cat:cs.AI)")
    assert "cs" == asked("cat:cs.CV ANDNOT ti:sails")
    assert "physics:hep-th" == asked("cat:hep-th AND ti:windmills")
    assert "physics" == asked("cat:hep-th", "cat:hep-ph")
    assert asked("cat:cs.CV", "cat:hep-th") is None
    assert asked("cat:cs.CV", "ti:windmills") is None
    assert asked("cat:cs.*") is None
    assert asked("cat:cs.CV OR ti:windmills") is None
    assert asked("cat:cs.NA AND ti:windmills") is None


def test_an_unreadable_record_is_asked_for_by_name(world: World, store: Store) -> None:
    """
    The next harvest would not meet it again; what nobody can read is told.
    """
    world.run(store, WINDMILLS, day=0)
    world.announce(paper(2, day=0), day=1)
    world.asked()

    def damage(body: bytes) -> bytes:
        last = body.rindex(b"<title>")
        return body[:last] + body[last:].replace(b"title>", b"titel>")

    world.oai.fail(edit(damage))
    (update,) = world.run(store, WINDMILLS, day=1)
    assert ["2025-12-07", "papers"] == world.asked()
    assert (("2512.10002",), ()) == (update.announced, update.dropped)

    world.announce(paper(3, day=1), day=2)
    world.oai.fail(edit(damage))
    world.api.fail(refuse(400))
    (update,) = world.run(store, WINDMILLS, day=2)
    assert () == update.announced
    assert ("2512.10003",) == store.freshness()["windmills"].unreadable
    assert ["2512.10003: no title"] == [*map(str, update.dropped)]


def test_changes_that_go_back_are_not_believed(world: World, store: Store) -> None:
    """
    A page of older changes than the one before it cannot be the next one.
    """
    three_pages(world, store)
    world.oai.fail(lambda reply: reply)
    world.oai.fail(
        edit(lambda body: body.replace(b"<datestamp>2025-12-0", b"<datestamp>2025-11-0"))
    )
    (update,) = world.run(store, WINDMILLS, day=1)

    assert update.failure
    assert "it sends those of 2025-11-0" in update.failure


def history(dice: random.Random) -> Iterator[tuple[int, Paper]]:
    """
    A hundred and twenty papers with the days they, and their revisions, become known.
    """
    titles = ("Windmills", "Sails and windmills", "Sails", "Gears of windmilling", "A wind mill")
    for number in range(120):
        day, delay = dice.randrange(-60, 10), dice.choice((0, 1, 1, 2, 5, 29))
        moment = START + timedelta(days=day, seconds=number)
        first = make_paper(
            f"2512.{20000 + number}",
            title=dice.choice(titles),
            abstract=dice.choice(("It turns.", "Sails turn.", "Windmills turn.")),
            categories=dice.choice((("cs.CV",), ("hep-th", "cs.CV"), ("math.AG",))),
            published=moment,
            updated=moment,
        )
        yield day + delay, first
        if dice.random() < 0.4:
            later = day + delay + dice.randrange(1, 9)
            moment = START + timedelta(days=later, hours=-9, seconds=number)
            second = replace(first, arxiv_id=ArxivId(first.arxiv_id.base, 2), updated=moment)
            yield later, replace(second, title=dice.choice(titles))


def tracked() -> Sequence[Keyword]:
    """
    Keywords of every kind.
    """
    queries = (
        *(WINDMILLS.query, 'ti:"sails" ANDNOT abs:"windmills"', "cat:hep-th", "ti:wind*"),
        *('(ti:"wind mill" OR ti:"windmill") AND (cat:cs.CV)', 'au:"Ada Lovelace"', "all:sails"),
    )
    return [
        replace(
            make_keyword(f"k{number}"),
            query=query,
            max_papers=5 + 20 * number,
            sort_by="published" if number % 3 == 2 else "updated",
        )
        for number, query in enumerate(queries)
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_both_sources_tell_the_same_on_ten_days(world: World, tmp_path: Path, seed: int) -> None:
    """
    The same papers on the same days, as new or revised, and the same news.
    """
    events = list(history(random.Random(seed)))
    keywords = tracked()
    stores = {bulk: Store(tmp_path / str(bulk)) for bulk in (True, False)}
    for day in range(10):
        for known, there in events:
            if known == day or (day == 0 and known < 0):
                world.announce(there, day=known)
        told = {
            bulk: {
                update.keyword.slug: (set(update.announced), update.failure)
                for update in world.run(store, *keywords, day=day, bulk=bulk)
            }
            for bulk, store in stores.items()
        }

        assert told[True] == told[False]
    assert stores[True].records() == stores[False].records()
    assert len(stores[True].records()) > 50
