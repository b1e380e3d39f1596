"""
Repairs a store as far as that is safe.

Nothing is thrown away: lines that cannot be read or have to give way are set aside, in a file
beside their own whose name ends in ``.broken``. A repair that was stopped can be repeated.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import StoreError
from generator.papers.announcement import Record
from generator.store import files, inventory, month_file
from generator.store.check import (
    LenientRead,
    ReadLine,
    counts_with_unreadable,
    read_leniently,
)
from generator.store.inventory import Inventory
from generator.store.store import Store


class RepairedFile(Struct, frozen=True):
    """
    A file that had *faults*; so many *lines* of it were set aside in the file *aside*.
    """

    faults: tuple[StoreError, ...]
    lines: int
    aside: Path


class RepairReport(Struct, frozen=True):
    """
    What repair() did and found.
    """

    files: tuple[RepairedFile, ...]
    """The files that had faults."""
    shortages: tuple[StoreError, ...]
    """
    The month files that are missing or lack papers. They stay as they are, or their papers are
    given up.
    """


def repair(store: Store, *, accept_loss: bool = False) -> RepairReport:
    """
    Repair the files of *store*.

    Several lines about one paper become one: the newest version, announced on the earliest day
    under each keyword. With *accept_loss*, the papers are given up that month files have lost.
    Raises StoreError, before anything is written, for a file of another format or of a newer
    version.
    """
    folder = store.folder / "papers"
    read = [read_leniently(path) for path in month_file.paths(folder)]
    documents = _document_faults(store)
    broken = [one for one in read if one.faults]
    records = _merged(line for one in read for line in one.lines)
    before = _inventory(store)
    shortages = tuple(before.shortages(folder, counts_with_unreadable(read)))
    aside = {one.path: _lost_lines(one, records) for one in broken}
    aside |= {path: (files.read(path) or b"").splitlines() for path in documents}
    for path, lines in aside.items():
        _set_aside(path, lines)
    for path in (path for path in documents if path.name != inventory.NAME):
        files.remove(path)
    counts = inventory.counted(records.values())
    if not accept_loss:
        counts |= {one.path.stem: before.papers[one.path.stem] for one in shortages}
    now = _given_up(store, before, counts)
    store.write_inventory(now.lowered_to(counts))
    _write(folder, records, broken)
    for path in (one.path for one in broken if one.misnamed):
        files.remove(path)
    store.write_inventory(replace(now, papers=counts))
    faults: dict[Path, tuple[StoreError, ...]] = {path: (one,) for path, one in documents.items()}
    faults |= {one.path: one.faults for one in broken}
    mended = (RepairedFile(faults[path], len(aside[path]), _aside(path)) for path in faults)
    return RepairReport(tuple(mended), shortages)


def _inventory(store: Store) -> Inventory:
    try:
        return store.inventory()
    except StoreError:
        return inventory.salvaged(files.read(store.folder / inventory.NAME) or b"")


def _given_up(store: Store, before: Inventory, counts: Mapping[str, int]) -> Inventory:
    """
    Return the inventory *before*, with the months whose papers become fewer as lost months.

    The next fetch of each keyword reads back to the first of these months, because arXiv has the
    papers still.
    """
    months = [month for month, had in before.papers.items() if counts.get(month, 0) < had]
    freshness = store.freshness()
    newest = max((one.newest for one in freshness.values() if one.newest), default=None)
    if not months or newest is None:
        return before
    first = min(map(inventory.beginning, months))
    store.write_freshness({slug: one.reading_back(first) for slug, one in freshness.items()})
    return replace(before, lost={**before.lost, **dict.fromkeys(months, newest)})


def _document_faults(store: Store) -> dict[Path, StoreError]:
    faults: dict[Path, StoreError] = {}
    documents: dict[str, Callable[[], object]] = {
        "status": store.freshness,
        "imported": store.pending,
        "harvest": store.bookmark,
        "inventory": store.inventory,
    }
    for name, read in documents.items():
        path = store.folder / f"{name}.json"
        if header := files.parse_header(files.read(path) or b""):
            files.check_format(path, header, f"daily-papers/{name}")
        try:
            read()
        except StoreError as exc:
            faults[path] = exc
    return faults


def _merged(lines: Iterable[ReadLine]) -> dict[str, Record]:
    """
    Return one record for each paper in *lines*, by identifier without version.
    """
    found: dict[str, list[Record]] = {}
    for line in lines:
        found.setdefault(line.record.paper.arxiv_id.base, []).append(line.record)
    return {base: reduce(_joined, records) for base, records in found.items()}


def _joined(one: Record, other: Record) -> Record:
    newest = max(one, other, key=lambda found: (found.paper.arxiv_id.version, found.paper.updated))
    announced = dict(one.announced)
    for slug, announcement in other.announced.items():
        known = announced.get(slug, announcement)
        announced[slug] = min(known, announcement, key=lambda found: found.day)
    return replace(newest, announced=announced)


def _lost_lines(broken: LenientRead, records: Mapping[str, Record]) -> list[bytes]:
    """
    Return the lines of a *broken* file that the repaired store does not have, as they were.
    """
    if broken.misnamed:
        return broken.content.splitlines()
    changed = (
        one.line for one in broken.lines if one.record != records[one.record.paper.arxiv_id.base]
    )
    return [*broken.unreadable, *changed]


def _set_aside(path: Path, lines: Iterable[bytes]) -> None:
    aside = _aside(path)
    before = files.read(aside) or b""
    # A repair that was stopped may have set aside some of the lines.
    known = frozenset(before.splitlines())
    new = b"".join(line + b"\n" for line in lines if line not in known)
    if new:
        files.write(aside, before + new)


def _write(folder: Path, records: Mapping[str, Record], broken: Iterable[LenientRead]) -> None:
    months: dict[str, list[Record]] = {}
    leaving: dict[str, list[Record]] = {}
    for one in broken:
        if not one.misnamed:
            months[one.month] = []
        for line in one.lines:
            month = line.record.paper.arxiv_id.month
            months[month] = []
            if month != one.month:
                leaving.setdefault(one.month, []).append(line.record)
    for record in records.values():
        if (month := record.paper.arxiv_id.month) in months:
            months[month].append(record)
    # Each file is written twice, so that a paper is in its new file before it leaves the old one,
    # also if the repair is stopped in between.
    for also in (leaving, {}):
        for month, found in sorted(months.items()):
            content = month_file.encode([*found, *also.get(month, ())])
            files.write(folder / f"{month}.jsonl", content)


def _aside(path: Path) -> Path:
    return path.with_name(f"{path.name}.broken")
