"""
The papers on disk: JSON Lines, one file a month of identifiers, written atomically.

Below the store's folder stand ``papers/2512.jsonl``, one paper a line, sorted by identifier, and
``status.json`` with the keywords' freshness; after an import also ``imported.json``, with what
waits for arXiv's answer, and ``harvest.json``, which says where the last harvest of all that
changed at arXiv was left. Each says its format's version at its beginning.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from generator.bookmark import Bookmark
from generator.freshness import Freshness
from generator.imported import Imported, Waiting
from generator.listing import Record, Records
from generator.store import files, shard
from generator.store.files import VERSION

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
    bookmark: Bookmark | None


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
        paths = shard.paths(self.folder / "papers")
        for path in paths:
            shard.check_name(path)
        for path in paths:
            records |= ((record.paper.arxiv_id.base, record) for record in shard.records(path))
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
            files.write(self.folder / "papers" / f"{month}.jsonl", shard.encoded(found))

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

    def bookmark(self) -> Bookmark | None:
        """
        Where a harvest was left before its end.

        Raises StoreError for a file that is broken or of another version.
        """
        found = self._document("harvest.json", _HARVEST, msgspec.json.Decoder(_Harvest))
        return found.bookmark if found else None

    def write_bookmark(self, bookmark: Bookmark | None) -> None:
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
