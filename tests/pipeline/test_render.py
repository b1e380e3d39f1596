"""
From the store into the source tree that MkDocs reads.
"""

import os
from pathlib import Path

import pytest
from keeper import Keeper
from making import DAY, make_paper

from generator.errors import BuildError, ConfigError, StoreError
from generator.listing import Announcement, Record
from generator.pipeline.render import render
from generator.pipeline.site import build_site
from generator.pipeline.tree import MANIFEST, Rendered, SourceTree
from generator.project import Project
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
    render(project)

    promised = (
        *("index.md", "subscribe.md", "status.md", "feeds.opml", "all.md", "all/2025-12.md"),
        *("windmills.md", "windmills/2025-12.md", "windmills/atom.xml", "windmills/rss.xml"),
        *("windmills/feed.json", "all/atom.xml", "all/rss.xml", "all/feed.json"),
        *("pagefind/pagefind.js", "data/papers/2512.jsonl"),
    )
    assert [] == [path for path in promised if not (project.source / path).is_file()]


def test_rendering_again_touches_nothing(project: Project) -> None:
    """
    The same store gives the same bytes, and files with the same bytes keep their time.
    """
    first = render(project)
    before = times(project)

    again = render(project)

    assert first.files == first.written
    assert Rendered(first.files, 0, 0) == again
    assert before == times(project)


def test_a_removed_keywords_pages_go(project: Project) -> None:
    """
    What the last rendering wrote and this one does not is removed; its papers stay in the store.
    """
    render(project)
    (project.root / "keywords.yaml").write_text(ONE, "utf-8")

    done = render(project)

    assert done.removed
    assert not (project.source / "sails.md").exists()
    assert not (project.source / "sails").exists()
    assert (project.source / "windmills.md").exists()
    assert "2512.17602" in Store(project.store).records()


def test_the_keepers_own_files_stay(project: Project) -> None:
    """
    Only what a rendering wrote is ever removed.
    """
    own = project.source / "notes.md"
    own.write_text("# Notes\n", "utf-8")
    render(project)
    (project.root / "keywords.yaml").write_text(ONE, "utf-8")

    render(project)

    assert own.exists()


def test_a_lost_manifest_changes_nothing(project: Project) -> None:
    """
    Without the list of what was written everything is as it was.
    """
    render(project)
    (project.source / MANIFEST).unlink()

    assert 0 == render(project).written


def test_what_a_killed_rendering_left_is_removed_by_the_next(project: Project) -> None:
    """
    A path is noted before its file is written, so that no page stays for ever.
    """
    tree = SourceTree(project.source)
    tree.write("orphan.md", b"# Orphan\n")

    render(project)

    assert not (project.source / "orphan.md").exists()


def test_a_page_written_by_hand_is_not_replaced(project: Project) -> None:
    """
    Where a keyword would take the place of the keeper's own page, the keeper chooses.
    """
    own = project.source / "windmills.md"
    own.write_text("# My windmills\n", "utf-8")

    with pytest.raises(ConfigError, match="was written by hand"):
        render(project)

    assert "# My windmills\n" == own.read_text("utf-8")


def test_a_tree_that_cannot_be_written_is_an_error(project: Project) -> None:
    """
    A full disk or a missing permission is named with the file.
    """
    (project.source / "windmills.md").mkdir()

    with pytest.raises(BuildError, match=r"render: .*windmills\.md"):
        render(project)


def test_a_manifest_removes_nothing_elsewhere(project: Project) -> None:
    """
    A path that leads out of the source tree is not followed.
    """
    victim = project.root / "victim.md"
    victim.write_text("mine", "utf-8")
    (project.source / MANIFEST).write_text("../victim.md\n", "utf-8")

    render(project)

    assert victim.exists()


def test_the_index_is_made_anew_only_for_other_papers(project: Project) -> None:
    """
    Pagefind runs when a record changed, or when its index is gone.
    """
    render(project)
    index = project.source / "pagefind"
    made = index.stat().st_ino

    render(project)
    same = index.stat().st_ino
    store = Store(project.store)
    records = store.records()
    paper = make_paper("2512.17603", title="A Third Paper")
    records["2512.17603"] = Record(paper, {"sails": Announcement(DAY)})
    store.remember(records, ["2512.17603"])
    render(project)

    assert made == same
    assert made != index.stat().st_ino


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
        render(project)


def test_a_broken_store_stops_the_rendering(project: Project) -> None:
    """
    Pages are never made from half of the papers.
    """
    (project.store / "papers" / "2511.jsonl").write_text("{}", "utf-8")

    with pytest.raises(StoreError, match=r"2511\.jsonl"):
        render(project)


def test_mkdocs_warnings_are_errors(project: Project) -> None:
    """
    A page that MkDocs warns about fails the build, with its words.
    """
    render(project)
    (project.source / "notes.md").write_text("[gone](nowhere.md)\n", "utf-8")

    with pytest.raises(BuildError, match=r"nowhere\.md"):
        build_site(project)


def test_the_site_is_built_without_a_word(project: Project) -> None:
    """
    What was rendered builds strictly.
    """
    render(project)

    build_site(project)

    assert (project.site / "windmills" / "2025-12" / "index.html").is_file()
    assert (project.site / "404.html").is_file()


def test_a_site_without_papers_is_built(tmp_path: Path) -> None:
    """
    Before the first answer of arXiv there is a site that says so.
    """
    Keeper(tmp_path)
    project = Project.at(tmp_path)

    render(project)
    build_site(project)

    assert not (project.source / "pagefind").exists()
    assert "No papers yet" in (project.site / "video-understanding" / "index.html").read_text()
