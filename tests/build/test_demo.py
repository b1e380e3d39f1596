"""
A site from the embedded sample.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from programs.keeper import Keeper

from generator.build.demo import WORKSPACE, build_demo
from generator.errors import ConfigError
from generator.store import Store

NOW = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)


def test_the_demo_goes_the_whole_way(tmp_path: Path) -> None:
    """
    The sample stands in a store, on pages, in feeds and in the search index, like real papers.
    """
    Keeper(tmp_path)

    project = build_demo(tmp_path, now=NOW)

    assert 113 == len(Store(project.store).records())
    assert tmp_path / "site" == project.site
    for path in ("index.html", "all/atom.xml", "pagefind/0/pagefind.js", "feeds.opml"):
        assert (project.site / path).is_file()


def test_the_demo_touches_no_store(tmp_path: Path) -> None:
    """
    The demo works in a folder of its own, and makes it anew each time.
    """
    Keeper(tmp_path)
    left = tmp_path / WORKSPACE / "left.txt"
    left.parent.mkdir()
    left.write_text("from last time", "utf-8")

    build_demo(tmp_path, now=NOW)

    assert not left.exists()
    assert not (tmp_path / "site_src" / "data").exists()


def test_the_demo_needs_a_project(tmp_path: Path) -> None:
    """
    A folder without mkdocs.yml is no copy of Daily Papers.
    """
    with pytest.raises(ConfigError, match=r"no mkdocs\.yml here"):
        build_demo(tmp_path, now=NOW)
