"""
The papers of one month: a header, then a paper a line.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from generator.errors import StoreError
from generator.papers.listing import Announcement, Record
from generator.papers.paper import ArxivId, Paper
from generator.store import files

# What a file of papers says it is.
PAPERS = "daily-papers/papers"

# Without a zone no date can be compared with another.
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
    # Other programs may leave these out.
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None
    announced: dict[str, Announcement] = {}


# Another one may be what a sync made of two: papers would be read from both.
_MONTH = re.compile(r"[0-9]{4}\.jsonl")

_LINE = msgspec.json.Decoder(_Line)


def paths(folder: Path) -> list[Path]:
    """
    All files of papers in *folder*, whatever they are called; none where there is no folder.

    Raises StoreError where it cannot be read.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.match("[!.]*.jsonl"))
    except FileNotFoundError:
        return []
    except OSError as exc:
        # Not like an empty store: a page would lose its papers.
        raise StoreError(folder, f"cannot be read: {exc.strerror}") from exc


def check_name(path: Path) -> None:
    """
    Refuse a file of papers that is not called like a month of identifiers.
    """
    if not _MONTH.fullmatch(path.name):
        reason = "is no month of papers, such as 2512.jsonl; move it out of this folder"
        raise StoreError(path, reason)


def records(path: Path) -> Iterator[Record]:
    """
    The records in the file at *path*, whose name is their month.

    Raises StoreError where a line is broken, stands in two places, or in the wrong file.
    """
    content = files.read(path) or b""
    first, _, rest = content.partition(b"\n")
    files.check_header(path, first, PAPERS)
    if not content.endswith(b"\n"):
        raise StoreError(path, f"ends in the middle of a line; {files.HISTORY}")
    places: dict[str, int] = {}
    for number, line in enumerate(rest.splitlines(), start=2):
        found = record(path, line, number)
        check_place(path, found.paper.arxiv_id, number, places)
        yield found


def record(path: Path, line: bytes, number: int) -> Record:
    """
    The record in a *line* of the file at *path*. Raises StoreError where it cannot be read.
    """
    try:
        return record_of(line)
    except ValueError as exc:
        raise files.fault(path, line, number, str(exc)) from exc


def record_of(line: bytes) -> Record:
    """
    The record that a *line* says. Raises ValueError.
    """
    try:
        found = _LINE.decode(line)
    except msgspec.DecodeError as exc:
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
    )
    return Record(paper, found.announced)


def check_place(path: Path, arxiv_id: ArxivId, number: int, places: dict[str, int]) -> None:
    """
    Refuse a paper in the wrong file, or in two *places*: its line there by identifier.
    """
    base, month = arxiv_id.base, arxiv_id.month
    if month != path.stem:
        raise files.broken(path, number, f"{base} belongs to {month}.jsonl", "move the line there")
    if (first := places.setdefault(base, number)) != number:
        fault = f"{base} stands in line {first} already"
        raise files.broken(path, number, fault, "keep one of the two")


def encoded(shard: Iterable[Record]) -> bytes:
    """
    The bytes of a file with these records: in the order of identifiers, always the same.
    """
    ordered = sorted(shard, key=lambda record: record.paper.arxiv_id.base)
    lines = [files.Header(PAPERS, files.VERSION), *map(_flat, ordered)]
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
        announced=dict(sorted(record.announced.items())),
    )
