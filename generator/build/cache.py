"""
What earlier renderings made, and of what: nothing is made of the same twice.
"""

import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from msgspec import DecodeError, Struct, json, msgpack

from generator.build.tree import SourceTree
from generator.site.documents import RenderTask
from generator.store import atomic

# Beside what was made. Without it, or with one of another time, everything is made again.
MADE = ".made"


class _Files(Struct, frozen=True):
    paths: tuple[str, ...]
    digest: str


_MADE = json.Decoder(dict[str, _Files])


class BuildCache:
    """
    The render tasks whose documents are in *tree*, by a fingerprint of what each was made of.

    Files count as made only while they hold the bytes that were written, so whatever happened to
    the tree, its documents are the right ones.
    """

    def __init__(self, tree: SourceTree, program: str) -> None:
        self._tree = tree
        self._file = tree.folder / MADE
        self._program = program
        self._before = self._read()
        self._now: dict[str, _Files] = {}

    def write(self, task: RenderTask[Any]) -> None:
        """
        See that the tree has the documents of *task*, making them only where it must.

        Raises ConfigError like the tree, and OSError.
        """
        made_of = fingerprint(task, self._program)
        files = self._before.get(made_of)
        if files and self._digest(files.paths) == files.digest:
            for path in files.paths:
                self._tree.keep(path)
        else:
            files = self._made(task)
        self._now[made_of] = files

    def finish(self) -> None:
        """
        Remember it all for the next rendering. Raises OSError.
        """
        atomic.write(self._file, json.encode(self._now))

    def _made(self, task: RenderTask[Any]) -> _Files:
        documents = tuple(task.documents())
        for path, content in documents:
            self._tree.write(path, content)
        return _Files(tuple(path for path, _ in documents), _digest(documents))

    def _digest(self, paths: Iterable[str]) -> str | None:
        try:
            return _digest((path, (self._tree.folder / path).read_bytes()) for path in paths)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _read(self) -> dict[str, _Files]:
        try:
            return _MADE.decode(self._file.read_bytes())
        except (FileNotFoundError, DecodeError):
            return {}


def fingerprint(task: RenderTask[Any], program: str) -> str:
    """
    A fingerprint of all that the documents of *task* are a function of: its source, the function
    that makes them, and the *program*.
    """
    make = f"{task.render.__module__}.{task.render.__qualname__}"
    return _digest([(f"{program} {make}", msgpack.encode(task.source))])


def program(package: Path) -> str:
    """
    A fingerprint of Python, everything installed, and the files of *package*: documents made by
    another program may be others.
    """
    # The version alone would not do: our own source may be worked on.
    sources = (path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    packages = sorted(f"{one.name} {one.version}" for one in distributions())
    return _digest(
        [
            (sys.version, "\n".join(packages).encode()),
            *((str(path.relative_to(package)), path.read_bytes()) for path in sorted(sources)),
        ]
    )


def _digest(named: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for name, content in named:
        # Lengths tell where a name and a content end.
        digest.update(f"{len(name)} {len(content)} {name}".encode())
        digest.update(content)
    return digest.hexdigest()
