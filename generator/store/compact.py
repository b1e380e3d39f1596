"""
A store written anew, without what its keeper wants to forget.
"""

from collections.abc import Container, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.papers.listing import ALL, Record
from generator.store import files, month_file
from generator.store.store import Store

T = TypeVar("T")


class Compacted(Struct, frozen=True):
    """
    So many *files* were written anew; so many *papers* are under no keyword that is followed.
    """

    files: int
    papers: int


def compact(store: Store, followed: Iterable[str], *, forget: bool) -> Compacted:
    """
    Write every file of *store* as this program does.

    *forget* what is not about one of the keywords *followed*, by slug: papers, announcements,
    freshness. Raises StoreError.
    """
    slugs = frozenset(followed)
    records, freshness, waiting = store.records(), store.freshness(), store.imported()
    unlisted = [base for base, one in records.items() if slugs.isdisjoint(one.announced)]
    if forget:
        records = {
            base: _only(one, slugs | {ALL})
            for base, one in records.items()
            if not slugs.isdisjoint(one.announced)
        }
        freshness = _among(freshness, slugs)
        waiting = {
            base: replace(one, listed=_among(one.listed, slugs))
            for base, one in waiting.items()
            if not slugs.isdisjoint(one.listed)
        }
    written = _write(store, records)
    if freshness != store.freshness():
        store.write_freshness(freshness)
    if waiting != store.imported():
        store.write_imported(waiting)
    return Compacted(written, len(unlisted))


def _only(record: Record, slugs: Container[str]) -> Record:
    return replace(record, announced=_among(record.announced, slugs))


def _among(found: Mapping[str, T], slugs: Container[str]) -> dict[str, T]:
    return {slug: one for slug, one in found.items() if slug in slugs}


def _write(store: Store, records: Mapping[str, Record]) -> int:
    paths = month_file.paths(store.folder / "papers")
    shards: dict[str, list[Record]] = {path.stem: [] for path in paths}
    for record in records.values():
        shards[record.paper.arxiv_id.month].append(record)
    written = 0
    for path in paths:
        found = shards[path.stem]
        content = month_file.encoded(found)
        if not found:
            files.remove(path)
        elif files.read(path) != content:
            files.write(path, content)
        else:
            continue
        written += 1
    return written
