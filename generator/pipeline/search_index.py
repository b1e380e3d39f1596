"""
The search index, made by Pagefind from one small document a paper.
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.errors import BuildError
from generator.workshop import put_in_place, workshop

# Says of which documents the index was made, and of which files it consists. MkDocs leaves out
# names that begin with a dot.
_FINGERPRINT = ".documents"


def write_index(documents: Mapping[str, str], source: Path) -> None:
    """
    Index *documents* into ``pagefind/`` below *source*, unless that was made of the same ones
    and is whole.

    Raises BuildError with what Pagefind said, and OSError.
    """
    index = source / "pagefind"
    made_of = _digest(documents.items())
    if _is_whole(index, made_of):
        return
    with workshop(source) as folder:
        if documents:
            _run_pagefind(documents, folder)
            _seal(folder / "index", made_of)
            put_in_place(folder / "index", index)
        elif index.exists():
            # Pagefind refuses to index nothing; the search box then says that there are no papers.
            index.rename(folder / "old")


def _is_whole(index: Path, made_of: str) -> bool:
    try:
        seal = (index / _FINGERPRINT).read_text("utf-8")
    except FileNotFoundError:
        return False
    return seal == f"{made_of} {_inventory(index)}"


def _seal(index: Path, made_of: str) -> None:
    (index / _FINGERPRINT).write_text(f"{made_of} {_inventory(index)}", "utf-8")


def _inventory(index: Path) -> str:
    # A sync, a cleaner or a power cut can take a part of many away, and nobody would notice.
    files = (path for path in index.rglob("*") if path.is_file() and path.name != _FINGERPRINT)
    return _digest((path.relative_to(index).as_posix(), str(path.stat().st_size)) for path in files)


def _digest(pairs: Iterable[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for name, text in sorted(pairs):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()


def _run_pagefind(documents: Mapping[str, str], folder: Path) -> None:
    papers = folder / "papers"
    papers.mkdir()
    for name, text in documents.items():
        (papers / name).write_text(text, "utf-8")
    where = ("--site", str(papers), "--output-path", str(folder / "index"))
    command = [sys.executable, "-m", "pagefind", *where]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if run.returncode != 0:
        raise BuildError("search index", (run.stderr or run.stdout).strip()[-2000:])
