"""
Files that are there whole or not at all.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write(path: Path, content: bytes, *, durable: bool = False) -> bool:
    """
    Make *content* the file at *path*; return whether that changed anything.

    A reader, or a run that was killed, finds the old bytes or the new ones. *durable* waits for
    the disk, for what cannot be made again. An unchanged file keeps its time. Raises OSError.
    """
    if _holds(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = _part(path)
    with named(path):
        try:
            _put(part, content, durable=durable)
            part.replace(path)
        except OSError:
            # A full disk needs the room.
            with suppress(OSError):
                part.unlink()
            raise
    if durable:
        _sync_folder(path.parent)
    return True


@contextmanager
def named(path: Path) -> Iterator[None]:
    """
    Let an OSError in the block name *path*: a full disk is met in writing, where none is named.
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
    Remove the file at *path*, if it is there, and what a killed run left of it. Raises OSError.
    """
    path.unlink(missing_ok=True)
    _part(path).unlink(missing_ok=True)


def _part(path: Path) -> Path:
    # A fixed name: what a killed run left behind is overwritten, not collected. MkDocs leaves
    # out names that begin with a dot.
    return path.with_name(f".{path.name}.part")


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _sync_folder(folder: Path) -> None:
    # A renamed file is on disk only when its folder is; Windows cannot open folders.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
