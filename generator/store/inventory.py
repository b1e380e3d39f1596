"""
The inventory: how many papers each month file has, so that a lost file or a lost line is noticed.

A month file may have more papers than the inventory says, and never fewer. A program that is killed
between two writes keeps this rule: it writes a longer file before the inventory, and a shorter file
after it.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.errors import StoreError
from generator.papers.announcement import Record

# The inventory's file in the folder of the store.
NAME = "inventory.json"

# A month and its number of papers, or a month and a moment: a line each, so that lines of two
# versions of the file can be read although git could not merge them.
_COUNT = re.compile(rb'^\s*"(\d{4})": (\d{1,9}),?\s*$', re.MULTILINE)
_LOST = re.compile(rb'^\s*"(\d{4})": ("[0-9T:.+-]+Z?"),?\s*$', re.MULTILINE)

_MOMENT = msgspec.json.Decoder(datetime)

# arXiv gave its first identifiers in 1991: a smaller number is a year after 2000.
_FIRST_YEAR = 91


class Inventory(Struct, frozen=True):
    """
    What the store had when it was last written.
    """

    papers: Mapping[str, int] = {}
    """How many papers the file of each month has at least."""
    lost: Mapping[str, datetime] = {}
    """
    The months of which papers were lost. Papers of these months that were submitted up to the
    moment beside the month may have been announced before.
    """

    def shortages(
        self, folder: Path, counts: Mapping[str, int], *, unread: Container[str] = ()
    ) -> Iterator[StoreError]:
        """
        Yield an error for each month file that is missing, or has fewer papers than it had.

        *folder* has the month files, and *counts* the number of papers in each one that is there.
        Months in *unread* are passed over.
        """
        for month, before in sorted(self.papers.items()):
            if counts.get(month, 0) < before and month not in unread:
                yield _shortage(folder / f"{month}.jsonl", counts.get(month), before)

    def lowered_to(self, counts: Mapping[str, int]) -> "Inventory":
        """
        Return the inventory without what *counts* has less of: to write before files get shorter.
        """
        lower = {month: min(before, counts.get(month, 0)) for month, before in self.papers.items()}
        return replace(self, papers={month: number for month, number in lower.items() if number})


def counted(records: Iterable[Record]) -> dict[str, int]:
    """
    Return the number of *records* of each month.
    """
    return dict(Counter(record.paper.arxiv_id.month for record in records))


def salvaged(content: bytes) -> Inventory:
    """
    Return the inventory in the lines of *content* that can be read, such as in a merge conflict.

    If a month has several lines, the greatest number or the latest moment counts.
    """
    papers: dict[str, int] = {}
    for month, number in _COUNT.findall(content):
        papers[month.decode()] = max(int(number), papers.get(month.decode(), 0))
    lost: dict[str, datetime] = {}
    for month, text in _LOST.findall(content):
        moment = _MOMENT.decode(text)
        lost[month.decode()] = max(moment, lost.get(month.decode(), moment))
    return Inventory(papers, lost)


def beginning(month: str) -> datetime:
    """
    Return the first moment of *month*, such as ``2512``.
    """
    year, number = int(month[:2]), int(month[2:])
    century = 1900 if year >= _FIRST_YEAR else 2000
    return datetime(century + year, min(max(number, 1), 12), 1, tzinfo=UTC)


def _shortage(path: Path, have: int | None, before: int) -> StoreError:
    papers = f"{before} paper{'' if before == 1 else 's'}"
    fault = f"is missing, with {papers}" if have is None else f"has {have} of its {papers}"
    store = path.parent.parent
    return StoreError(
        path,
        f"{fault}. Put it back: git -C {store} checkout -- {path.parent.name}/{path.name}, or "
        "from a copy; or give the lost papers up: daily-papers store repair --accept-loss",
    )
