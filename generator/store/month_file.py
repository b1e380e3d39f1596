"""
A month file: the papers whose identifiers are of one month, a header and then a paper a line.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from generator.errors import StoreError
from generator.papers.announcement import Announcement, Record
from generator.papers.paper import ArxivId, Paper
from generator.store import files

# The format in the header of a month file.
PAPERS_FORMAT = "daily-papers/papers"

# Moments with a time zone: others cannot be compared.
_Instant = Annotated[datetime, Meta(tz=True)]


class _Line(Struct, frozen=True, kw_only=True, gc=False):
    """
    A record as it is written: flat, its fields in this order.
    """

    id: str
    version: int
    title: str
    authors: tuple[str, ...]
    abstract: str
    categories: Annotated[tuple[str, ...], Meta(min_length=1)]
    published: _Instant
    updated: _Instant
    # Lines that other programs write may lack these fields.
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    # Left out where it is false, so that the lines of existing stores stay as they are.
    withdrawn: bool | UnsetType = UNSET
    announced: dict[str, Announcement] = {}


# Names of month files, such as 2512.jsonl. A file of another name may be a synchronised copy, such
# as 2512-conflict.jsonl, whose papers would be read twice.
_MONTH = re.compile(r"[0-9]{4}\.jsonl")

_LINE = msgspec.json.Decoder(_Line)


def paths(folder: Path) -> list[Path]:
    """
    Return all JSON Lines files in *folder*, also those without the name of a month file.

    A missing folder has none. Raises StoreError if the folder cannot be read.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.match("[!.]*.jsonl"))
    except FileNotFoundError:
        return []
    except OSError as exc:
        # Not the same as a missing folder: pages would lose their papers.
        raise StoreError(folder, f"cannot be read: {exc.strerror}") from exc


def check_name(path: Path) -> None:
    """
    Raise StoreError unless *path* has the name of a month file.
    """
    if not _MONTH.fullmatch(path.name):
        reason = "is no month of papers, such as 2512.jsonl; move it out of this folder"
        raise StoreError(path, reason)


def records(path: Path) -> Iterator[Record]:
    """
    Yield the records in the month file at *path*.

    Raises StoreError for a line that cannot be read, a paper of another month, and a second line
    about the same paper.
    """
    content = files.read(path) or b""
    first, _, rest = content.partition(b"\n")
    files.check_header(path, first, PAPERS_FORMAT)
    if not content.endswith(b"\n"):
        raise StoreError(path, f"ends in the middle of a line; {files.RESTORE}")
    line_of: dict[str, int] = {}
    for number, line in enumerate(rest.splitlines(), start=2):
        found = read_line(path, line, number)
        check_position(path, found.paper.arxiv_id, number, line_of)
        yield found


def read_line(path: Path, line: bytes, number: int) -> Record:
    """
    Return the record in *line*, which is line *number* of the file at *path*. Raises StoreError.
    """
    try:
        return parse_record(line)
    except ValueError as exc:
        raise files.undecodable(path, line, number, str(exc)) from exc


def parse_record(line: bytes) -> Record:
    """
    Return the record in *line*. Raises ValueError.
    """
    try:
        found = _LINE.decode(line)
    except files.UNDECODABLE as exc:
        raise ValueError(str(exc)) from exc
    paper = Paper(
        arxiv_id=ArxivId.parse(f"{found.id}v{found.version}"),
        title=found.title,
        authors=found.authors,
        abstract=found.abstract,
        categories=found.categories,
        published=found.published,
        updated=found.updated,
        comment=found.comment,
        journal_ref=found.journal_ref,
        doi=found.doi,
        withdrawn=found.withdrawn is True,
    )
    return Record(paper, found.announced)


def check_position(path: Path, arxiv_id: ArxivId, number: int, line_of: dict[str, int]) -> None:
    """
    Raise StoreError if the paper in line *number* belongs into another file or has a line already.

    *line_of* has the line of each paper so far, by identifier without version; this one is added.
    """
    base, month = arxiv_id.base, arxiv_id.month
    if month != path.stem:
        raise files.line_error(
            path, number, f"{base} belongs to {month}.jsonl", "move the line there"
        )
    if (first := line_of.setdefault(base, number)) != number:
        fault = f"{base} stands in line {first} already"
        raise files.line_error(path, number, fault, "keep one of the two")


def encode(found: Iterable[Record]) -> bytes:
    """
    Return the bytes of a month file with the records *found*, sorted by identifier.
    """
    ordered = sorted(found, key=lambda record: record.paper.arxiv_id.base)
    lines = [files.Header(PAPERS_FORMAT, files.VERSION), *map(_flat, ordered)]
    return msgspec.json.Encoder().encode_lines(lines)


def _flat(record: Record) -> _Line:
    paper = record.paper
    return _Line(
        id=paper.arxiv_id.base,
        version=paper.arxiv_id.version,
        title=paper.title,
        authors=paper.authors,
        abstract=paper.abstract,
        categories=paper.categories,
        published=paper.published,
        updated=paper.updated,
        comment=paper.comment,
        journal_ref=paper.journal_ref,
        doi=paper.doi,
        withdrawn=paper.withdrawn or UNSET,
        announced=dict(sorted(record.announced.items())),
    )
