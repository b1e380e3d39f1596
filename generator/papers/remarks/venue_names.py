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

# Before a weak name, these words show that it is the end of a longer one: "Computer Science".
_LONGER_NAME = re.compile(
    r"(?:\b(?!(?i:in|by|to|at|for|the|accepted|published|elsevier|ieee|acm|journals?)\b)"
    r"[A-Z][\w'&-]*|\b(?:on|and)|&|(?<!ournal )\bof)\s+\Z"
)

# Longer words do not stand before names.
_LONGEST_WORD = 40

# The key of a finished name in the tree of names; no word equals it.
_END = ""

_Branch = dict[str, Any]

_Words = Sequence[re.Match[str]]

# Before a name in the table of venues that also means other things.
_WEAK_MARK = "~"

# The kind of a row whose names contain the name of a venue and mean none: "Springer Nature".
_NO_VENUE = "none"

# Authors write CVPRW and CVPR-W for the workshops of CVPR, and CVPRF for its Findings.
_SUFFIXES = {"w": "Workshop", "ws": "Workshop", "f": "Findings"}

_WITH_SUFFIX = re.compile(r"(?P<stem>[A-Z]{4,})(?P<suffix>[Ww][Ss]?|F)")

_SUFFIX_APART = re.compile(r"-(?P<suffix>W|WS|F)\b")


class VenueName(Struct, frozen=True, kw_only=True):
    """
    One of the names that texts use for a venue.
    """

    venue: str | None
    """
    The name that this site shows, such as ``NeurIPS``; None if the name means no venue, as
    ``Springer Nature``.
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

    edition_zero: int | None = None
    """
    The year of a conference minus the number of its edition; None if it is not held every year.
    """

    @property
    def abbreviated(self) -> bool:
        """
        Whether the name ends in an abbreviation such as NeurIPS or T-PAMI, and is not in full.
        """
        *first, last = self.text.split()
        return sum(map(str.isupper, last)) > 1 and all(map(str.isupper, first))


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

    track: str | None = None
    """
    "Workshop" if the name means the workshops of the conference, as ``CVPRW`` does; "Findings"
    likewise.
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
        if text and text != _WEAK_MARK:
            yield VenueName(
                venue=row["name"] if row["kind"] != _NO_VENUE else None,
                text=text.removeprefix(_WEAK_MARK),
                journal=row["kind"] == "journal",
                weak=text.startswith(_WEAK_MARK),
                edition_zero=int(row["edition zero"]) if row["edition zero"] else None,
            )


def without_names(text: str) -> tuple[str, tuple[Mention, ...]]:
    """
    Return *text* with ``PLACEHOLDER`` for each name of a venue, and the mentions in their order.

    "Workshop" follows the placeholder of a name that means the workshops, "Findings" likewise.
    """
    text = text.replace(PLACEHOLDER, " ")
    merged = _merged(text, _mentions(text))
    found = tuple(one for one in merged if one.name.venue and not _ends_longer_name(text, one))
    parts, end = [], 0
    for one in found:
        parts += [text[end : one.start], PLACEHOLDER, f" {one.track} " if one.track else ""]
        end = one.end
    return "".join((*parts, text[end:])), found


def _ends_longer_name(text: str, one: Mention) -> bool:
    if not one.weak or one.name.abbreviated:
        return False
    return _LONGER_NAME.search(text, max(0, one.start - _LONGEST_WORD), one.start) is not None


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
    if one.track or last.name.venue != one.name.venue:
        return False
    return _BETWEEN.fullmatch(text, last.end, one.start) is not None


def _mentions(text: str) -> Iterator[Mention]:
    words = tuple(_WORD.finditer(text))
    first_words = _tree()
    number = 0
    while number < len(words):
        begins = _key(words[number][0]) in first_words
        name, length = _longest(text, words, number) if begins else (None, 1)
        if name:
            yield _mention(name, text, words[number].start(), words[number + length - 1].end())
        elif suffixed := _WITH_SUFFIX.fullmatch(words[number][0]):
            stem = _long_abbreviations().get(suffixed["stem"])
            if stem:
                track = _SUFFIXES[suffixed["suffix"].lower()]
                yield Mention(stem, *words[number].span(), track=track)
        number += length


def _mention(name: VenueName, text: str, start: int, end: int) -> Mention:
    apart = _SUFFIX_APART.match(text, end)
    if apart and name.abbreviated:
        return Mention(name, start, apart.end(), track=_SUFFIXES[apart["suffix"].lower()])
    return Mention(name, start, end + (name.text.endswith(".") and text.startswith(".", end)))


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
