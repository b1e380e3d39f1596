"""
Writes all month files in the canonical form, and removes what belongs to no keyword on demand.
"""

from collections.abc import Container, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.papers.announcement import ALL, Record
from generator.store import files, inventory, month_file
from generator.store.store import Store

T = TypeVar("T")


class CompactReport(Struct, frozen=True):
    """
    What compact() did and found.
    """

    files: int
    """How many files were written or removed."""
    papers: int
    """How many papers no followed keyword has announced; with *forget*, they were removed."""


def compact(store: Store, followed: Iterable[str], *, forget: bool) -> CompactReport:
    """
    Write each file of *store* in the canonical form, if it is not.

    *followed* are the slugs of all keywords. With *forget*, remove the papers, announcements and
    freshness of other keywords. Raises StoreError.
    """
    slugs = frozenset(followed)
    records, freshness, pending = store.records(), store.freshness(), store.pending()
    unfollowed = [base for base, one in records.items() if slugs.isdisjoint(one.announced)]
    if forget:
        records = {
            base: _only(one, slugs | {ALL})
            for base, one in records.items()
            if not slugs.isdisjoint(one.announced)
        }
        freshness = _among(freshness, slugs)
        pending = {
            base: replace(one, listings=_among(one.listings, slugs))
            for base, one in pending.items()
            if not slugs.isdisjoint(one.listings)
        }
    before, counts = store.inventory(), inventory.counted(records.values())
    # The inventory never has more papers than the files, also if the program is killed here.
    store.write_inventory(before.lowered_to(counts))
    written = _write(store, records)
    store.write_inventory(replace(before, papers=counts))
    if freshness != store.freshness():
        store.write_freshness(freshness)
    if pending != store.pending():
        store.write_pending(pending)
    return CompactReport(written, len(unfollowed))


def _only(record: Record, slugs: Container[str]) -> Record:
    return replace(record, announced=_among(record.announced, slugs))


def _among(found: Mapping[str, T], slugs: Container[str]) -> dict[str, T]:
    return {slug: one for slug, one in found.items() if slug in slugs}


def _write(store: Store, records: Mapping[str, Record]) -> int:
    paths = month_file.paths(store.folder / "papers")
    months: dict[str, list[Record]] = {path.stem: [] for path in paths}
    for record in records.values():
        months[record.paper.arxiv_id.month].append(record)
    written = 0
    for path in paths:
        found = months[path.stem]
        content = month_file.encode(found)
        if not found:
            files.remove(path)
        elif files.read(path) != content:
            files.write(path, content)
        else:
            continue
        written += 1
    return written
