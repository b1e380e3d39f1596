"""
The source tree that MkDocs reads: which of its files renderings wrote, and which the keeper.
"""

import os
from pathlib import Path

from msgspec import Struct

from generator.build.staging import check_no_link
from generator.errors import ConfigError
from generator.store import atomic

# The list of files that renderings wrote, a path a line. A path is added before its file is
# written, so that a killed run leaves no file behind that would count as the keeper's.
MANIFEST = ".rendered"

# A comment in every generated page. A page without it was written by hand.
_MARK = b"<!-- papers -->"


def check_readable(folder: Path) -> None:
    """
    Raise ConfigError for anything below *folder* that MkDocs would wait for, or read for ever.

    That is a pipe or a device, a link that leads nowhere, and a link to a folder that contains it.
    MkDocs passes over names that begin with a dot.
    """
    for path in (Path(one) for one in os.scandir(folder) if not one.name.startswith(".")):
        if path.is_dir():
            if path.is_symlink() and folder.resolve().is_relative_to(path.resolve()):
                raise ConfigError(str(path), "is a link to a folder that contains it; remove it")
            check_readable(path)
        elif not path.is_file():
            raise ConfigError(str(path), "is not a file, or a link that leads nowhere; remove it")


class Rendered(Struct, frozen=True):
    """
    What a rendering did, in numbers of files.
    """

    files: int
    """All files of the rendering in the tree."""

    generated: int
    """The files whose content was generated, and not kept from an earlier rendering."""

    written: int
    """The generated files that did not have the same bytes before."""

    removed: int
    """The files of earlier renderings that this one does not have."""


class SourceTree:
    """
    The files below *folder* that earlier renderings wrote, and those that this one writes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._manifest = folder / MANIFEST
        self._known = frozenset(self._lines())
        self._files: dict[str, bool] = {}
        self._checked = set[Path]()
        self._kept = 0

    def write(self, path: str, content: bytes) -> None:
        """
        Write *content* into the file at *path*. A file with the same bytes is not touched.

        Raises ConfigError if that would replace a page written by hand or write through a link to
        another folder, and OSError.
        """
        target = self.folder / path
        if target.parent not in self._checked:
            check_no_link(target.parent, self.folder)
            self._checked.add(target.parent)
        if path not in self._known:
            self._check_unwritten(target)
            self._note(path)
        self._files[path] = atomic.write(target, content)

    def keep(self, path: str) -> None:
        """
        Leave the file at *path* as an earlier rendering wrote it. Raises OSError.
        """
        if path not in self._known:
            self._note(path)
        self._files[path] = False
        self._kept += 1

    def finish(self) -> Rendered:
        """
        Remove the files of earlier renderings that this one neither wrote nor kept.

        Raises OSError.
        """
        gone = sorted(self._known.difference(self._files))
        for path in gone:
            self._remove(path)
        atomic.write(self._manifest, "".join(f"{path}\n" for path in self._files).encode())
        files = len(self._files)
        return Rendered(files, files - self._kept, sum(self._files.values()), len(gone))

    def _note(self, path: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._manifest.is_symlink():
            self._manifest.unlink()
        with atomic.naming(self._manifest), self._manifest.open("ab") as manifest:
            # A full disk may have cut off the last line: end it first.
            manifest.write(f"\n{path}\n".encode())

    def _lines(self) -> list[str]:
        try:
            text = atomic.read(self._manifest).decode("utf-8", errors="replace")
        except FileNotFoundError:
            return []
        return list(filter(None, text.split("\n")))

    def _check_unwritten(self, target: Path) -> None:
        if target.suffix != ".md":
            return
        pages = [target]
        if target.parent != self.folder:
            # MkDocs builds a/index.md and a.md into the same page.
            pages.append(target.parent.with_name(f"{target.parent.name}.md"))
        for page in pages:
            if page.is_file() and _MARK not in page.read_bytes():
                raise ConfigError(
                    str(page),
                    "was written by hand, and a keyword's page would replace it; rename it, or "
                    "give the keyword a slug of its own",
                )

    def _remove(self, path: str) -> None:
        target = self.folder / path
        inside = target.resolve().is_relative_to(self.folder.resolve())
        # A line that a full disk cut off may be the path of a folder.
        if not inside or target.is_dir():
            return
        atomic.remove(target)
        parent = target.parent
        if parent != self.folder and parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
