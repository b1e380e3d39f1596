"""
All that is wrong with a store, and what can still be read of it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.errors import StoreError
from generator.papers.listing import Record
from generator.store import files, month_file
from generator.store.store import Store


class ReadLine(Struct, frozen=True):
    """
    A readable *line* of a file, and its *record*.
    """

    line: bytes
    record: Record


class LenientRead(Struct, frozen=True):
    """
    What the file at *path* holds: *lines* of its *content* that can be read, and *lost* ones.

    *faults* are all that a store refuses in it, in the order of its lines. *stranger* says that
    it is not called like a month.
    """

    path: Path
    content: bytes
    lines: tuple[ReadLine, ...]
    lost: tuple[bytes, ...]
    faults: tuple[StoreError, ...]
    stranger: bool

    @property
    def month(self) -> str:
        """
        The month of identifiers that the file is called after.
        """
        return self.path.stem

    @property
    def is_canonical(self) -> bool:
        """
        Whether the file has the very bytes that a store would write.
        """
        return self.content == month_file.encoded(one.record for one in self.lines)


def read_leniently(path: Path) -> LenientRead:
    """
    Read the file at *path*, whatever is wrong with it.

    Raises StoreError for a file of another kind or of a newer version: nobody here knows what is
    right in it.
    """
    content = files.read(path) or b""
    text = content.removeprefix(files.MARK)
    first, _, rest = text.partition(b"\n")
    found = _LenientReader(path, content)
    if text != content:
        found.fault(1, "a byte order mark", "save the file as UTF-8 without one")
    if header := files.header(first):
        files.check(path, header, month_file.PAPERS)
        text = rest
    else:
        found.fault(1, "no header", 'write {"format":"daily-papers/papers","version":1}')
    number = 1
    for number, line in enumerate(text.splitlines(), start=2 if header else 1):
        found.take(number, line)
    if content and not content.endswith(b"\n"):
        found.fault(number, "ends in the middle of a line", files.HISTORY)
    return found.whole()


class _LenientReader:
    def __init__(self, path: Path, content: bytes) -> None:
        self._path, self._content = path, content
        self._lines: list[ReadLine] = []
        self._lost: list[bytes] = []
        self._faults: list[StoreError] = []
        self._places: dict[str, int] = {}
        self._stranger = self._refused(month_file.check_name, path)

    def fault(self, number: int, fault: str, remedy: str) -> None:
        self._faults.append(files.broken(self._path, number, fault, remedy))

    def take(self, number: int, line: bytes) -> None:
        try:
            record = month_file.record(self._path, line, number)
        except StoreError as exc:
            self._faults.append(exc)
            self._lost.append(line)
            return
        self._lines.append(ReadLine(line, record))
        if not self._stranger:
            base = record.paper.arxiv_id
            self._refused(month_file.check_place, self._path, base, number, self._places)

    def whole(self) -> LenientRead:
        return LenientRead(
            self._path,
            self._content,
            tuple(self._lines),
            tuple(self._lost),
            tuple(self._faults),
            stranger=self._stranger,
        )

    def _refused(self, check: Callable[..., None], *words: object) -> bool:
        try:
            check(*words)
        except StoreError as exc:
            self._faults.append(exc)
            return True
        return False


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
    paths = month_file.paths(store.folder / "papers")
    for path in paths:
        try:
            found = read_leniently(path)
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
