"""
`source: oai` as its keepers meet it: processes, and arXiv's two interfaces on this machine.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from programs.keeper import Keeper
from samples.making import make_paper
from servers.arxiv_faults import refuse
from servers.arxiv_server import ArxivServer
from servers.oai_records import Change
from servers.oai_server import OaiServer

from generator.papers.paper import Paper

NOW = datetime.now(UTC).replace(microsecond=0)


def paper(number: int, title: str, *, hours: int) -> Paper:
    """
    A paper submitted so many *hours* ago.
    """
    moment = NOW - timedelta(hours=hours)
    return make_paper(f"2512.{10000 + number}", title=title, published=moment, updated=moment)


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    keeper = Keeper(tmp_path)
    (tmp_path / "keywords.yaml").write_text(
        "source: oai\nkeywords:\n  - Windmills\n  - Sails\n  - name: Odd\n    query: all:gears\n"
    )
    return keeper


def test_all_that_changed_is_read_from_the_second_run_on(keeper: Keeper) -> None:
    """
    The first run asks the query API for each keyword's past; a failure keeps what was there.
    """
    old = paper(1, "Windmills", hours=50)
    with ArxivServer([old]) as api, OaiServer() as oai:
        oai.now = NOW
        terms = ("--api-url", api.url, "--pause", "0")
        first = keeper.run("fetch", *terms, OAI_URL=oai.url)
        assert 0 == first.returncode, first.stdout + first.stderr
        assert ([], 3) == (oai.requests, len(api.requests))

        api.papers = (old, paper(2, "Sails of windmills", hours=9))
        oai.changes = tuple(Change(NOW.date(), one) for one in api.papers)
        second = keeper.run("fetch", *terms, "--oai-url", oai.url)
        assert 0 == second.returncode, second.stdout + second.stderr
        assert (1, 4) == (len(oai.requests), len(api.requests))
        assert "Sails: 1 announced" in second.stdout
        assert "3 keywords, 0 failed: 2 announcements, 2 requests" in second.stdout

        oai.fail(refuse(400, "Bad Request"))
        third = keeper.run("fetch", *terms, OAI_URL=oai.url)
        assert 1 == third.returncode
        assert "Sails: FAILED, keeps what it had: " in third.stdout
        assert "HTTP 400" in third.stdout

        alone = keeper.run("fetch", "-k", "Sails", *terms, OAI_URL=oai.url)
        assert "1 keyword, 0 failed: 0 announcements, 1 request" in alone.stdout
        assert 2 == len(oai.requests)


def test_check_says_where_papers_come_from_and_why(keeper: Keeper) -> None:
    """
    Which interface of arXiv, by which setting, and for whom it is another one.
    """
    harvest = keeper.run("check").stdout
    (keeper.root / "keywords.yaml").write_text("keywords: [Windmills]\n")
    search = keeper.run("check").stdout

    assert "from all that changes at arXiv, by OAI-PMH (source: oai)." in harvest
    assert "A keyword's first run asks the query API" in harvest
    assert "Only the query API can tell what these find, each day: Odd." in harvest
    assert "from arXiv's query API (source: auto, up to 200 keywords)." in search
    assert "OAI-PMH" not in search
