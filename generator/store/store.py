"""
The store: the papers, the freshness of keywords, and what else a run leaves for the next one.

Papers are in month files, one for each month of identifiers. Each file is written atomically.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.papers.announcement import Record, Records
from generator.papers.freshness import Freshness
from generator.store import files, inventory, month_file
from generator.store.files import VERSION
from generator.store.inventory import Inventory


class HarvestBookmark(Struct, frozen=True, kw_only=True):
    """
    Where a harvest stopped before its end.
    """

    since: date
    """The day whose changes were the first of the harvest."""
    subset: str | None
    """The set of OAI-PMH that was harvested; None for all of arXiv."""
    keywords: tuple[str, ...]
    """The slugs of the keywords for which all changes so far were read."""
    reached: date
    """The day of the last change that was read."""
    token: str
    """OAI-PMH's resumption token for the next page."""
    expires: datetime | None = None
    """When arXiv forgets the token; None if arXiv did not say."""

    def continues(self, since: date, subset: str | None, keywords: frozenset[str]) -> bool:
        """
        Whether the rest of this harvest completes one of *subset* since *since* for *keywords*.
        """
        return self.since <= since and self.subset == subset and keywords.issubset(self.keywords)


class TrackerListing(Struct, frozen=True):
    """
    The *day* on which another tracker listed a paper, and the *version* that it named, if any.
    """

    day: date
    version: int | None = None


class PendingPaper(Struct, frozen=True, rename={"listings": "listed"}):
    """
    A paper of another tracker that waits until arXiv has answered with its other fields.

    *title* is the tracker's; *listings* has the paper's listing for each keyword, by slug.
    """

    title: str
    listings: Mapping[str, TrackerListing]


# Pending papers by identifier without version.
PendingPapers = Mapping[str, PendingPaper]

_STATUS = "daily-papers/status"

_PENDING = "daily-papers/imported"

_HARVEST = "daily-papers/harvest"

_INVENTORY = "daily-papers/inventory"

T = TypeVar("T")


class _Status(Struct, frozen=True, kw_only=True):
    format: str
    version: int
    keywords: dict[str, Freshness]


class _Pending(Struct, frozen=True, kw_only=True):
    format: str
    version: int
    papers: dict[str, PendingPaper]


class _Harvest(Struct, frozen=True, kw_only=True):
    format: str
    version: int
    bookmark: HarvestBookmark | None


class _Inventory(Struct, frozen=True, kw_only=True):
    format: str
    version: int
    papers: dict[str, int]
    lost: dict[str, datetime] = {}


class Store:
    """
    The remembered papers in *folder*; an empty or missing folder is a store without papers.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def records(self) -> dict[str, Record]:
        """
        Return all records by identifier without version.

        Raises StoreError for a file that cannot be read or has another version, and for one that is
        missing or has fewer papers than it had.
        """
        folder = self.folder / "papers"
        records: dict[str, Record] = {}
        counts: dict[str, int] = {}
        before = self.inventory()
        paths = month_file.paths(folder)
        for path in paths:
            month_file.check_name(path)
        for path in paths:
            known = len(records)
            records |= ((record.paper.arxiv_id.base, record) for record in month_file.records(path))
            counts[path.stem] = len(records) - known
        for shortage in before.shortages(folder, counts):
            raise shortage
        return records

    def remember(self, records: Records, changed: Iterable[str]) -> None:
        """
        Write the month files of the *changed* identifiers.

        *records* are all records of the store, because a file has every paper of its month. Raises
        StoreError.
        """
        months = {records[base].paper.arxiv_id.month for base in changed}
        by_month: dict[str, list[Record]] = {month: [] for month in sorted(months)}
        for record in records.values():
            if record.paper.arxiv_id.month in by_month:
                by_month[record.paper.arxiv_id.month].append(record)
        for month, found in by_month.items():
            files.write(self.folder / "papers" / f"{month}.jsonl", month_file.encode(found))
        before, counts = self.inventory(), inventory.counted(records.values())
        self.write_inventory(replace(before, papers={**before.papers, **counts}))

    def inventory(self) -> Inventory:
        """
        Return how many papers each month file has; it is empty if the store has no inventory yet.

        Raises StoreError for a file that cannot be read or has another version.
        """
        found = self._document(inventory.NAME, _INVENTORY, msgspec.json.Decoder(_Inventory))
        return Inventory(found.papers, found.lost) if found else Inventory()

    def write_inventory(self, now: Inventory) -> None:
        """
        Replace the inventory. A store that never had a paper gets none. Raises StoreError.
        """
        if now == Inventory() and files.read(self.folder / inventory.NAME) is None:
            return
        document = _Inventory(
            format=_INVENTORY,
            version=VERSION,
            papers=dict(sorted(now.papers.items())),
            lost=dict(sorted(now.lost.items())),
        )
        self._write_document(inventory.NAME, document)

    def freshness(self) -> dict[str, Freshness]:
        """
        Return the freshness of each keyword that was ever fetched, by slug.

        Raises StoreError for a file that cannot be read or has another version.
        """
        found = self._document("status.json", _STATUS, msgspec.json.Decoder(_Status))
        return found.keywords if found else {}

    def write_freshness(self, freshness: Mapping[str, Freshness]) -> None:
        """
        Replace the freshness of all keywords. Raises StoreError.
        """
        status = _Status(format=_STATUS, version=VERSION, keywords=dict(sorted(freshness.items())))
        self._write_document("status.json", status)

    def pending(self) -> dict[str, PendingPaper]:
        """
        Return the imported papers that wait for arXiv's answer, by identifier without version.

        Raises StoreError for a file that cannot be read or has another version.
        """
        found = self._document("imported.json", _PENDING, msgspec.json.Decoder(_Pending))
        return found.papers if found else {}

    def write_pending(self, pending: PendingPapers) -> None:
        """
        Replace all pending papers. Raises StoreError.
        """
        papers = dict(sorted(pending.items()))
        document = _Pending(format=_PENDING, version=VERSION, papers=papers)
        self._write_document("imported.json", document)

    def bookmark(self) -> HarvestBookmark | None:
        """
        Return where the last harvest stopped; None if it came to its end.

        Raises StoreError for a file that cannot be read or has another version.
        """
        found = self._document("harvest.json", _HARVEST, msgspec.json.Decoder(_Harvest))
        return found.bookmark if found else None

    def write_bookmark(self, bookmark: HarvestBookmark | None) -> None:
        """
        Replace the bookmark; None if the harvest came to its end. Raises StoreError.
        """
        harvest = _Harvest(format=_HARVEST, version=VERSION, bookmark=bookmark)
        self._write_document("harvest.json", harvest)

    def _document(self, name: str, kind: str, decoder: msgspec.json.Decoder[T]) -> T | None:
        path = self.folder / name
        content = files.read(path)
        if content is None:
            return None
        files.check_header(path, content, kind)
        return files.decode(path, decoder, content, 1)

    def _write_document(self, name: str, document: Struct) -> None:
        content = msgspec.json.format(msgspec.json.encode(document), indent=2)
        files.write(self.folder / name, content + b"\n")
