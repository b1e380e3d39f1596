"""
The store's files: read with doubt, written whole.

Whatever is wrong with one is a StoreError that names the file, its line, and what to do; the file
keeps its bytes.
"""

from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from generator.errors import StoreError
from generator.store import atomic

# Rises only when files of this version can no longer be read: a field that comes later has a
# default, for the files before it, and may be lost by programs before it.
VERSION = 1

T = TypeVar("T")

HISTORY = "restore it from its history"

# What some editors put before a text in UTF-8.
MARK = b"\xef\xbb\xbf"

_CONFLICT = (b"<<<<<<<", b"=======", b">>>>>>>")


class Header(Struct, frozen=True):
    """
    What a file is, and of which version: its first line, or the first fields of its only object.
    """

    format: str
    version: int


_HEADER = msgspec.json.Decoder(Header)


def read(path: Path) -> bytes | None:
    """
    The bytes of the file at *path*; None where there is none.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise StoreError(path, f"cannot be read: {exc.strerror}") from exc


def write(path: Path, content: bytes) -> None:
    """
    Make *content* the file at *path*, and wait until the disk has it.
    """
    try:
        atomic.write(path, content, durable=True)
    except OSError as exc:
        raise StoreError(path, f"cannot be written: {exc.strerror}") from exc


def remove(path: Path) -> None:
    """
    Remove the file at *path*, if it is there.
    """
    try:
        atomic.remove(path)
    except OSError as exc:
        raise StoreError(path, f"cannot be removed: {exc.strerror}") from exc


def check_header(path: Path, content: bytes, kind: str) -> None:
    """
    Refuse what is not of this *kind*, or was written by a newer program.
    """
    check(path, decoded(path, _HEADER, content, 1), kind)


def header(content: bytes) -> Header | None:
    """
    The header that *content* is or begins with; None where there is none to read.
    """
    try:
        return _HEADER.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def check(path: Path, header: Header, kind: str) -> None:
    """
    Refuse a file whose *header* is not of this *kind*, or of a version nobody here knows.
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
        raise StoreError(path, f"has format version {header.version}, which never was; {HISTORY}")


def decoded(path: Path, decoder: msgspec.json.Decoder[T], content: bytes, line: int) -> T:
    """
    What *content*, which begins in *line* of the file at *path*, says.
    """
    try:
        return decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as exc:
        raise fault(path, content, line, str(exc)) from exc


def fault(path: Path, content: bytes, line: int, reason: str) -> StoreError:
    """
    The error for *content*, which begins in *line* and cannot be read for a *reason*.
    """
    for number, text in enumerate(content.split(b"\n"), start=line):
        if text.startswith(_CONFLICT):
            return broken(path, number, "a merge conflict", "keep what both sides have, each once")
    if content.startswith(MARK):
        return broken(path, line, "a byte order mark", "save the file as UTF-8 without one")
    return broken(path, line, reason)


def broken(path: Path, line: int, fault: str, remedy: str = HISTORY) -> StoreError:
    """
    The error for a *fault* in a *line*, and what to do.
    """
    return StoreError(path, f"line {line}: {fault}; {remedy}")
