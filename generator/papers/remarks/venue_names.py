"""
The names of conferences and journals, and where a text names one.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

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
    text = files("generator.papers.remarks").joinpath("venues.tsv").read_text("utf-8")
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


# Stands for a name in the text without names.
SIGN = "\ue000"

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019]l\b)?|\d+")

# Between the words of a name: "Phys. Rev. Lett.", "Robotics: Science and Systems".
_WITHIN = re.compile(r"[\s.,:&/'\u2019\u2010-\u2015-]{,4}")

# Between two names of the same venue: "Conference on Computer Vision (IEEE/CVF ICCV".
_BETWEEN = re.compile(r"(?: V\.\d)?[\s(,/:\u2010-\u2015-]{1,4}(?:(?:IEEE|ACM|CVF|the)[ /]){,2}")

_SKIPPED = frozenset("and of on for in the".split())

_ABBREVIATIONS = {
    "conf": "conference",
    "int": "international",
    "intl": "international",
    "int'l": "international",
    "int\u2019l": "international",
    "symp": "symposium",
    "proc": "proceedings",
    "trans": "transactions",
    "j": "journal",
}

# Shorter abbreviations count only in their own case.
_LONG = 4

# A word of the tree never equals it.
_END = ""

_Tree = dict[str, Any]

_Words = Sequence[re.Match[str]]


class Mention(Struct, frozen=True):
    """
    A venue's name between *start* and *end* of a text.

    *certain* is a name in full with its abbreviation; *workshop* is one that means the workshops.
    """

    spelling: Spelling
    start: int
    end: int
    certain: bool = False
    workshop: bool = False

    @property
    def weak(self) -> bool:
        """
        Whether the name may mean something else.
        """
        return self.spelling.weak and not self.certain


def without_names(text: str) -> tuple[str, tuple[Mention, ...]]:
    """
    *text* with a sign for every name of a venue, and what the signs stand for, in order.
    """
    text = text.replace(SIGN, " ")
    found = _merged(text, _mentions(text))
    parts, end = [], 0
    for one in found:
        parts += [text[end : one.start], SIGN, " Workshop" if one.workshop else ""]
        end = one.end
    return "".join((*parts, text[end:])), found


def _merged(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """
    The *mentions*, a name and its abbreviation behind it as one.
    """
    merged: list[Mention] = []
    for one in mentions:
        if merged and _same(text, merged[-1], one):
            merged[-1] = replace(merged[-1], end=one.end, certain=True)
        else:
            merged.append(one)
    return tuple(merged)


def _same(text: str, last: Mention, one: Mention) -> bool:
    if one.workshop or last.spelling.venue != one.spelling.venue:
        return False
    return _BETWEEN.fullmatch(text, last.end, one.start) is not None


def _mentions(text: str) -> Iterator[Mention]:
    words = tuple(_WORD.finditer(text))
    number = 0
    while number < len(words):
        spelling, length = _longest(text, words, number)
        # CVPRW is the workshops of CVPR.
        stem, w, _ = words[number][0].rpartition("W")
        workshops = None if spelling else _long_abbreviations().get(stem if w else "")
        named = spelling or workshops
        if named:
            start, end = words[number].start(), words[number + length - 1].end()
            end += named.text.endswith(".") and text.startswith(".", end)
            yield Mention(named, start, end, workshop=workshops is not None)
        number += length


def _longest(text: str, words: _Words, first: int) -> tuple[Spelling | None, int]:
    """
    The longest spelling that begins at word *first*, if any, and how many words it has.
    """
    best, length = None, 1
    branch: _Tree | None = _tree()
    for number in range(first, len(words)):
        word = words[number]
        if number > first and not _WITHIN.fullmatch(text, words[number - 1].end(), word.start()):
            break
        if number > first and word[0].casefold() in _SKIPPED:
            continue
        branch = branch and branch.get(_key(word[0]))
        if branch is None:
            break
        spelling = branch.get(_END)
        if spelling and _same_case(spelling, text[words[first].start() : word.end()]):
            best, length = spelling, number - first + 1
    return best, length


def _same_case(spelling: Spelling, text: str) -> bool:
    short = sum(map(str.isalpha, spelling.text)) < _LONG
    return text == spelling.text or not (spelling.weak or short)


def _key(word: str) -> str:
    word = word.casefold()
    return _ABBREVIATIONS.get(word, word)


@cache
def _tree() -> _Tree:
    """
    All spellings by their first word, then by their second, and so on.
    """
    tree: _Tree = {}
    for spelling in spellings():
        branch = tree
        for word in _WORD.findall(spelling.text):
            if word.casefold() not in _SKIPPED:
                branch = branch.setdefault(_key(word), {})
        branch[_END] = spelling
    return tree


@cache
def _long_abbreviations() -> dict[str, Spelling]:
    named = {one.text: one for one in spellings() if one.abbreviated and not one.weak}
    return {text: one for text, one in named.items() if len(text) >= _LONG}
