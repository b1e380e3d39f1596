"""
The papers on disk: JSON Lines, one file a month of identifiers, written atomically.

Below the store's folder stand ``papers/2512.jsonl``, one paper a line, sorted by identifier, and
``status.json`` with the keywords' freshness; after an import also ``imported.json``, with what
waits for arXiv's answer. Each says its format's version at its beginning.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, TypeVar

import msgspec
from msgspec import Meta, Struct

from generator import atomic
from generator.errors import StoreError
from generator.freshness import Freshness
from generator.imported import Imported, Waiting
from generator.listing import Announcement, Record, Records
from generator.paper import ArxivId, Paper

VERSION = 1

_PAPERS = "daily-papers/papers"
_STATUS = "daily-papers/status"
_IMPORTED = "daily-papers/imported"

T = TypeVar("T")

# Without a zone no date can be compared with another.
_Instant = Annotated[datetime, Meta(tz=True)]


class _Header(Struct, frozen=True):
    format: str
    version: int


class _Line(Struct, frozen=True, kw_only=True):
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
    comment: str | None
    journal_ref: str | None
    doi: str | None
    announced: dict[str, Announcement]


class _Status(Struct, frozen=True, kw_only=True):
    format: str
    version: int
    keywords: dict[str, Freshness]


class _Imported(Struct, frozen=True, kw_only=True):
    format: str
    version: int
    papers: dict[str, Imported]


class Store:
    """
    The remembered papers in *folder*; an empty or missing folder is a store without papers.
    """

    _line: ClassVar[msgspec.json.Decoder[_Line]] = msgspec.json.Decoder(_Line)
    _header: ClassVar[msgspec.json.Decoder[_Header]] = msgspec.json.Decoder(_Header)

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def records(self) -> dict[str, Record]:
        """
        All records by identifier without version.

        Raises StoreError for a file that is broken or of another version.
        """
        records: dict[str, Record] = {}
        for path in _shards(self.folder / "papers"):
            records |= ((record.paper.arxiv_id.base, record) for record in self._shard(path))
        return records

    def remember(self, records: Records, changed: Iterable[str]) -> None:
        """
        Write the files that hold the *changed* identifiers of *records*.

        *records* are all that is known: a file holds every paper of its month. Raises StoreError.
        """
        months = {records[base].paper.arxiv_id.month for base in changed}
        shards: dict[str, list[Record]] = {month: [] for month in sorted(months)}
        for record in records.values():
            if record.paper.arxiv_id.month in shards:
                shards[record.paper.arxiv_id.month].append(record)
        for month, shard in shards.items():
            self._write(self.folder / "papers" / f"{month}.jsonl", _encoded(shard))

    def freshness(self) -> dict[str, Freshness]:
        """
        The freshness of each keyword ever asked about, by slug.

        Raises StoreError for a file that is broken or of another version.
        """
        found = self._document("status.json", _STATUS, msgspec.json.Decoder(_Status))
        return found.keywords if found else {}

    def write_freshness(self, freshness: Mapping[str, Freshness]) -> None:
        """
        Replace what is known of the keywords' freshness. Raises StoreError.
        """
        status = _Status(format=_STATUS, version=VERSION, keywords=dict(sorted(freshness.items())))
        self._write_document("status.json", status)

    def imported(self) -> dict[str, Imported]:
        """
        The imported papers that wait for arXiv's answer, by identifier without version.

        Raises StoreError for a file that is broken or of another version.
        """
        found = self._document("imported.json", _IMPORTED, msgspec.json.Decoder(_Imported))
        return found.papers if found else {}

    def write_imported(self, waiting: Waiting) -> None:
        """
        Replace what waits. Raises StoreError.
        """
        papers = dict(sorted(waiting.items()))
        imported = _Imported(format=_IMPORTED, version=VERSION, papers=papers)
        self._write_document("imported.json", imported)

    def _document(self, name: str, kind: str, decoder: msgspec.json.Decoder[T]) -> T | None:
        path = self.folder / name
        content = _read(path)
        if content is None:
            return None
        self._check_version(path, content, kind)
        return _decoded(path, decoder, content)

    def _write_document(self, name: str, document: Struct) -> None:
        content = msgspec.json.format(msgspec.json.encode(document), indent=2)
        self._write(self.folder / name, content + b"\n")

    def _shard(self, path: Path) -> Iterator[Record]:
        content = _read(path) or b""
        first, _, rest = content.partition(b"\n")
        self._check_version(path, first, _PAPERS)
        if not content.endswith(b"\n"):
            raise StoreError(path, "ends in the middle of a line; restore it from its history")
        for number, line in enumerate(rest.splitlines(), start=2):
            yield _record(path, _decoded(path, self._line, line, number))

    def _check_version(self, path: Path, content: bytes, kind: str) -> None:
        header = _decoded(path, self._header, content, 1)
        if header.format != kind:
            raise StoreError(path, f"is no {kind} but {header.format!r}")
        if header.version != VERSION:
            raise StoreError(
                path,
                f"has format version {header.version}, this program reads {VERSION}; "
                "use the newest Daily Papers",
            )

    def _write(self, path: Path, content: bytes) -> None:
        try:
            atomic.write(path, content, durable=True)
        except OSError as exc:
            raise StoreError(path, f"cannot be written: {exc.strerror}") from exc


def _shards(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.match("[!.]*.jsonl"))
    except FileNotFoundError:
        return []
    except OSError as exc:
        # Not like an empty store: a page would lose its papers.
        raise StoreError(folder, f"cannot be read: {exc.strerror}") from exc


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise StoreError(path, f"cannot be read: {exc.strerror}") from exc


def _decoded(
    path: Path, decoder: msgspec.json.Decoder[T], content: bytes, line: int | None = None
) -> T:
    try:
        return decoder.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as exc:
        where = f"line {line}: " if line else ""
        raise StoreError(path, f"{where}{exc}; restore it from its history") from exc


def _encoded(shard: Iterable[Record]) -> bytes:
    ordered = sorted(shard, key=lambda record: record.paper.arxiv_id.base)
    lines = [_Header(_PAPERS, VERSION), *map(_flat, ordered)]
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


def _record(path: Path, line: _Line) -> Record:
    try:
        arxiv_id = ArxivId.parse(f"{line.id}v{line.version}")
    except ValueError as exc:
        raise StoreError(path, f"{exc}; restore it from its history") from exc
    paper = Paper(
        arxiv_id=arxiv_id,
        title=line.title,
        authors=line.authors,
        abstract=line.abstract,
        categories=line.categories,
        published=line.published,
        updated=line.updated,
        comment=line.comment,
        journal_ref=line.journal_ref,
        doi=line.doi,
    )
    return Record(paper, line.announced)
