"""
The search index, made by Pagefind from one small document a paper.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from generator.errors import BuildError

# Says of which documents the index was made. MkDocs leaves out names that begin with a dot.
_FINGERPRINT = ".documents"
_WORKSHOP = ".search"


def write_index(documents: Mapping[str, str], source: Path) -> None:
    """
    Index *documents* into ``pagefind/`` below *source*, unless that was made of the same ones.

    Raises BuildError with what Pagefind said, and OSError.
    """
    index = source / "pagefind"
    fingerprint = _fingerprint(documents)
    if _made_of(index) == fingerprint:
        return
    # Beside its place, so that the finished index moves there in one step.
    workshop = source / _WORKSHOP
    shutil.rmtree(workshop, ignore_errors=True)
    if documents:
        _run_pagefind(documents, workshop)
        (workshop / "index" / _FINGERPRINT).write_text(fingerprint, "utf-8")
    # Pagefind refuses to index nothing; the search box then says that there are no papers.
    shutil.rmtree(index, ignore_errors=True)
    if documents:
        (workshop / "index").rename(index)
        shutil.rmtree(workshop)


def _made_of(index: Path) -> str | None:
    try:
        return (index / _FINGERPRINT).read_text("utf-8")
    except FileNotFoundError:
        return None


def _fingerprint(documents: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name, text in sorted(documents.items()):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()


def _run_pagefind(documents: Mapping[str, str], workshop: Path) -> None:
    papers = workshop / "papers"
    papers.mkdir(parents=True)
    for name, text in documents.items():
        (papers / name).write_text(text, "utf-8")
    where = ("--site", str(papers), "--output-path", str(workshop / "index"))
    command = [sys.executable, "-m", "pagefind", *where]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if run.returncode != 0:
        raise BuildError("search index", (run.stderr or run.stdout).strip()[-2000:])
