"""
Folders in which something is built before it replaces what readers see.
"""

import filecmp
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = ".daily-papers-"


@contextmanager
def staging_folder(parent: Path) -> Iterator[Path]:
    """
    A new empty folder in *parent*, on the same disk. It is removed at the end of the block.

    Folders that killed runs left there are removed first. Each folder has a name of its own: a
    program that a killed run had started may still write into the old one. Raises OSError.
    """
    parent.mkdir(parents=True, exist_ok=True)
    for path in parent.iterdir():
        if path.name.startswith(_PREFIX):
            shutil.rmtree(path, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(target: Path, new: Path) -> None:
    """
    Rename the folder *new* to *target*. A reader finds the old folder or the new one, never half.

    The old folder moves beside *new*. Raises OSError.
    """
    with suppress(FileNotFoundError):
        target.rename(new.with_name(f"{new.name}.old"))
    new.rename(target)


def replace_files(target: Path, new: Path) -> None:
    """
    Make the files below the folder *target* those below *new*. Each file is replaced at once.

    HTML pages move last, after all that they need. Files with the same bytes are not touched. Files
    that *new* does not have are removed, except those that are hidden at the top of *target*, such
    as ``.git``. Raises OSError.
    """
    names = {path.relative_to(new) for path in new.rglob("*") if path.is_file()}
    for name in sorted(names, key=lambda path: (path.suffix == ".html", path)):
        old = target / name
        if not (old.is_file() and filecmp.cmp(new / name, old, shallow=False)):
            old.parent.mkdir(parents=True, exist_ok=True)
            (new / name).replace(old)
    _remove_all_but(names, target)


def _remove_all_but(names: set[Path], target: Path) -> None:
    tops = (top for top in target.iterdir() if not top.name.startswith("."))
    for top in tops:
        if top.is_dir() and not top.is_symlink():
            for folder, _, files in os.walk(top, topdown=False):
                _remove_files([Path(folder, file) for file in files], names, target)
                with suppress(OSError):  # the folder is not empty
                    Path(folder).rmdir()
        else:
            _remove_files([top], names, target)


def _remove_files(files: list[Path], names: set[Path], target: Path) -> None:
    for file in files:
        if file.relative_to(target) not in names:
            file.unlink()
