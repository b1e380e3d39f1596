"""
What lies beside the project and is no part of it: recorded answers of arXiv, authors' abstracts.

Tests that read it are marked ``shared`` and are deselected where it is not there. What they guard
is guarded by files of our own in tests/data, too: the same tests read both.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from samples.goldens import DATA

SHARED = DATA.parents[2] / "shared"

SEED = SHARED / "seed"


def answers(pattern: str) -> list[Any]:
    """
    The answers that match *pattern*: ours in tests/data, and recorded ones.
    """
    ours = sorted(DATA.glob(pattern))
    assert ours, f"no answer of ours is a {pattern}"
    recorded = sorted((SHARED / "fixtures").glob(pattern))
    return [*map(_named, ours), *(_named(path, pytest.mark.shared) for path in recorded)]


def corpus(name: str) -> Iterator[dict[str, Any]]:
    """
    The lines of the file *name* in the corpus of real metadata.
    """
    with gzip.open(SHARED / "corpus" / name, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def trackers() -> list[Any]:
    """
    Folders with the README of a tracker, ``README-of-…``, and its papers, ``papers.jsonl``.
    """
    return [_named(DATA / "tracker"), _named(SEED, pytest.mark.shared)]


def readme_in(folder: Path) -> str:
    """
    The README of the tracker in *folder*.
    """
    (path,) = folder.glob("README-of-*.md")
    return path.read_text("utf-8")


def _named(path: Path, *marks: pytest.MarkDecorator) -> Any:
    return pytest.param(path, id=path.name, marks=marks)
