"""
Atomic writes: a reader finds the whole old file or the whole new one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write(path: Path, content: bytes, *, durable: bool = False) -> bool:
    """
    Write *content* into the file at *path*; return whether the file changed.

    With *durable*, return only when the disk has the file: for files that cannot be generated
    again. A file that has this content already keeps its time. Raises OSError.
    """
    if _holds(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _part(path)
    with naming(path):
        try:
            _put(part, content, durable=durable)
            part.replace(path)
        except OSError:
            # On a full disk, the unfinished file must not keep the room that others need.
            with suppress(OSError):
                part.unlink()
            raise
    if durable:
        _sync_folder(path.parent)
    return True


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """
    Put *path* into an OSError that the block raises.

    An OSError about a full disk comes from a write to an open file and names no file.
    """
    try:
        yield
    except OSError as exc:
        exc.filename = os.fspath(path)
        raise


def _put(path: Path, content: bytes, *, durable: bool) -> None:
    with path.open("wb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def remove(path: Path) -> None:
    """
    Remove the file at *path*, if there is one, and its unfinished new version. Raises OSError.
    """
    path.unlink(missing_ok=True)
    _part(path).unlink(missing_ok=True)


def _part(path: Path) -> Path:
    # The name is always the same, so the next write overwrites what a killed run left. MkDocs
    # ignores names that begin with a dot.
    return path.with_name(f".{path.name}.part")


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    # The disk has a renamed file only when it has the folder. Windows cannot open folders.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
