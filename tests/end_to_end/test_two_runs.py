"""
Two runs at once in one folder: the second one says that it is.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs.keeper import Keeper
from programs.waiting import until
from samples.making import make_paper
from servers.arxiv_faults import deliver
from servers.arxiv_server import ArxivServer

pytestmark = pytest.mark.usefixtures("at_full_speed")

QUERY = "keywords:\n  - Windmills\n"


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    keeper = Keeper(tmp_path)
    (tmp_path / "keywords.yaml").write_text(QUERY, "utf-8")
    return keeper


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer([make_paper()]) as server:
        yield server


def test_the_second_run_is_refused_and_readers_are_not(keeper: Keeper, server: ArxivServer) -> None:
    """
    Exit code 3, and who is at work since when; the lock goes with its holder, however it ends.
    """
    fetch = ("fetch", "--api-url", server.url, "--pause", "0")
    server.fail(deliver("hang"))
    first = keeper.start(*fetch)
    until(lambda: server.requests)

    refused = [keeper.run(*words) for words in (fetch, ("render",))]
    allowed = [keeper.run(*words) for words in (("check",), ("export",))]
    first.kill()
    first.wait()
    again = keeper.run(*fetch)

    assert [3, 3] == [run.returncode for run in refused]
    for run in refused:
        assert re.fullmatch(
            rf"Error: {re.escape(str(keeper.root))}: another run holds this folder \(daily-papers "
            r"fetch, since \d{4}-\d\d-\d\d \d\d:\d\d UTC\); try again when it has ended\n",
            run.stderr,
        )
    assert [0, 0] == [run.returncode for run in allowed]
    assert 0 == again.returncode, again.stderr
    assert 2 == len(server.requests)


def test_a_killed_build_leaves_the_old_site(keeper: Keeper, server: ArxivServer) -> None:
    """
    Readers find the old site whole; the next build, with the MkDocs of the killed one still at
    work beside it, makes the new one.
    """
    build = ("build", "--api-url", server.url, "--pause", "0")
    assert 0 == keeper.run(*build).returncode
    old = _site(keeper)
    server.papers = (make_paper("2512.17602", title="More Windmills"), *server.papers)

    killed = keeper.start(*build)
    until(lambda: [*keeper.site.glob(".daily-papers-*/site/index.html")])
    killed.kill()
    killed.wait()
    left = _site(keeper)
    again = keeper.run(*build)

    assert old == left
    assert 0 == again.returncode, again.stderr
    assert '<h3 id="2512.17602">' in (keeper.site / "windmills" / "index.html").read_text("utf-8")
    assert old.keys() <= _site(keeper).keys()


def _site(keeper: Keeper) -> dict[str, bytes]:
    files = {path.relative_to(keeper.site): path for path in keeper.site.rglob("*")}
    return {
        str(name): path.read_bytes()
        for name, path in files.items()
        if path.is_file() and not name.parts[0].startswith(".") and "pagefind" not in name.parts
    }
