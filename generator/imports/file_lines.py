"""
The lines of a file that is to be imported, unpacked if it is packed by gzip.
"""

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.errors import ConfigError

_GZIP = b"\x1f\x8b"

# A paper has some kilobytes. A file without line ends must not be read into memory as one line.
_LONGEST = 4 * 1024 * 1024

# Progress is reported once in so many lines.
_STEP = 5000


def first_line(path: Path) -> bytes:
    """
    The first line of the file at *path*; empty if the file is. Raises ConfigError as `file_lines`.
    """
    return next(file_lines(path), b"")


def file_lines(path: Path, on_read: Callable[[int], None] = lambda _: None) -> Iterator[bytes]:
    """
    Each line of the file at *path*, cut after 4 MB.

    *on_read* is called now and then with the bytes of the file that were read so far. Raises
    ConfigError if the file cannot be read or unpacked.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        # The file is read twice, and a pipe gives its bytes once.
        raise ConfigError(str(path), "cannot be read: is not a file; save it as one first")
    try:
        with path.open("rb") as file:
            is_packed = file.peek(2)[:2] == _GZIP
            with gzip.open(file) if is_packed else file as unpacked:
                for number, line in enumerate(iter(lambda: unpacked.readline(_LONGEST), b"")):
                    if number % _STEP == 0:
                        on_read(file.tell())
                    yield line
    except (EOFError, zlib.error) as exc:
        raise ConfigError(str(path), f"cannot be unpacked: {exc}") from exc
    except OSError as exc:
        raise ConfigError(str(path), f"cannot be read: {exc.strerror or exc}") from exc
