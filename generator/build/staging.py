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

from generator.errors import ConfigError

_PREFIX = ".daily-papers-"


def check_no_link(folder: Path, top: Path) -> None:
    """
    Raise ConfigError if *folder*, or a folder between it and *top*, is a symbolic link.

    What is written there would land in the folder that the link leads to.
    """
    for one in (folder, *folder.parents):
        if one == top:
            return
        if one.is_symlink():
            raise ConfigError(
                str(one),
                "is a symbolic link, and what belongs in this folder would be written elsewhere; "
                "remove the link",
            )


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
        if not (_is_there(old, target) and filecmp.cmp(new / name, old, shallow=False)):
            _make_room(old, target)
            (new / name).replace(old)
    _remove_all_but(names, target)


def _is_there(file: Path, target: Path) -> bool:
    """
    Whether *file* is a file, and no link leads there from *target*.
    """
    below = (target / folder for folder in file.relative_to(target).parents[:-1])
    return file.is_file() and not any(one.is_symlink() for one in (file, *below))


def _make_room(file: Path, target: Path) -> None:
    """
    Make the folders of *file* below *target*, in place of files and links that stand there.

    A link would lead the file into another folder.
    """
    for folder in reversed(file.relative_to(target).parents[:-1]):
        here = target / folder
        if here.is_symlink() or (here.exists() and not here.is_dir()):
            here.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)


def _remove_all_but(names: set[Path], target: Path) -> None:
    tops = (top for top in target.iterdir() if not top.name.startswith("."))
    for top in tops:
        if top.is_dir() and not top.is_symlink():
            for folder, folders, files in os.walk(top, topdown=False):
                links = [name for name in folders if Path(folder, name).is_symlink()]
                _remove_files([Path(folder, name) for name in (*files, *links)], names, target)
                with suppress(OSError):  # the folder is not empty
                    Path(folder).rmdir()
        else:
            _remove_files([top], names, target)


def _remove_files(files: list[Path], names: set[Path], target: Path) -> None:
    for file in files:
        if file.relative_to(target) not in names:
            file.unlink()
