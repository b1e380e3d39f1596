"""
The main job as its keeper runs it: a process that asks an arXiv on loopback and builds a site.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import feedparser
import pytest
from programs.keeper import SAMPLE, Keeper
from samples.goldens import DATA
from samples.shared import SEED, readme_in
from servers.arxiv_faults import report
from servers.arxiv_server import ArxivServer, read_papers

from generator.keywords.slugs import slug_of


class Run(NamedTuple):
    """
    One `daily-papers build` and what it left.

    *expected* are identifiers by keyword; *tracker* has the README of a tracker with some of them.
    """

    keeper: Keeper
    server: ArxivServer
    expected: dict[str, list[str]]
    output: str
    tracker: Path


def expected_rows(path: Path) -> dict[str, list[str]]:
    """
    Identifiers by keyword slug, newest first.
    """
    newest = {
        paper.arxiv_id.base: (paper.updated, paper.arxiv_id.base) for paper in read_papers(path)
    }
    rows: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        for name in row.get("keywords") or [row["section"]]:
            rows.setdefault(slug_of(name), []).append(row["id"])
    return {slug: sorted(row, key=newest.__getitem__, reverse=True) for slug, row in rows.items()}


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((SAMPLE, DATA / "tracker"), id="sample"),
        pytest.param((SEED / "papers.jsonl", SEED), id="seed", marks=pytest.mark.shared),
    ],
)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    papers, tracker = request.param
    keeper = Keeper(tmp_path_factory.mktemp("keeper"))
    with ArxivServer(read_papers(papers)) as server:
        built = keeper.run("build", "--api-url", server.url, "--pause", "0")
        assert built.returncode == 0, built.stdout + built.stderr
        yield Run(keeper, server, expected_rows(papers), built.stdout, tracker)


def in_order(wanted: list[str], found: list[str]) -> list[str]:
    """
    What of *found* is wanted, in its order there.
    """
    return [one for one in found if one in wanted]


def test_every_paper_stands_on_its_keywords_page_in_order(run: Run) -> None:
    """
    A keyword's built page has each paper that arXiv holds for it, newest first.
    """
    for slug, identifiers in run.expected.items():
        page = (run.keeper.site / slug / "index.html").read_text("utf-8")
        found = re.findall(r'<h3[^>]* id="([^"]+)"', page)

        assert sorted(set(found)) == sorted(found)
        assert identifiers == in_order(identifiers, found)


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_every_new_paper_stands_in_its_keywords_feeds_in_order(run: Run, name: str) -> None:
    """
    A keyword's feeds have each of its papers that is no revision, in the order of the page.
    """
    records = (run.keeper.source / "data" / "papers").glob("*.jsonl")
    stored = [json.loads(line) for path in records for line in path.read_text().splitlines()[1:]]
    for slug, identifiers in run.expected.items():
        new = {
            record["id"]
            for record in stored
            if record["announced"].get(slug, {}).get("kind") == "new"
        }
        feed = feedparser.parse((run.keeper.site / slug / name).read_bytes())
        found = [entry.id.removeprefix("https://arxiv.org/abs/") for entry in feed.entries]

        assert not feed.bozo
        assert new
        assert [one for one in identifiers if one in new] == in_order(identifiers, found)


def test_a_run_asks_once_a_keyword(run: Run) -> None:
    """
    Four keywords with less than a page of papers each cost four requests.
    """
    assert "4 keywords, 0 failed" in run.output
    assert 4 == len(run.server.requests)


def test_the_same_answers_change_no_byte_but_the_status(run: Run) -> None:
    """
    A second run over the same answers announces nothing and writes nothing new.
    """
    before = run.keeper.generated()

    again = run.keeper.run("build", "--api-url", run.server.url, "--pause", "0")

    assert 0 == again.returncode
    assert "0 announcements" in again.stdout
    assert before == run.keeper.generated()


def test_rendering_from_nothing_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """
    The store alone makes the tree: a fresh copy renders to the same pages and feeds.
    """
    other = Keeper(tmp_path)
    store = run.keeper.source / "data"
    for path in store.rglob("*.json*"):
        target = other.source / "data" / path.relative_to(store)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())

    rendered = other.run("render")

    def pages(keeper: Keeper) -> dict[str, bytes]:
        # Pagefind's own files may differ in name: its order is not stable.
        found = keeper.generated().items()
        return {path: text for path, text in found if not path.startswith("pagefind")}

    assert 0 == rendered.returncode, rendered.stderr
    assert pages(run.keeper) == pages(other)


def test_export_gives_the_original_table_back(run: Run) -> None:
    """
    The Markdown export has every row of the tracker's own README that the product grew out of.
    """
    rows = [line for line in readme_in(run.tracker).splitlines() if line.startswith("| **[")]

    exported = run.keeper.run("export", "--format", "markdown").stdout.splitlines()

    assert rows
    assert [] == [row for row in rows if row not in exported]


def test_a_day_without_arxiv_changes_only_the_status(run: Run) -> None:
    """
    When arXiv is down the run fails, names each keyword and the reason, and keeps every byte.
    """
    before = run.keeper.generated()

    down = run.keeper.run("build", "--api-url", "http://127.0.0.1:9/api/query", "--pause", "0")
    alarm = run.keeper.run("status", "--format", "markdown")

    assert 3 == down.returncode
    assert 1 == alarm.returncode
    assert "4 keywords, 4 without." in alarm.stdout
    assert 4 == down.stdout.count("FAILED, keeps what it had")
    assert "Video Anomaly Detection: FAILED" in down.stdout
    assert before == run.keeper.generated()
    status = json.loads((run.keeper.source / "data" / "status.json").read_text())
    assert all(one["failure"] and one["succeeded"] for one in status["keywords"].values())


def test_one_keywords_failure_is_not_anothers(run: Run) -> None:
    """
    A keyword that arXiv refuses keeps its papers, the others go on, and the exit code says so.

    Nobody has to look before it failed in three runs.
    """
    keywords = run.keeper.root / "keywords.yaml"
    asked = keywords.read_text("utf-8")
    keywords.write_text(f"{asked}  - Refused\n", "utf-8")
    run.server.fail(report("Invalid query string", 400), query="Refused")
    try:
        partly = run.keeper.run("fetch", "--api-url", run.server.url, "--pause", "0")
        alarm = run.keeper.run("status", "--format", "markdown")
    finally:
        keywords.write_text(asked, "utf-8")

    assert 1 == partly.returncode
    assert 0 == alarm.returncode
    assert "| Refused | failed | never | none |  | Failed 1 time, last asked on " in alarm.stdout
    assert "Refused: FAILED" in partly.stdout
    assert "Invalid query string" in partly.stdout
    assert "5 keywords, 1 failed" in partly.stdout
