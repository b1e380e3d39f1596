"""
A store mended as far as that is safe: nothing that was written is thrown away.

What cannot be read, or has to give way, is set aside in a file beside its own whose name ends in
``.broken``. Whenever mending is stopped, it can be begun anew.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import StoreError
from generator.papers.listing import Record
from generator.store import files, month_file
from generator.store.check import LenientRead, ReadLine, read_leniently
from generator.store.store import Store

_DOCUMENTS = ("status", "imported", "harvest")


class Repaired(Struct, frozen=True):
    """
    The *faults* that a file had; *lines* of it, so many, were set *aside*.
    """

    faults: tuple[StoreError, ...]
    lines: int
    aside: Path


def repair(store: Store) -> tuple[Repaired, ...]:
    """
    Mend the files of *store*, and tell of each that had faults.

    A paper that stands in two places becomes one: in its newest version, announced on the
    earliest day under each keyword. Raises StoreError, before anything is touched, for a file of
    another kind or of a newer version.
    """
    folder = store.folder / "papers"
    readings = [read_leniently(path) for path in month_file.paths(folder)]
    documents = {path: fault for name in _DOCUMENTS for path, fault in _document(store, name)}
    harmed = [one for one in readings if one.faults]
    records = _together(line for one in readings for line in one.lines)
    aside = {one.path: _leaving(one, records) for one in harmed}
    aside |= {path: (files.read(path) or b"").splitlines() for path in documents}
    for path, lines in aside.items():
        _set_aside(path, lines)
    _write(folder, records, harmed)
    for path in (*(one.path for one in harmed if one.stranger), *documents):
        files.remove(path)
    faults: dict[Path, tuple[StoreError, ...]] = {path: (one,) for path, one in documents.items()}
    faults |= {one.path: one.faults for one in harmed}
    return tuple(Repaired(faults[path], len(aside[path]), _aside(path)) for path in faults)


def _document(store: Store, name: str) -> Iterable[tuple[Path, StoreError]]:
    path = store.folder / f"{name}.json"
    if header := files.header(files.read(path) or b""):
        files.check(path, header, f"daily-papers/{name}")
    try:
        {"status": store.freshness, "imported": store.imported, "harvest": store.bookmark}[name]()
    except StoreError as exc:
        yield path, exc


def _together(lines: Iterable[ReadLine]) -> dict[str, Record]:
    """
    The records of *lines*, each paper once.
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


def _leaving(harmed: LenientRead, records: Mapping[str, Record]) -> list[bytes]:
    """
    What of a *harmed* file will stand in the store no more as it was written.
    """
    if harmed.stranger:
        return harmed.content.splitlines()
    changed = (
        one.line for one in harmed.lines if one.record != records[one.record.paper.arxiv_id.base]
    )
    return [*harmed.lost, *changed]


def _set_aside(path: Path, lines: Iterable[bytes]) -> None:
    aside = _aside(path)
    before = files.read(aside) or b""
    # What a run that was killed has set aside already.
    known = frozenset(before.splitlines())
    new = b"".join(line + b"\n" for line in lines if line not in known)
    if new:
        files.write(aside, before + new)


def _write(folder: Path, records: Mapping[str, Record], harmed: Iterable[LenientRead]) -> None:
    shards: dict[str, list[Record]] = {}
    leaving: dict[str, list[Record]] = {}
    for one in harmed:
        if not one.stranger:
            shards[one.month] = []
        for line in one.lines:
            month = line.record.paper.arxiv_id.month
            shards[month] = []
            if month != one.month:
                leaving.setdefault(one.month, []).append(line.record)
    for record in records.values():
        if (month := record.paper.arxiv_id.month) in shards:
            shards[month].append(record)
    # Twice: a paper is in its new file before it leaves the old one.
    for also in (leaving, {}):
        for month, found in sorted(shards.items()):
            content = month_file.encoded([*found, *also.get(month, ())])
            files.write(folder / f"{month}.jsonl", content)


def _aside(path: Path) -> Path:
    return path.with_name(f"{path.name}.broken")
