"""
The real program against answers of OAI-PMH that contradict themselves, and against pages without
an end. Its commands run in this process, so that hundreds take seconds.
"""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from programs.keeper import ROOT
from samples.making import make_paper
from servers.arxiv_faults import Fault, Reply
from servers.arxiv_server import ArxivServer
from servers.oai_faults import AFTER_A_TOKEN, AT_THE_BEGINNING, FAULTS
from servers.oai_records import Change, list_records
from servers.oai_server import OaiServer

from generator.cli import cli
from generator.papers.paper import Paper
from generator.store import Store

NOW = datetime.now(UTC).replace(microsecond=0)

# The harvest has three pages of two papers: the first request, one token, and another.
PAGES = 3

KEYWORDS = "source: oai\nkeywords:\n  - Windmills\n  - name: Odd\n    query: all:gears\n"

ALL = {f"2512.{20000 + number}" for number in range(2 * PAGES)}


def same(reply: Reply) -> Reply:
    return reply


def paper(number: int, *, hours: int) -> Paper:
    moment = NOW - timedelta(hours=hours)
    return make_paper(f"2512.{number}", title="Windmills", published=moment, updated=moment)


class Project:
    """
    A project with `source: oai` that was answered before; since then six papers came.
    """

    def __init__(
        self, root: Path, api: ArxivServer, oai: OaiServer, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.root, self.api, self.oai, self._capsys = root, api, oai, capsys
        self.store = Store(root / "site_src" / "data")
        (root / "keywords.yaml").write_text(KEYWORDS)
        shutil.copy(ROOT / "mkdocs.yml", root)
        api.papers = (paper(10000, hours=50),)
        oai.now, oai.size = NOW, 2
        assert 0 == self.fetch()
        new = [paper(20000 + number, hours=9) for number in range(2 * PAGES)]
        # One day a page, so that arXiv's tokens say where to go on by the day.
        oai.changes = tuple(
            Change(NOW.date() - timedelta(days=1 - number // 4), one)
            for number, one in enumerate(new)
        )
        self.before = self.status()

    def fetch(self) -> int:
        words = ["-C", str(self.root), "fetch", "--pause", "0"]
        words += ["--api-url", self.api.url, "--oai-url", self.oai.url]
        try:
            cli(words, prog_name="daily-papers", standalone_mode=False)
        except SystemExit as exc:
            return int(exc.code or 0)
        return 0

    def output(self) -> str:
        return self._capsys.readouterr().out

    def status(self) -> dict[str, Any]:
        path = self.root / "site_src" / "data" / "status.json"
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))["keywords"]["windmills"]
        return found

    def known(self) -> set[str]:
        return set(self.store.records()) & ALL

    def asked(self) -> int:
        count = len(self.oai.requests)
        self.oai.requests.clear()
        return count


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Project]:
    with ArxivServer() as api, OaiServer() as oai:
        yield Project(tmp_path, api, oai, capsys)


def attacks() -> Iterator[Any]:
    """
    Each fault on one of the pages on which it is one; on each of them with EVERY_PAGE=1.
    """
    everywhere = range(PAGES)
    every_page, number = bool(os.environ.get("EVERY_PAGE")), 0
    for faults, places in (
        (FAULTS, everywhere),
        (AFTER_A_TOKEN, everywhere[1:]),
        (AT_THE_BEGINNING, everywhere[:1]),
    ):
        for name, (fault, said) in faults.items():
            number += 1
            for place in places if every_page else [places[number % len(places)]]:
                yield pytest.param(fault, said, place, id=f"{name}, page {place + 1}")


@pytest.mark.parametrize(("fault", "said", "place"), list(attacks()))
def test_a_contradiction_fails_the_harvest_which_goes_on_where_it_was(
    project: Project, fault: Fault, said: str, place: int
) -> None:
    """
    The exit code says that a keyword failed, the output says why, the status says of which kind
    the failure is, what came before is kept, and the next run reads the rest, each page once.
    """
    project.oai.fail(same, times=place)
    project.oai.fail(fault, times=9)

    assert 1 == project.fetch()
    status, bookmark = project.status(), project.store.bookmark()

    assert said in project.output()
    assert ("reported" if said.startswith("arXiv says") else "not_whole") == status["failure"]
    assert project.before["succeeded"] == status["succeeded"]
    assert project.before["harvested"] == status["harvested"]
    assert len(project.known()) == 2 * place
    assert (bookmark is None) == (place == 0)

    project.oai.recover()
    project.asked()
    assert 0 == project.fetch()
    assert PAGES - place == project.asked()
    assert project.known() == ALL
    assert project.status()["failure"] is None
    assert project.store.bookmark() is None


def page_of(oai: OaiServer, number: int, token: str) -> Fault:
    """
    A page of two papers, whatever was asked for, with a *token*.
    """
    changes = oai.changes[2 * number : 2 * number + 2]
    body = list_records(changes, asked={}, now=oai.now, token=token)
    return lambda reply: replace(reply, body=body)


CIRCLES = {
    "the same token": ([0, 1, 2] * 9, ["a"] * 27, "a resumption token came twice"),
    "two tokens in turn": ([0, 1, 2] * 9, ["a", "b"] * 14, "a resumption token came twice"),
    "new tokens, the same page": ([0] * 27, None, "all 2 records of a page came before"),
    "new tokens, two pages in turn": ([0, 1] * 14, None, "all 2 records of a page came before"),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_pages_in_a_circle_are_recognised_within_three(project: Project, name: str) -> None:
    """
    The harvest fails at the first page that leads nowhere new. So does the next one, which goes on
    where this one was. Once arXiv is well, nothing is missing.
    """
    numbers, texts, said = CIRCLES[name]
    texts = texts or [f"token {place}" for place in range(len(numbers))]
    for number, text in zip(numbers, texts, strict=False):
        project.oai.fail(page_of(project.oai, number, text))

    for _ in range(2):
        project.asked()
        assert 1 == project.fetch()
        assert project.asked() <= 3
        assert f"its pages lead in a circle: {said}" in project.output()
        assert "not_whole" == project.status()["failure"]
        assert project.before["succeeded"] == project.status()["succeeded"]
        bookmark = project.store.bookmark()
        assert bookmark is not None
        assert bookmark.reached >= NOW.date() - timedelta(days=1)

    project.oai.recover()
    assert 0 == project.fetch()
    assert project.known() == ALL
