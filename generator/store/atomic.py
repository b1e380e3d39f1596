"""
Atomic writes: a reader finds the whole old file or the whole new one.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Without this flag, to open a named pipe waits until another program opens it, too. Windows has no
# named pipes in folders.
_DO_NOT_WAIT = getattr(os, "O_NONBLOCK", 0)


def read(path: Path) -> bytes:
    """
    Return the bytes of the file at *path*. Raises OSError, also if it is a pipe or a device.
    """
    with open(path, "rb", opener=_open_at_once) as file:
        return file.read()


def _open_at_once(path: str, flags: int) -> int:
    handle = os.open(path, flags | _DO_NOT_WAIT)
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return handle
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    raise OSError(errno.EINVAL, "Is a pipe or a device, not a file", path)


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
    try:
        file = path.open("xb")
    except FileExistsError:
        # What stands there is never opened: it may be a link to another place, or a pipe.
        path.unlink()
        file = path.open("xb")
    with file:
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
        found = path.stat()
    except FileNotFoundError:
        return False
    is_same_size = stat.S_ISREG(found.st_mode) and found.st_size == len(content)
    return is_same_size and read(path) == content


def _sync_folder(folder: Path) -> None:
    # The disk has a renamed file only when it has the folder. Windows cannot open folders.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
