"""
Repairs a store as far as that is safe.

Nothing is thrown away: lines that cannot be read or have to give way are set aside, in a file
beside their own whose name ends in ``.broken``. A repair that was stopped can be repeated.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import StoreError
from generator.papers.announcement import Record
from generator.store import files, month_file
from generator.store.check import LenientRead, ReadLine, read_leniently
from generator.store.store import Store


class RepairedFile(Struct, frozen=True):
    """
    A file that had *faults*; so many *lines* of it were set aside in the file *aside*.
    """

    faults: tuple[StoreError, ...]
    lines: int
    aside: Path


def repair(store: Store) -> tuple[RepairedFile, ...]:
    """
    Repair the files of *store*, and return those that had faults.

    Several lines about one paper become one: the newest version, announced on the earliest day
    under each keyword. Raises StoreError, before anything is written, for a file of another format
    or of a newer version.
    """
    folder = store.folder / "papers"
    read = [read_leniently(path) for path in month_file.paths(folder)]
    documents = _document_faults(store)
    broken = [one for one in read if one.faults]
    records = _merged(line for one in read for line in one.lines)
    aside = {one.path: _lost_lines(one, records) for one in broken}
    aside |= {path: (files.read(path) or b"").splitlines() for path in documents}
    for path, lines in aside.items():
        _set_aside(path, lines)
    _write(folder, records, broken)
    for path in (*(one.path for one in broken if one.misnamed), *documents):
        files.remove(path)
    faults: dict[Path, tuple[StoreError, ...]] = {path: (one,) for path, one in documents.items()}
    faults |= {one.path: one.faults for one in broken}
    return tuple(RepairedFile(faults[path], len(aside[path]), _aside(path)) for path in faults)


def _document_faults(store: Store) -> dict[Path, StoreError]:
    faults: dict[Path, StoreError] = {}
    documents = {"status": store.freshness, "imported": store.pending, "harvest": store.bookmark}
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
