"""
Folders to make things in, out of sight until they are whole.
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
def staging_folder(where: Path) -> Iterator[Path]:
    """
    A new empty folder in *where*, on the same disk, gone at the end of the block.

    What killed runs left there is removed first. No two have one name: a program that a killed
    run had started may still write into its own. Raises OSError.
    """
    where.mkdir(parents=True, exist_ok=True)
    for left in where.iterdir():
        if left.name.startswith(_PREFIX):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=where))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(made: Path, place: Path) -> None:
    """
    Make the folder *made* the one at *place*, at once: nobody finds half of the old or the new.

    The old folder moves beside *made*. Raises OSError.
    """
    with suppress(FileNotFoundError):
        place.rename(made.with_name(f"{made.name}.old"))
    made.rename(place)


def move_in(made: Path, place: Path) -> None:
    """
    Make the files below *place* those of *made*, each at once: nobody finds half a file.

    Pages move last, after all they need. Files with the same bytes are not touched, and what is
    hidden at the top of *place*, such as ``.git``, stays. Raises OSError.
    """
    names = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    for name in sorted(names, key=lambda one: (one.suffix == ".html", one)):
        target = place / name
        if not (target.is_file() and filecmp.cmp(made / name, target, shallow=False)):
            target.parent.mkdir(parents=True, exist_ok=True)
            (made / name).replace(target)
    _keep(names, place)


def _keep(names: set[Path], place: Path) -> None:
    tops = (top for top in place.iterdir() if not top.name.startswith("."))
    for top in tops:
        if top.is_dir() and not top.is_symlink():
            for folder, _, files in os.walk(top, topdown=False):
                _keep_files(names, place, [Path(folder, file) for file in files])
                with suppress(OSError):  # it holds what is kept
                    Path(folder).rmdir()
        else:
            _keep_files(names, place, [top])


def _keep_files(names: set[Path], place: Path, files: list[Path]) -> None:
    for file in files:
        if file.relative_to(place) not in names:
            file.unlink()
