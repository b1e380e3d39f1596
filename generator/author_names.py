"""
The spellings under which arXiv may have an author.

Its search compares names word for word: it finds neither initials nor another order by itself.
"""

import re
from collections.abc import Iterator

_INITIALS = re.compile(r"(?<=\.) (?=[^\W\d_]\.)")
_TIGHT = re.compile(r"(?<=\b[^\W\d_]\.)(?=[^\W\d_]\.)")


def spellings(author: str, *, variants: bool = False) -> tuple[str, ...]:
    """
    What to search for *author*, written ``Ada B. King`` or ``King, Ada B.``: first the name itself.

    Initials are sought with and without blanks between them. *variants* are those that may be
    other people's names, too: ``Ada King``, ``A. B. King``, ``A. King``, ``King Ada``.
    """
    given, family = _parts(author)
    found = [" ".join((*given, family))]
    if variants and given:
        found += _variants(given, family)
    return tuple(dict.fromkeys(one for name in found for one in _spaced(name)))


def _parts(author: str) -> tuple[tuple[str, ...], str]:
    # Only a comma tells which words are the family's: van der Berg, Jan.
    spaced = _TIGHT.sub(" ", author)
    family, comma, given = spaced.partition(",")
    if comma and family.strip() and given.strip() and "," not in given:
        return tuple(given.split()), " ".join(family.split())
    *before, last = spaced.split() or [author]
    return tuple(before), last


def _variants(given: tuple[str, ...], family: str) -> Iterator[str]:
    yield f"{given[0]} {family}"
    initials = tuple(map(_initial, given))
    yield " ".join((*initials, family))
    yield f"{initials[0]} {family}"
    yield " ".join((family, *given))
    yield f"{family} {given[0]}"


def _initial(name: str) -> str:
    return "-".join(f"{part[0]}." for part in name.split("-") if part)


def _spaced(name: str) -> Iterator[str]:
    yield name
    yield _INITIALS.sub("", name)
