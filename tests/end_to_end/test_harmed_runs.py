"""
Runs that were killed, or found the disk full, and what the next one makes of what they left.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from programs.keeper import ROOT, Keeper
from samples.making import make_paper
from servers.arxiv_server import ArxivServer

from generator.build.project import Project, read_configuration
from generator.build.render import render

_BASELINE = (
    make_paper("2512.00001"),
    make_paper("2511.00001", title="Windmills and Sails"),
    make_paper("2511.00002", title="Sails", abstract="They turn."),
)

_NEWS = (
    make_paper("2512.00003", title="Sails for Windmills"),
    make_paper("2511.00003", title="Windmills without Sails"),
    make_paper("2511.00001v2", title="Windmills, Sails, and Kites"),
    *(_BASELINE[0], _BASELINE[2]),
)

pytestmark = pytest.mark.usefixtures("at_full_speed")


class Harmed(Struct, frozen=True):
    """
    The instants at which a run came to harm, and those after which something was wrong.
    """

    tried: list[str]
    wrong: dict[str, list[str]]


def harmed(how: str, root: Path, *words: str) -> Harmed:
    """
    Harm the command of these *words* at each of its instants, or at so many random ones.
    """
    script = Path(__file__).parents[1] / "scripts" / "harming.py"
    run = subprocess.run(
        [sys.executable, str(script), how, str(root), "--", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )
    assert run.returncode == 0, run.stderr
    return Harmed(**json.loads(run.stdout))


@pytest.fixture(scope="module")
def server() -> Iterator[ArxivServer]:
    with ArxivServer(_BASELINE) as server:
        yield server


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory, server: ArxivServer) -> Path:
    """
    A project with its baseline, rendered, on a day on which there is news.
    """
    root = tmp_path_factory.mktemp("history")
    shutil.copy(ROOT / "mkdocs.yml", root)
    # The first two are asked for together, the last alone.
    (root / "keywords.yaml").write_text(
        "keywords:\n  - Windmills\n  - Sails\n  - name: Anywhere\n    query: all:windmills\n",
        "utf-8",
    )
    run = Keeper.at(root).run(*fetch(server))
    assert run.returncode == 0, run.stderr
    render(read_configuration(Project.at(root)))
    server.papers = _NEWS
    return root


@pytest.fixture(scope="module")
def next_day(tmp_path_factory: pytest.TempPathFactory, history: Path, server: ArxivServer) -> Path:
    """
    The same once the news is fetched and a keyword removed; neither is rendered yet.
    """
    root = tmp_path_factory.mktemp("next") / "day"
    shutil.copytree(history, root)
    run = Keeper.at(root).run(*fetch(server))
    assert run.returncode == 0, run.stderr
    (root / "keywords.yaml").write_text("keywords:\n  - Windmills\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def old_pages(tmp_path_factory: pytest.TempPathFactory, next_day: Path) -> Path:
    """
    The same with its search index made.
    """
    folder = tmp_path_factory.mktemp("old")
    root, done = copied(next_day, folder / "root"), copied(next_day, folder / "done")
    render(read_configuration(Project.at(done)))
    give_index(done, root)
    return root


def fetch(server: ArxivServer) -> tuple[str, ...]:
    return ("fetch", "--api-url", server.url, "--pause", "0")


@pytest.mark.parametrize(("how", "least"), [("kill", 20), ("25", 25)])
def test_a_fetch_may_be_killed_at_any_instant(
    history: Path, server: ArxivServer, how: str, least: int
) -> None:
    """
    The next one leaves the store and its news as if nothing had happened, byte by byte.
    """
    found = harmed(how, history, *fetch(server))

    assert not found.wrong
    assert len(found.tried) >= least


def test_a_baseline_may_be_killed_at_any_instant(
    history: Path, server: ArxivServer, tmp_path: Path
) -> None:
    """
    Half a baseline is no reason to take the other half for news.
    """
    for name in ("mkdocs.yml", "keywords.yaml"):
        shutil.copy(history / name, tmp_path)

    found = harmed("kill", tmp_path, *fetch(server))

    assert not found.wrong
    assert len(found.tried) >= 20


def test_a_rendering_may_be_killed_at_random(next_day: Path) -> None:
    """
    Pages, feeds and search index are those of an undisturbed one, with Pagefind of the killed one
    at work beside the next.
    """
    found = harmed("25", next_day, "render")

    assert not found.wrong


def test_pages_and_feeds_may_be_killed_at_any_instant(old_pages: Path) -> None:
    """
    Before a file is opened, takes its place, or is taken away: every sixth of these, in turn, for
    they are a hundred, all alike. ``tests/scripts/harming.py kill`` tries all.
    """
    found = harmed("kill:6", old_pages, "render")

    assert not found.wrong
    assert len(found.tried) >= 15


def test_a_search_index_may_be_killed_at_any_instant(next_day: Path, tmp_path: Path) -> None:
    """
    It is the old one, none, or the new one, and never half of one.
    """
    root = copied(next_day, tmp_path / "root")
    render(read_configuration(Project.at(root)))
    give_index(next_day, root)

    found = harmed("kill", root, "render")

    assert not found.wrong
    assert len(found.tried) >= 10


def copied(project: Path, to: Path) -> Path:
    return shutil.copytree(project, to)


def give_index(giver: Path, taker: Path) -> None:
    """
    Let *taker* have the search index of *giver*.
    """
    shutil.rmtree(taker / "site_src" / "pagefind")
    shutil.copytree(giver / "site_src" / "pagefind", taker / "site_src" / "pagefind")


@pytest.mark.parametrize("command", ["fetch", "render"])
def test_the_disk_may_be_full_at_any_instant(
    old_pages: Path, history: Path, server: ArxivServer, command: str
) -> None:
    """
    Exit code 3 and the file's name, whatever cannot be made, opened or put in its place; with
    room again all is as if nothing had happened.
    """
    if command == "fetch":
        found = harmed("full", history, *fetch(server))
    else:
        found = harmed("full:9", old_pages, "render")

    assert not found.wrong
    assert len(found.tried) >= 10
