"""
The names of venues (conferences and journals), and the mentions of venues in a text.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

# Stands for each name in a text whose names are taken out; a private character of Unicode.
PLACEHOLDER = "\ue000"

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

# An abbreviation with fewer letters counts only in its own case: "RSS" but not "rss".
_SHORTEST_CASELESS = 4

# The key of a finished name in the tree of names; no word equals it.
_END = ""

_Branch = dict[str, Any]

_Words = Sequence[re.Match[str]]

# Before a name in the table of venues that also means other things.
_WEAK_MARK = "~"


class VenueName(Struct, frozen=True, kw_only=True):
    """
    One of the names that texts use for a venue.
    """

    venue: str
    """
    The name that this site shows, such as ``NeurIPS``.
    """

    text: str
    """
    The name as texts have it, such as ``NIPS``.
    """

    journal: bool
    """
    Whether the venue is a journal and no conference.
    """

    weak: bool
    """
    Whether the name also means other things, as ``Nature`` does.
    """

    @property
    def abbreviated(self) -> bool:
        """
        Whether the name is one word such as NeurIPS or T-PAMI, and not a name in full.
        """
        return " " not in self.text and sum(map(str.isupper, self.text)) > 1


class Mention(Struct, frozen=True):
    """
    A place in a text that names a venue.
    """

    name: VenueName
    """
    The name that stands there.
    """

    start: int
    """
    The position of its first character.
    """

    end: int
    """
    The position after its last character.
    """

    certain: bool = False
    """
    Whether the name stands there in full and as an abbreviation, so that it means the venue.
    """

    workshop: bool = False
    """
    Whether the name means the workshops of the conference, as ``CVPRW`` does.
    """

    @property
    def weak(self) -> bool:
        """
        Whether the name may mean something else than the venue.
        """
        return self.name.weak and not self.certain


@cache
def venue_names() -> tuple[VenueName, ...]:
    """
    Return all names of all venues.
    """
    text = files("generator.papers.remarks").joinpath("venues.tsv").read_text("utf-8")
    rows = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        name for row in csv.DictReader(rows, delimiter="\t") for name in _names_in_row(row)
    )


def _names_in_row(row: dict[str, str]) -> Iterator[VenueName]:
    spellings = row["spellings"].split("; ") if row["spellings"] else []
    own = f"{_WEAK_MARK}{row['name']}" if _WEAK_MARK in spellings else row["name"]
    for text in (own, *spellings):
        if text != _WEAK_MARK:
            yield VenueName(
                venue=row["name"],
                text=text.removeprefix(_WEAK_MARK),
                journal=row["kind"] == "journal",
                weak=text.startswith(_WEAK_MARK),
            )


def without_names(text: str) -> tuple[str, tuple[Mention, ...]]:
    """
    Return *text* with ``PLACEHOLDER`` for each name of a venue, and the mentions in their order.

    "Workshop" follows the placeholder of a name that means the workshops.
    """
    text = text.replace(PLACEHOLDER, " ")
    found = _merged(text, _mentions(text))
    parts, end = [], 0
    for one in found:
        parts += [text[end : one.start], PLACEHOLDER, " Workshop" if one.workshop else ""]
        end = one.end
    return "".join((*parts, text[end:])), found


def _merged(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    # A name in full and the abbreviation after it become one mention.
    merged: list[Mention] = []
    for one in mentions:
        if merged and _is_same_venue(text, merged[-1], one):
            merged[-1] = replace(merged[-1], end=one.end, certain=True)
        else:
            merged.append(one)
    return tuple(merged)


def _is_same_venue(text: str, last: Mention, one: Mention) -> bool:
    if one.workshop or last.name.venue != one.name.venue:
        return False
    return _BETWEEN.fullmatch(text, last.end, one.start) is not None


def _mentions(text: str) -> Iterator[Mention]:
    words = tuple(_WORD.finditer(text))
    number = 0
    while number < len(words):
        name, length = _longest(text, words, number)
        # CVPRW means the workshops of CVPR.
        stem, w, _ = words[number][0].rpartition("W")
        workshops = None if name else _long_abbreviations().get(stem if w else "")
        mentioned = name or workshops
        if mentioned:
            start, end = words[number].start(), words[number + length - 1].end()
            end += mentioned.text.endswith(".") and text.startswith(".", end)
            yield Mention(mentioned, start, end, workshop=workshops is not None)
        number += length


def _longest(text: str, words: _Words, first: int) -> tuple[VenueName | None, int]:
    # The longest name that begins at word *first* (None: there is none), and its number of words.
    best, length = None, 1
    branch: _Branch | None = _tree()
    for number in range(first, len(words)):
        word = words[number]
        if number > first and not _WITHIN.fullmatch(text, words[number - 1].end(), word.start()):
            break
        if number > first and word[0].casefold() in _SKIPPED:
            continue
        branch = branch and branch.get(_key(word[0]))
        if branch is None:
            break
        name = branch.get(_END)
        if name and _same_case(name, text[words[first].start() : word.end()]):
            best, length = name, number - first + 1
    return best, length


def _same_case(name: VenueName, text: str) -> bool:
    short = sum(map(str.isalpha, name.text)) < _SHORTEST_CASELESS
    return text == name.text or not (name.weak or short)


def _key(word: str) -> str:
    word = word.casefold()
    return _ABBREVIATIONS.get(word, word)


@cache
def _tree() -> _Branch:
    # All names by their first word, then by their second, and so on.
    tree: _Branch = {}
    for name in venue_names():
        branch = tree
        for word in _WORD.findall(name.text):
            if word.casefold() not in _SKIPPED:
                branch = branch.setdefault(_key(word), {})
        branch[_END] = name
    return tree


@cache
def _long_abbreviations() -> dict[str, VenueName]:
    named = {name.text: name for name in venue_names() if name.abbreviated and not name.weak}
    return {text: name for text, name in named.items() if len(text) >= _SHORTEST_CASELESS}
