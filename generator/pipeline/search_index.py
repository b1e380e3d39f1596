"""
The search index, made by Pagefind part by part from one small document a paper.
"""

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from msgspec import json

from generator import atomic
from generator.pipeline.program import run_module
from generator.workshop import put_in_place, workshop

# Says of which documents a part was made, and of which files it consists. MkDocs leaves out
# names that begin with a dot.
_FINGERPRINT = ".documents"

Choices = Mapping[str, Mapping[str, int]]


def write_index(parts: Iterable[Mapping[str, str]], choices: Choices, source: Path) -> None:
    """
    Index each of *parts* into a folder of its own below ``pagefind/`` in *source*, unless that
    was made of the same documents and is whole.

    ``parts.json`` tells the search box which parts there are, newest first, and ``choices.json``
    what papers can be filtered by. Raises BuildError with what Pagefind said, and OSError.
    """
    index = source / "pagefind"
    index.mkdir(parents=True, exist_ok=True)
    with workshop(source) as folder:
        sizes = {
            str(number): _write_part(documents, index / str(number), folder / str(number))
            for number, documents in enumerate(parts)
        }
        newest_first = [{"name": name, "papers": size} for name, size in reversed(sizes.items())]
        atomic.write(index / "choices.json", json.encode(choices))
        atomic.write(index / "parts.json", json.encode(newest_first))
        for path in index.iterdir():
            if path.name not in {*sizes, "choices.json", "parts.json"}:
                path.rename(folder / path.name)


def _write_part(documents: Mapping[str, str], place: Path, folder: Path) -> int:
    # Parts are read by one script: all must be of its version.
    made_of = _digest((("pagefind", version("pagefind")), *documents.items()))
    if not _is_whole(place, made_of):
        folder.mkdir()
        _run_pagefind(documents, folder)
        _seal(folder / "index", made_of)
        put_in_place(folder / "index", place)
    return len(documents)


def _is_whole(part: Path, made_of: str) -> bool:
    try:
        seal = (part / _FINGERPRINT).read_text("utf-8")
    except FileNotFoundError:
        return False
    return seal == f"{made_of} {_inventory(part)}"


def _seal(part: Path, made_of: str) -> None:
    atomic.write(part / _FINGERPRINT, f"{made_of} {_inventory(part)}".encode())


def _inventory(part: Path) -> str:
    # A sync, a cleaner or a power cut can take a part of many away, and nobody would notice.
    files = (path for path in part.rglob("*") if path.is_file() and path.name != _FINGERPRINT)
    return _digest((path.relative_to(part).as_posix(), str(path.stat().st_size)) for path in files)


def _digest(pairs: Iterable[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for name, text in sorted(pairs):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()


def _run_pagefind(documents: Mapping[str, str], folder: Path) -> None:
    papers = folder / "papers"
    papers.mkdir()
    for name, text in documents.items():
        with atomic.named(papers / name):
            (papers / name).write_text(text, "utf-8")
    where = ("--site", str(papers), "--output-path", str(folder / "index"))
    run_module("search index", ["pagefind", *where], root=folder)
