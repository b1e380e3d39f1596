"""
The store: what is remembered on disk.

Papers are kept as JSON Lines, one file for each month of identifiers, written atomically.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from generator.papers.freshness import Freshness
from generator.papers.listing import Record, Records
from generator.store import files, month_file
from generator.store.files import VERSION


class HarvestBookmark(Struct, frozen=True, kw_only=True):
    """
    A harvest that began with the changes of the day *since*, in a *subset* of arXiv or in all.

    *keywords* are the slugs for which all of it was read. It came to the day *reached*; until it
    *expires*, *token* asks for what comes next.
    """

    since: date
    subset: str | None
    keywords: tuple[str, ...]
    reached: date
    token: str
    expires: datetime | None = None

    def continues(self, since: date, subset: str | None, keywords: frozenset[str]) -> bool:
        """
        Whether what is left of this harvest is all that is left of one like that.
        """
        return self.since <= since and self.subset == subset and keywords.issubset(self.keywords)


class Listed(Struct, frozen=True):
    """
    The day another tracker listed a paper on, and the version it named, if any.
    """

    day: date
    version: int | None = None


class Imported(Struct, frozen=True):
    """
    A paper's *title* over there, and its listing for each keyword, by slug.
    """

    title: str
    listed: Mapping[str, Listed]


# What waits for arXiv's answer, by identifier without version.
Waiting = Mapping[str, Imported]


_STATUS = "daily-papers/status"

_IMPORTED = "daily-papers/imported"

_HARVEST = "daily-papers/harvest"

T = TypeVar("T")


class _Status(Struct, frozen=True, kw_only=True):
    format: str
    version: int
    keywords: dict[str, Freshness]


class _Imported(Struct, frozen=True, kw_only=True):
    format: str
    version: int
    papers: dict[str, Imported]


class _Harvest(Struct, frozen=True, kw_only=True):
    format: str
    version: int
    bookmark: HarvestBookmark | None


class Store:
    """
    The remembered papers in *folder*; an empty or missing folder is a store without papers.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def records(self) -> dict[str, Record]:
        """
        All records by identifier without version.

        Raises StoreError for a file that is broken or of another version.
        """
        records: dict[str, Record] = {}
        paths = month_file.paths(self.folder / "papers")
        for path in paths:
            month_file.check_name(path)
        for path in paths:
            records |= ((record.paper.arxiv_id.base, record) for record in month_file.records(path))
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
        for month, found in shards.items():
            files.write(self.folder / "papers" / f"{month}.jsonl", month_file.encoded(found))

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

    def bookmark(self) -> HarvestBookmark | None:
        """
        Where a harvest was left before its end.

        Raises StoreError for a file that is broken or of another version.
        """
        found = self._document("harvest.json", _HARVEST, msgspec.json.Decoder(_Harvest))
        return found.bookmark if found else None

    def write_bookmark(self, bookmark: HarvestBookmark | None) -> None:
        """
        Remember where a harvest is, or that it came to its end. Raises StoreError.
        """
        harvest = _Harvest(format=_HARVEST, version=VERSION, bookmark=bookmark)
        self._write_document("harvest.json", harvest)

    def _document(self, name: str, kind: str, decoder: msgspec.json.Decoder[T]) -> T | None:
        path = self.folder / name
        content = files.read(path)
        if content is None:
            return None
        files.check_header(path, content, kind)
        return files.decoded(path, decoder, content, 1)

    def _write_document(self, name: str, document: Struct) -> None:
        content = msgspec.json.format(msgspec.json.encode(document), indent=2)
        files.write(self.folder / name, content + b"\n")
