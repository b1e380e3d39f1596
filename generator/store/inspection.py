"""
All that is wrong with a store, not only the first of it.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.errors import StoreError
from generator.store import shard
from generator.store.lenient import reading
from generator.store.remembered import Store


class Inspection(Struct, frozen=True):
    """
    So many *papers* in so many *files*; the *faults* for which a store is refused, by file and
    line; and files that say what they should, *untidy*: not as this program writes it.
    """

    files: int
    papers: int
    faults: tuple[StoreError, ...]
    untidy: tuple[Path, ...]


def inspection(store: Store) -> Inspection:
    """
    What is to be said of *store*. Raises StoreError where its folder cannot be read.
    """
    faults = list(_documents(store))
    untidy, papers = [], 0
    paths = shard.paths(store.folder / "papers")
    for path in paths:
        try:
            found = reading(path)
        except StoreError as exc:
            faults.append(exc)
            continue
        papers += len(found.lines)
        faults += found.faults
        if not found.faults and not found.is_canonical:
            untidy.append(path)
    return Inspection(len(paths), papers, tuple(faults), tuple(untidy))


def _documents(store: Store) -> Iterator[StoreError]:
    for document in (store.freshness, store.imported, store.bookmark):
        try:
            document()
        except StoreError as exc:
            yield exc
