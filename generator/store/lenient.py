"""
A file of papers read for what can be saved: every fault is named, every readable line is kept.
"""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from generator.errors import StoreError
from generator.listing import Record
from generator.store import files, shard


class Line(Struct, frozen=True):
    """
    A readable *line* of a file, and its *record*.
    """

    line: bytes
    record: Record


class Reading(Struct, frozen=True):
    """
    What the file at *path* holds: *lines* of its *content* that can be read, and *lost* ones.

    *faults* are all that a store refuses in it, in the order of its lines. *stranger* says that
    it is not called like a month.
    """

    path: Path
    content: bytes
    lines: tuple[Line, ...]
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
        return self.content == shard.encoded(one.record for one in self.lines)


def reading(path: Path) -> Reading:
    """
    Read the file at *path*, whatever is wrong with it.

    Raises StoreError for a file of another kind or of a newer version: nobody here knows what is
    right in it.
    """
    content = files.read(path) or b""
    text = content.removeprefix(files.MARK)
    first, _, rest = text.partition(b"\n")
    found = _Reading(path, content)
    if text != content:
        found.fault(1, "a byte order mark", "save the file as UTF-8 without one")
    if header := files.header(first):
        files.check(path, header, shard.PAPERS)
        text = rest
    else:
        found.fault(1, "no header", 'write {"format":"daily-papers/papers","version":1}')
    number = 1
    for number, line in enumerate(text.splitlines(), start=2 if header else 1):
        found.take(number, line)
    if content and not content.endswith(b"\n"):
        found.fault(number, "ends in the middle of a line", files.HISTORY)
    return found.whole()


class _Reading:
    def __init__(self, path: Path, content: bytes) -> None:
        self._path, self._content = path, content
        self._lines: list[Line] = []
        self._lost: list[bytes] = []
        self._faults: list[StoreError] = []
        self._places: dict[str, int] = {}
        self._stranger = self._refused(shard.check_name, path)

    def fault(self, number: int, fault: str, remedy: str) -> None:
        self._faults.append(files.broken(self._path, number, fault, remedy))

    def take(self, number: int, line: bytes) -> None:
        try:
            record = shard.record(self._path, line, number)
        except StoreError as exc:
            self._faults.append(exc)
            self._lost.append(line)
            return
        self._lines.append(Line(line, record))
        if not self._stranger:
            base = record.paper.arxiv_id
            self._refused(shard.check_place, self._path, base, number, self._places)

    def whole(self) -> Reading:
        return Reading(
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
