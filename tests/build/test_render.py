"""
From the store into the source tree that MkDocs reads.
"""

import gzip
import os
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec import json
from programs.keeper import Keeper
from programs.tools import needed_module
from samples.making import DAY, make_paper

from generator.build.engines import Engine, build_site
from generator.build.pagefind import write_index
from generator.build.project import Project, read_configuration
from generator.build.render import edition, render, write_search
from generator.build.tree import MANIFEST, SourceTree
from generator.errors import BuildError, ConfigError, StoreError
from generator.papers.announcement import Announcement, Record
from generator.site import search_records
from generator.site.documents import Document, RenderTask
from generator.store import Store

TWO = "keywords:\n  - Windmills\n  - Sails\n"

ONE = "keywords:\n  - Windmills\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """
    A project of two keywords, with a paper each.
    """
    keeper = Keeper(tmp_path)
    (tmp_path / "keywords.yaml").write_text(TWO, "utf-8")
    project = Project.at(tmp_path)
    announced = Announcement(DAY)
    records = {
        "2512.17601": Record(make_paper("2512.17601"), {"windmills": announced}),
        "2512.17602": Record(make_paper("2512.17602"), {"sails": announced}),
    }
    Store(project.store).remember(records, records)
    assert keeper.source == project.source
    return project


def times(project: Project) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in project.source.rglob("*") if path.is_file()}


def test_every_address_has_its_file(project: Project) -> None:
    """
    What people hold on to is there: pages, months, feeds, the OPML file and the search index.
    """
    render(read_configuration(project))

    promised = (
        *(
            "index.md",
            "subscribe/index.md",
            "status/index.md",
            "feeds.opml",
            "all/index.md",
            "all/2025-12/index.md",
        ),
        *(
            "windmills/index.md",
            "windmills/2025-12/index.md",
            "windmills/atom.xml",
            "windmills/rss.xml",
        ),
        *("windmills/feed.json", "all/atom.xml", "all/rss.xml", "all/feed.json"),
        *("pagefind/0/pagefind.js", "data/papers/2512.jsonl"),
    )
    assert [] == [path for path in promised if not (project.source / path).is_file()]


def test_names_that_an_earlier_edition_stored_are_shown_right(project: Project) -> None:
    """
    Stores of the first edition hold the names as arXiv's query API had cut them.
    """
    stored = make_paper(authors=("Mill Labs", ":", "Ada Lovelace", "and Paul Erdős"))
    records = {"2512.17601": Record(stored, {"windmills": Announcement(DAY)})}
    Store(project.store).remember(records, records)

    render(read_configuration(project))

    bibliography = (project.source / "windmills/papers.bib").read_text("utf-8")
    assert r"author = {{Mill Labs} and Lovelace, Ada and Erd{\H{o}}s, Paul}," in bibliography
    assert "Mill Labs, Ada Lovelace, Paul Erdős<" in (
        project.source / "windmills/index.md"
    ).read_text("utf-8")


def test_rendering_again_touches_nothing(project: Project) -> None:
    """
    The same store gives the same bytes, and files with the same bytes keep their time.
    """
    first = render(read_configuration(project))
    before = times(project)

    again = render(read_configuration(project))

    assert first.files == first.generated == first.written
    assert (first.files, 0, 0) == (again.files, again.written, again.removed)
    assert before == times(project)


def test_a_removed_keywords_pages_go(project: Project) -> None:
    """
    What the last rendering wrote and this one does not is removed; its papers stay in the store.
    """
    render(read_configuration(project))
    (project.root / "keywords.yaml").write_text(ONE, "utf-8")

    done = render(read_configuration(project))

    assert done.removed
    assert not (project.source / "sails/index.md").exists()
    assert not (project.source / "sails").exists()
    assert (project.source / "windmills/index.md").exists()
    assert "2512.17602" in Store(project.store).records()


def test_the_keepers_own_files_stay(project: Project) -> None:
    """
    Only what a rendering wrote is ever removed.
    """
    own = project.source / "notes.md"
    own.write_text("# Notes\n", "utf-8")
    render(read_configuration(project))
    (project.root / "keywords.yaml").write_text(ONE, "utf-8")

    render(read_configuration(project))

    assert own.exists()


def test_a_lost_manifest_changes_nothing(project: Project) -> None:
    """
    Without the list of what was written everything is as it was.
    """
    render(read_configuration(project))
    (project.source / MANIFEST).unlink()

    assert 0 == render(read_configuration(project)).written


def test_what_a_killed_rendering_left_is_removed_by_the_next(project: Project) -> None:
    """
    A path is noted before its file is written, so that no page stays for ever.
    """
    tree = SourceTree(project.source)
    tree.write("orphan.md", b"# Orphan\n")

    render(read_configuration(project))

    assert not (project.source / "orphan.md").exists()


@pytest.mark.parametrize("path", ["windmills.md", "windmills/index.md"])
def test_a_page_written_by_hand_is_not_replaced(project: Project, path: str) -> None:
    """
    Where a keyword would take the place of the keeper's own page, the keeper chooses.
    """
    own = project.source / path
    own.parent.mkdir(exist_ok=True)
    own.write_text("# My windmills\n", "utf-8")

    with pytest.raises(ConfigError, match="was written by hand"):
        render(read_configuration(project))

    assert "# My windmills\n" == own.read_text("utf-8")


def test_a_tree_that_cannot_be_written_is_an_error(project: Project) -> None:
    """
    A full disk or a missing permission is named with the file.
    """
    (project.source / "windmills" / "index.md").mkdir(parents=True)

    with pytest.raises(BuildError, match=r"render: .*windmills/index\.md"):
        render(read_configuration(project))


def test_a_manifest_removes_nothing_elsewhere(project: Project) -> None:
    """
    A path that leads out of the source tree is not followed.
    """
    victim = project.root / "victim.md"
    victim.write_text("mine", "utf-8")
    (project.source / MANIFEST).write_text("../victim.md\n", "utf-8")

    render(read_configuration(project))

    assert victim.exists()


def index_parts(project: Project, size: int = search_records.PART) -> dict[str, int]:
    """
    Index the project's papers; the parts there are then, each with the file it is.
    """
    write_search(edition(read_configuration(project)), project.source, size)
    index = project.source / "pagefind"
    return {path.name: path.stat().st_ino for path in index.iterdir() if path.is_dir()}


def add_paper(project: Project, arxiv_id: str, day: date = DAY) -> None:
    """
    A paper that was announced under Sails on *day*.
    """
    store = Store(project.store)
    records = store.records()
    records[arxiv_id] = Record(make_paper(arxiv_id), {"sails": Announcement(day)})
    store.remember(records, [arxiv_id])


def test_the_index_is_made_anew_only_for_other_papers(project: Project) -> None:
    """
    Pagefind runs for a part of the papers when a record there changed, and for no other part.
    """
    made = index_parts(project, 2)
    same = index_parts(project, 2)
    add_paper(project, "2512.17603")
    grown = index_parts(project, 2)
    add_paper(project, "2512.17604", DAY - timedelta(days=9))
    shifted = index_parts(project, 2)

    assert made == same == {"0": made["0"]}
    assert grown == made | {"1": grown["1"]}
    assert shifted.keys() == grown.keys()
    assert not shifted.items() & grown.items()


PREPARED: list[int] = []


def noted(part: search_records.Part) -> Iterator[Document]:
    """
    Documents of *part*, and that they were made.
    """
    PREPARED.append(len(part.permalinks))
    yield "mill.html", b"<html lang=en><body data-pagefind-body>Windmills turn"
    yield search_records.CHOICES, b'{"keyword": {"Windmills": 1}}'


def test_documents_are_made_only_for_pagefind(project: Project) -> None:
    """
    Of a part that is whole and of the same papers not even documents are made; of one that
    somebody harmed, or another program made, they are.
    """
    parts = [
        RenderTask(noted, part.source)
        for part in search_records.parts(edition(read_configuration(project)), 1)
    ]
    index = project.source / "pagefind"

    def prepared(program: str = "1") -> int:
        PREPARED.clear()
        write_index(parts, program, project.source)
        return len(PREPARED)

    assert 2 == prepared()
    assert 0 == prepared()
    (index / "0" / "pagefind.js").unlink()
    assert 1 == prepared()
    (index / "1" / "wasm.en.pagefind").write_bytes(b"cut off")
    assert 1 == prepared()
    (index / "1" / ".documents").unlink()
    assert 1 == prepared()
    (index / search_records.CHOICES).unlink()
    assert 0 == prepared()
    assert {"keyword": {"Windmills": 2}} == json.decode(
        (index / search_records.CHOICES).read_bytes()
    )
    assert 2 == prepared("2")


def test_the_index_says_what_there_is(project: Project) -> None:
    """
    The search box reads which parts there are, newest first, and what papers can be filtered by.
    """
    add_paper(project, "2512.17603")
    index_parts(project, 2)

    index = project.source / "pagefind"
    parts = [{"name": "1", "papers": 1}, {"name": "0", "papers": 2}]
    assert parts == json.decode((index / "parts.json").read_bytes())
    choices = json.decode((index / "choices.json").read_bytes())
    assert {"Sails": 2, "Windmills": 1} == choices["keyword"]


def test_the_index_says_which_papers_are_newer(project: Project) -> None:
    """
    By the names that Pagefind gave them, for who wants papers by date.
    """
    add_paper(project, "2512.17603", DAY + timedelta(days=1))
    add_paper(project, "2512.17604", DAY - timedelta(days=1))
    index_parts(project)

    part = project.source / "pagefind" / "0"
    names = json.decode((part / "order.json").read_bytes())
    papers = [gzip.decompress((part / f"fragment/{one}.pf_fragment").read_bytes()) for one in names]
    urls = [json.decode(text.removeprefix(b"pagefind_dcd"))["url"] for text in papers]
    newest_first = ["2512.17603", "2512.17602", "2512.17601", "2512.17604"]
    assert [f"/{base}.html" for base in newest_first] == urls


def test_an_index_that_is_no_longer_needed_is_removed(project: Project) -> None:
    """
    Parts that fewer papers do not fill, and an index of earlier versions, which was not in parts.
    """
    add_paper(project, "2512.17603")
    index_parts(project, 1)
    index = project.source / "pagefind"
    (index / "pagefind.js").write_text("", "utf-8")

    assert ["0"] == list(index_parts(project))
    assert {"0", "choices.json", "parts.json"} == {path.name for path in index.iterdir()}


def test_a_failing_indexer_is_an_error(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """
    When Pagefind cannot run, the rendering says so.
    """
    broken = tmp_path / "broken"
    (broken / "pagefind").mkdir(parents=True)
    (broken / "pagefind" / "__init__.py").write_text("", "utf-8")
    (broken / "pagefind" / "__main__.py").write_text("raise SystemExit('no room')", "utf-8")
    monkeypatch.setenv("PYTHONPATH", os.fspath(broken))

    with pytest.raises(BuildError, match="search index: no room"):
        render(read_configuration(project))


def test_a_broken_store_stops_the_rendering(project: Project) -> None:
    """
    Pages are never made from half of the papers.
    """
    (project.store / "papers" / "2511.jsonl").write_text("{}", "utf-8")

    with pytest.raises(StoreError, match=r"2511\.jsonl"):
        render(read_configuration(project))


@pytest.mark.parametrize("engine", Engine)
def test_warnings_are_errors(project: Project, engine: Engine) -> None:
    """
    A page that an engine warns about fails the build, with its words, and leaves nothing behind.
    """
    needed_module(engine)
    render(read_configuration(project))
    (project.source / "notes.md").write_text("[gone](nowhere.md)\n", "utf-8")

    with pytest.raises(BuildError, match=r"nowhere\.md") as failed:
        build_site(project, engine)

    assert "\x1b" not in str(failed.value)
    assert [] == sorted(path.name for path in project.root.glob(".daily-papers*"))


def test_an_engine_that_is_not_installed_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With what brings it.
    """
    monkeypatch.setitem(sys.modules, "zensical", None)

    with pytest.raises(ConfigError, match=r"zensical.*pip install 'daily-papers\[zensical\]'"):
        build_site(project, Engine.ZENSICAL)


