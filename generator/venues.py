"""
Where papers are published: conferences and journals, and what people call them.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

_WEAK = "~"


class Spelling(Struct, frozen=True, kw_only=True):
    """
    One way to write the name of a *venue*; a *weak* one means other things, too.
    """

    venue: str
    text: str
    journal: bool
    weak: bool

    @property
    def abbreviated(self) -> bool:
        """
        Whether it is one word such as NeurIPS or T-PAMI, and not a name in full.
        """
        return " " not in self.text and sum(map(str.isupper, self.text)) > 1


@cache
def spellings() -> tuple[Spelling, ...]:
    """
    All spellings of all venues.
    """
    text = files("generator").joinpath("venues.tsv").read_text("utf-8")
    rows = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        spelling for row in csv.DictReader(rows, delimiter="\t") for spelling in _spellings(row)
    )


def _spellings(row: dict[str, str]) -> Iterator[Spelling]:
    others = row["spellings"].split("; ") if row["spellings"] else []
    own = f"{_WEAK}{row['name']}" if _WEAK in others else row["name"]
    for text in (own, *others):
        if text != _WEAK:
            yield Spelling(
                venue=row["name"],
                text=text.removeprefix(_WEAK),
                journal=row["kind"] == "journal",
                weak=text.startswith(_WEAK),
            )
