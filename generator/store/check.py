"""
Checks a store: names all that is wrong with it, and reads the lines that are right.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.errors import StoreError
from generator.papers.announcement import Record
from generator.store import files, month_file
from generator.store.store import Store


class CheckReport(Struct, frozen=True):
    """
    What check() found.
    """

    files: int
    """How many month files the store has."""
    papers: int
    """How many papers could be read."""
    faults: tuple[StoreError, ...]
    """Everything for which the store is refused, by file and line."""
    not_canonical: tuple[Path, ...]
    """Files without fault that this program would write in another way."""


class ReadLine(Struct, frozen=True):
    """
    A *line* of a month file and the *record* in it.
    """

    line: bytes
    record: Record


class LenientRead(Struct, frozen=True):
    """
    All that can be read of a month file, whatever is wrong with the rest.
    """

    path: Path
    content: bytes
    """All bytes of the file."""
    lines: tuple[ReadLine, ...]
    """The lines that can be read."""
    unreadable: tuple[bytes, ...]
    """The lines that cannot be read."""
    faults: tuple[StoreError, ...]
    """Everything for which a store is refused, in the order of lines."""
    misnamed: bool
    """Whether the file has no name of a month."""

    @property
    def month(self) -> str:
        """
        The month in the name of the file.
        """
        return self.path.stem

    @property
    def is_canonical(self) -> bool:
        """
        Whether this program would write the same bytes.
        """
        return self.content == month_file.encode(one.record for one in self.lines)


def check(store: Store) -> CheckReport:
    """
    Read every file of *store*, and name every fault.

    Raises StoreError if the folder of the month files cannot be read.
    """
    faults = list(_document_faults(store))
    paths = month_file.paths(store.folder / "papers")
    read, unread = list[LenientRead](), set[str]()
    for path in paths:
        try:
            found = read_leniently(path)
        except StoreError as exc:
            faults.append(exc)
            unread.add(path.stem)
            continue
        read.append(found)
        faults += found.faults
    faults += _shortages(store, read, unread)
    not_canonical = (one.path for one in read if not one.faults and not one.is_canonical)
    papers = sum(len(one.lines) for one in read)
    return CheckReport(len(paths), papers, tuple(faults), tuple(not_canonical))


def _shortages(
    store: Store, read: Iterable[LenientRead], unread: Container[str]
) -> Iterator[StoreError]:
    with suppress(StoreError):  # _document_faults names what is wrong with the inventory
        counts = counts_with_unreadable(read)
        yield from store.inventory().shortages(store.folder / "papers", counts, unread=unread)


def counts_with_unreadable(read: Iterable[LenientRead]) -> Counter[str]:
    """
    Return how many papers of each month the files *read* have, unreadable lines included.
    """
    counts, known = Counter[str](), set[str]()
    for one in read:
        counts[one.month] += len(one.unreadable)
        for line in one.lines:
            arxiv_id = line.record.paper.arxiv_id
            counts[arxiv_id.month] += arxiv_id.base not in known
            known.add(arxiv_id.base)
    return counts


def read_leniently(path: Path) -> LenientRead:
    """
    Read the month file at *path*, and go on after each fault.

    Raises StoreError for a file of another format or of a newer version, because this program
    cannot tell which of its lines are right.
    """
    content = files.read(path) or b""
    text = content.removeprefix(files.BYTE_ORDER_MARK)
    first, _, rest = text.partition(b"\n")
    reader = _LenientReader(path, content)
    if text != content:
        reader.add_fault(1, "a byte order mark", "save the file as UTF-8 without one")
    if header := files.parse_header(first):
        files.check_format(path, header, month_file.PAPERS_FORMAT)
        text = rest
    else:
        reader.add_fault(1, "no header", 'write {"format":"daily-papers/papers","version":1}')
    number = 1
    for number, line in enumerate(text.splitlines(), start=2 if header else 1):
        reader.read(number, line)
    if content and not content.endswith(b"\n"):
        reader.add_fault(number, "ends in the middle of a line", files.RESTORE)
    return reader.result()


class _LenientReader:
    def __init__(self, path: Path, content: bytes) -> None:
        self._path, self._content = path, content
        self._lines: list[ReadLine] = []
        self._unreadable: list[bytes] = []
        self._faults: list[StoreError] = []
        self._line_of: dict[str, int] = {}
        self._misnamed = not self._passes(month_file.check_name, path)

    def add_fault(self, number: int, fault: str, remedy: str) -> None:
        self._faults.append(files.line_error(self._path, number, fault, remedy))

    def read(self, number: int, line: bytes) -> None:
        try:
            record = month_file.read_line(self._path, line, number)
        except StoreError as exc:
            self._faults.append(exc)
            self._unreadable.append(line)
            return
        self._lines.append(ReadLine(line, record))
        if not self._misnamed:
            arxiv_id = record.paper.arxiv_id
            self._passes(month_file.check_position, self._path, arxiv_id, number, self._line_of)

    def result(self) -> LenientRead:
        return LenientRead(
            path=self._path,
            content=self._content,
            lines=tuple(self._lines),
            unreadable=tuple(self._unreadable),
            faults=tuple(self._faults),
            misnamed=self._misnamed,
        )

    def _passes(self, check: Callable[..., None], *arguments: object) -> bool:
        try:
            check(*arguments)
        except StoreError as exc:
            self._faults.append(exc)
            return False
        return True


def _document_faults(store: Store) -> Iterator[StoreError]:
    for read in (store.freshness, store.pending, store.bookmark, store.inventory):
        try:
            read()
        except StoreError as exc:
            yield exc