def test_the_site_is_built_without_a_word(project: Project) -> None:
    """
    What was rendered builds strictly.
    """
    render(read_configuration(project))

    build_site(project)

    assert (project.site / "windmills" / "2025-12" / "index.html").is_file()
    assert (project.site / "404.html").is_file()


def test_a_site_without_papers_is_built(tmp_path: Path) -> None:
    """
    Before the first answer of arXiv there is a site that says so.
    """
    Keeper(tmp_path)
    project = Project.at(tmp_path)

    render(read_configuration(project))
    build_site(project)

    assert b"[]" == (project.site / "pagefind" / "parts.json").read_bytes()
    assert "No papers yet" in (project.site / "video-understanding" / "index.html").read_text()


def test_related_papers_are_named_where_they_are_wanted(tmp_path: Path) -> None:
    """
    `related: true` in keywords.yaml; without it a site has none of it.
    """
    keeper = Keeper(tmp_path)
    project = Project.at(tmp_path)
    records = {
        paper.arxiv_id.base: Record(paper, {"all": Announcement(DAY), "mills": Announcement(DAY)})
        for number in (1, 2)
        for paper in [make_paper(f"2512.0000{number}", abstract="Barley of Rotterdam is ground.")]
    }
    Store(project.store).remember(records, records)
    month = keeper.source / "mills" / "2025-12" / "index.md"

    keeper_writes = (tmp_path / "keywords.yaml").write_text
    keeper_writes("keywords: [Mills]\n", "utf-8")
    render(read_configuration(project))
    assert "related" not in month.read_text("utf-8")
    keeper_writes("keywords: [Mills]\nrelated: true\n", "utf-8")
    render(read_configuration(project))
    assert 2 == month.read_text("utf-8").count('<details class="related">')
