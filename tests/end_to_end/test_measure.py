"""
Answers without measure, and dates without sense, through the real program.
"""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import Struct
from programs.keeper import Keeper
from samples.making import make_paper
from servers.arxiv_server import ArxivServer

from generator.papers.paper import Paper
from generator.store import Store

NOW = datetime.now(UTC).replace(microsecond=0)

MEGABYTE = 2**20


def paper(arxiv_id: str, hours: int, **fields: object) -> Paper:
    moment = NOW - timedelta(hours=hours)
    return make_paper(arxiv_id, **{"published": moment, "updated": moment, **fields})


FUTURE = datetime(2099, 1, 1, tzinfo=UTC)

PAPERS = (
    paper("2512.10001", 0, title="Windmills ahead of time", updated=FUTURE, published=FUTURE),
    paper("2512.10002", 1, abstract="Windmills turn, $x$ times. " * 190_000 + "End."),
    paper("2512.10003", 2, authors=tuple(f"Ada {n} Lovelace" for n in range(10_000))),
    paper("2512.10004", 3, title="Windmills " * 60_000 + "!", comment="long " * 200_000 + "!"),
    paper("2512.10005", 4, abstract="w" * 5_000_000),
    paper("2512.10006", 5),
)

pytestmark = pytest.mark.usefixtures("at_full_speed")

LATER = paper("2512.10007", -1, title="Windmills of the next day")


class Built(Struct, frozen=True):
    """
    A project whose store and pages hold PAPERS, and LATER since a second run.
    """

    keeper: Keeper
    first: str
    second: str

    def page(self) -> str:
        return (self.keeper.source / "windmills" / "index.md").read_text("utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    keeper = Keeper(tmp_path_factory.mktemp("keeper"))
    (keeper.root / "keywords.yaml").write_text("keywords: [Windmills]\n", "utf-8")
    with ArxivServer(PAPERS) as server:
        words = ("fetch", "--api-url", server.url, "--pause", "0")
        first = keeper.run(*words)
        server.papers = (*PAPERS, LATER)
        second = keeper.run(*words)
    rendered = keeper.run("render")
    assert 0 == rendered.returncode, rendered.stderr
    return Built(keeper, first.stdout, second.stdout)


def test_the_store_keeps_what_arxiv_has(built: Built) -> None:
    """
    An abstract of 5 MB and 10,000 authors are remembered to the last letter.
    """
    records = Store(built.keeper.source / "data").records()

    assert {one.arxiv_id.base: one for one in (*PAPERS, LATER)} == {
        base: record.paper for base, record in records.items()
    }


def test_no_page_and_no_feed_is_unusable(built: Built) -> None:
    """
    However long the texts, what the site shows of a paper is a few kilobytes.
    """
    sizes = {path: len(octets) for path, octets in built.keeper.generated().items()}
    ours = {path: size for path, size in sizes.items() if path.startswith(("windmills/", "all/"))}

    assert 6 < len(ours)
    assert {} == {path: size for path, size in ours.items() if size > MEGABYTE / 4}


def test_what_is_cut_says_so_and_leads_to_the_whole(built: Built) -> None:
    """
    A sign ends a text that was cut, and authors who are not named are counted, at arXiv's page.
    """
    pages = "".join(
        octets.decode()
        for path, octets in built.keeper.generated().items()
        if path.startswith("windmills/") and path.endswith(".md")
    )

    assert "+9997 more" in pages
    assert (
        'and 9,900 <a href="https://arxiv.org/abs/2512.10003" rel="noopener">at arXiv</a>' in pages
    )
    assert " …" in pages


def test_a_date_in_the_future_hides_nothing_and_stays_on_its_day(built: Built) -> None:
    """
    A paper dated 2099 is announced on the day it came: what comes later stands above it.
    """
    records = Store(built.keeper.source / "data").records()

    assert "6 announced" in built.first
    assert "1 announced" in built.second
    ahead, later = (records[f"2512.1000{n}"].announced["windmills"].day for n in (1, 7))
    assert NOW.date() <= ahead <= later <= NOW.date() + timedelta(days=1)
