"""
The build cache: documents whose source did not change are not made again.
"""

import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from msgspec import Struct, json, msgpack

from generator.build.tree import SourceTree
from generator.site.documents import RenderTask
from generator.store import UNDECODABLE, atomic

# The cache's file in the source tree. If it is missing or damaged, all documents are made again.
CACHE_FILE = ".made"


class _Files(Struct, frozen=True):
    """
    The *paths* of a batch's documents, and the *digest* of these paths and the files' contents.
    """

    paths: tuple[str, ...]
    digest: str


_ENTRIES = json.Decoder(dict[str, _Files])


class BuildCache:
    """
    The files that earlier renderings wrote into *tree*, by a fingerprint of their task.

    Files are kept only if they hold the bytes that were written: whatever happened to the tree, its
    documents are right afterwards. *program* is the fingerprint of the program that makes them.
    """

    def __init__(self, tree: SourceTree, program: str) -> None:
        self._tree = tree
        self._file = tree.folder / CACHE_FILE
        self._program = program
        self._before = self._read()
        self._after: dict[str, _Files] = {}

    def write(self, task: RenderTask[Any]) -> None:
        """
        Put the documents of *task* into the tree; make them only if they are not there yet.

        Raises ConfigError if a page written by hand would be replaced, and OSError.
        """
        key = fingerprint(task, self._program)
        files = self._before.get(key)
        if files and self._digest(files.paths) == files.digest:
            for path in files.paths:
                self._tree.keep(path)
        else:
            files = self._write(task)
        self._after[key] = files

    def finish(self) -> None:
        """
        Write the cache's file for the next rendering. Raises OSError.
        """
        atomic.write(self._file, json.encode(self._after))

    def _write(self, task: RenderTask[Any]) -> _Files:
        documents = tuple(task.documents())
        for path, content in documents:
            self._tree.write(path, content)
        return _Files(tuple(path for path, _ in documents), _digest(documents))

    def _digest(self, paths: Iterable[str]) -> str | None:
        try:
            return _digest((path, atomic.read(self._tree.folder / path)) for path in paths)
        except OSError:
            # What is not there, or is no file, is made again; if that fails, it names the file.
            return None

    def _read(self) -> dict[str, _Files]:
        try:
            return _ENTRIES.decode(atomic.read(self._file))
        except (OSError, *UNDECODABLE):
            return {}


def fingerprint(task: RenderTask[Any], program: str) -> str:
    """
    A fingerprint of all that determines the documents of *task*: its source, the function that
    makes them, and the *program*.
    """
    make = f"{task.render.__module__}.{task.render.__qualname__}"
    return _digest([(f"{program} {make}", msgpack.encode(task.source))])


def program(package: Path) -> str:
    """
    A fingerprint of Python, of all installed packages, and of the files of *package*.

    Another program may make other documents from the same source.
    """
    # The version of *package* is not enough: a developer changes its files without a new version.
    sources = (path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    packages = sorted(f"{found.name} {found.version}" for found in distributions())
    return _digest(
        [
            (sys.version, "\n".join(packages).encode()),
            *((str(path.relative_to(package)), path.read_bytes()) for path in sorted(sources)),
        ]
    )


def _digest(named: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for name, content in named:
        # The lengths say where a name and a content end.
        digest.update(f"{len(name)} {len(content)} {name}".encode())
        digest.update(content)
    return digest.hexdigest()
