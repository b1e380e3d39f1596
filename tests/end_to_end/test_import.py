"""
A keeper who comes from another tracker: its files, the command, and the runs after it.
"""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from programs.keeper import SAMPLE, Keeper
from samples.shared import trackers
from servers.arxiv_server import ArxivServer, read_papers

from generator.build.project import Project
from generator.cli.import_ import import_file
from generator.errors import ConfigError
from generator.store import Store

ROW = "|**2026-01-05**|**Windmills**|Ada et.al.|[{0}](http://arxiv.org/abs/{0})|null|\n"

TODAY = date(2026, 2, 1)

# Two papers of the sample, and one that arXiv does not have.
PAPERS = ("2512.24903", "2512.23365", "2512.99999")


def days(keeper: Keeper, slug: str) -> dict[str, str]:
    """
    The announcement day of each paper under a keyword.
    """
    records = Store(keeper.source / "data").records()
    return {
        base: record.announced[slug].day.isoformat()
        for base, record in records.items()
        if slug in record.announced
    }


def feed_ids(keeper: Keeper, slug: str) -> list[str]:
    """
    The papers in a keyword's feed.
    """
    text = (keeper.source / slug / "atom.xml").read_text("utf-8")
    return re.findall(r"<id>https://arxiv.org/abs/(.*?)</id>", text)


@pytest.mark.parametrize("folder", trackers())
def test_a_dailyarxiv_readme_moves_in(tmp_path: Path, folder: Path) -> None:
    """
    Each paper of its README stands under its keyword on its day, and none is news.
    """
    (readme,) = folder.glob("README-of-*.md")
    keeper = Keeper(tmp_path)
    expected: dict[str, dict[str, str]] = {}
    for line in (folder / "papers.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        expected.setdefault(row["section"], {})[row["id"]] = row["date"]

    imported = keeper.run("import", str(readme))
    with ArxivServer(read_papers(folder / "papers.jsonl")) as server:
        fetched = keeper.run("fetch", "--api-url", server.url, "--pause", "0")
        assert 5 == len(server.requests)

    count = len({identifier for papers in expected.values() for identifier in papers})
    section, papers = next(iter(expected.items()))
    assert 0 == imported.returncode, imported.stderr
    assert f"{section}: {len(papers)} rows → /video-anomaly-detection/" in imported.stdout
    assert f"{count} papers waiting for the next fetch" in imported.stdout
    assert 0 == fetched.returncode, fetched.stderr
    assert f"Imported papers: {count} completed, 0 waiting" in fetched.stdout
    for section, papers in expected.items():
        assert papers.items() <= days(keeper, section.lower().replace(" ", "-")).items()
    assert "" == keeper.run("digest").stdout


def test_a_cv_arxiv_daily_file_moves_in_without_a_flood(tmp_path: Path) -> None:
    """
    On a site that runs: papers get their old days, no other keyword's feed has a new entry, and
    arXiv's silence about one paper is told.
    """
    keeper = Keeper(tmp_path)
    path = tmp_path / "cv-arxiv-daily.json"
    path.write_text(json.dumps({"SLAM": {one: ROW.format(one) for one in PAPERS}}), "utf-8")
    (tmp_path / "keywords.yaml").write_text(
        "keywords:\n  - name: Mapping\n    any: [zeppelin]\n  - name: All\n    slug: every\n"
        "    categories: ['cs.*']\n    max_papers: 5\n",
        "utf-8",
    )
    with ArxivServer(read_papers(SAMPLE)) as server:
        ask = ("--api-url", server.url, "--pause", "0")
        keeper.run("fetch", *ask)
        keeper.run("render")
        feed = feed_ids(keeper, "every")

        imported = keeper.run("import", str(path), "--section", "SLAM=mapping")
        fetched = keeper.run("fetch", *ask)

    assert "SLAM: 3 rows → /mapping/" in imported.stdout
    assert "Imported papers: 2 completed, 0 waiting" in fetched.stdout
    assert "left out: 2512.99999 (Windmills): arXiv has no readable record" in fetched.stdout
    assert "Mapping: nothing new" in fetched.stdout
    assert dict.fromkeys(PAPERS[:2], "2026-01-05") == days(keeper, "mapping")
    assert "" == keeper.run("digest").stdout
    keeper.run("render")
    assert feed == feed_ids(keeper, "every")
    assert set(PAPERS[:2]) == set(feed_ids(keeper, "mapping"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "keywords.yaml").write_text("keywords: [Windmills, Vent d'est]\n", "utf-8")
    return Project.at(tmp_path)


def windmills(project: Project, text: str = "## Windmills\n" + ROW.format(PAPERS[0])) -> Path:
    """
    A tracker's file.
    """
    path = project.root / "README.md"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("sections", "reason"),
    [
        (["Windmills"], "write NAME=KEYWORD, or NAME= to leave it out"),
        (["Gossip=Windmills"], "the file has no such section; it has Windmills"),
        (["Windmills=Gossip"], "no such keyword; there are Windmills, Vent d'est"),
    ],
)
def test_a_mistaken_section_is_refused(project: Project, sections: list[str], reason: str) -> None:
    """
    With what to write instead, and nothing is taken over.
    """
    with pytest.raises(ConfigError, match=re.escape(reason)):
        import_file(project, windmills(project), sections, today=TODAY)

    assert {} == Store(project.store).pending()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (Path.unlink, "cannot be read: No such file"),
        (lambda path: path.write_bytes(b"\xff"), "is no text in UTF-8"),
        (lambda path: path.write_text("Hello"), "holds no papers"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    project: Project, spoil: Callable[[Path], object], reason: str
) -> None:
    """
    With its name and what is wrong.
    """
    path = windmills(project)
    spoil(path)

    with pytest.raises(ConfigError, match=f"README.md: {reason}"):
        import_file(project, path, (), today=TODAY)


def test_a_section_without_keyword_is_refused(project: Project) -> None:
    """
    With both ways out, to be copied.
    """
    path = windmills(project, f"## Gossip\n{ROW.format(PAPERS[0])}")

    with pytest.raises(ConfigError, match="no keyword is called 'Gossip'") as caught:
        import_file(project, path, (), today=TODAY)

    assert '--section "Gossip=Windmills"' in caught.value.reason
    assert '--section "Gossip="' in caught.value.reason


def test_a_section_may_stay_out(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """
    And another is known by its keyword's slug.
    """
    text = "".join(f"## {name}\n{ROW.format(PAPERS[0])}" for name in ("Gossip", "Vent d’est"))

    outcome = import_file(project, windmills(project, text), ["Gossip="], today=TODAY)

    assert 0 == outcome
    assert "Gossip: 1 row → left out" in capsys.readouterr().out
    (imported,) = Store(project.store).pending().values()
    assert ["vent-d-est"] == list(imported.listings)


def test_a_row_that_cannot_be_read_makes_the_import_partial(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    It is named, the others are taken over, and the exit code tells.
    """
    text = f"## Windmills\n{ROW.format(PAPERS[0])}{ROW.format('windmill')}"

    outcome = import_file(project, windmills(project, text), (), today=TODAY)

    assert 1 == outcome
    assert "left out: line 3: 'windmill' is no arXiv identifier" in capsys.readouterr().err
    assert [PAPERS[0]] == list(Store(project.store).pending())
