"""
Reads and writes one file of the store; each failure is a StoreError.

The message names the file, the line if there is one, and what to do. The file keeps its bytes.
"""

from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from generator.errors import StoreError
from generator.store import atomic

# Rises only when files of this version can no longer be read. A new field does not raise it: the
# field has a default for older files, and older programs ignore the field.
VERSION = 1

T = TypeVar("T")

# What the keeper should do with a file that no program can mend.
RESTORE = "restore it from its history"

# Some editors write it before a text in UTF-8.
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

# What msgspec raises for bytes that are not the expected JSON. RecursionError means lists in lists
# in lists, thousands of them.
UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)

_CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>")


class Header(Struct, frozen=True):
    """
    The *format* of a file and its *version*.

    It is the first line of a file of papers, and the first two fields of any other file.
    """

    format: str
    version: int


_HEADER = msgspec.json.Decoder(Header)


def read(path: Path) -> bytes | None:
    """
    Return the bytes of the file at *path*; None if there is no such file.
    """
    try:
        return atomic.read(path)
    except FileNotFoundError as exc:
        if path.is_symlink():
            raise StoreError(path, "is a link to a file that does not exist") from exc
        return None
    except OSError as exc:
        raise StoreError(path, f"cannot be read: {exc.strerror}") from exc


def write(path: Path, content: bytes) -> None:
    """
    Write *content* into the file at *path*, atomically, and wait until the disk has it.
    """
    try:
        atomic.write(path, content, durable=True)
    except OSError as exc:
        raise StoreError(path, f"cannot be written: {exc.strerror}") from exc


def remove(path: Path) -> None:
    """
    Remove the file at *path*, if there is one.
    """
    try:
        atomic.remove(path)
    except OSError as exc:
        raise StoreError(path, f"cannot be removed: {exc.strerror}") from exc


def check_header(path: Path, content: bytes, kind: str) -> None:
    """
    Raise StoreError unless *content* begins with a header of this *kind* and a known version.
    """
    check_format(path, decode(path, _HEADER, content, 1), kind)


def parse_header(content: bytes) -> Header | None:
    """
    Return the header in *content*, a JSON object; None if *content* has none.
    """
    try:
        return _HEADER.decode(content)
    except UNDECODABLE:
        return None


def check_format(path: Path, header: Header, kind: str) -> None:
    """
    Raise StoreError unless *header* has the format *kind* and a known version.
    """
    if header.format != kind:
        raise StoreError(path, f"is no {kind} but {header.format!r}")
    if header.version > VERSION:
        raise StoreError(
            path,
            f"has format version {header.version}, this program reads {VERSION}; "
            "use the newest Daily Papers",
        )
    if header.version < VERSION:
        raise StoreError(path, f"has format version {header.version}, which never was; {RESTORE}")


def decode(path: Path, decoder: msgspec.json.Decoder[T], content: bytes, line: int) -> T:
    """
    Decode *content*, which begins in *line* of the file at *path*. Raises StoreError.
    """
    try:
        return decoder.decode(content)
    except UNDECODABLE as exc:
        raise undecodable(path, content, line, str(exc)) from exc


def undecodable(path: Path, content: bytes, line: int, reason: str) -> StoreError:
    """
    Return the error for *content*, which begins in *line* and cannot be decoded.

    Says that it is a merge conflict or has a byte order mark, if so, and *reason* otherwise.
    """
    for number, text in enumerate(content.split(b"\n"), start=line):
        if text.startswith(_CONFLICT):
            return line_error(
                path, number, "a merge conflict", "keep what both sides have, each once"
            )
    if content.startswith(BYTE_ORDER_MARK):
        return line_error(path, line, "a byte order mark", "save the file as UTF-8 without one")
    return line_error(path, line, reason)


def line_error(path: Path, line: int, fault: str, remedy: str = RESTORE) -> StoreError:
    """
    Return the error for a *fault* in a *line*; *remedy* says what the keeper should do.
    """
    return StoreError(path, f"line {line}: {fault}; {remedy}")
