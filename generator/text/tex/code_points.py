r"""
Characters by number, as MathJax and TeX write them: ``\unicode{x2013}`` and ``\char"2013``.
"""

import re
import sys
import unicodedata

_CODE_POINT = re.compile(
    r"\\unicode\s*(?:\[[^\]]*\]\s*){0,2}\{\s*(?:(?:0?x|U\+|\")([0-9A-Fa-f]{1,6})|(\d{1,7}))\s*\}"
    r"|\\(?:char|symbol\s*\{)\s*(?:\"([0-9A-Fa-f]{1,6})|(\d{1,7}))\s*\}?",
    re.IGNORECASE,
)

# Controls, directions of writing, line ends, and numbers without a character.
_REFUSED = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))

_SPECIAL = frozenset("{}$%&#_")

# TeX would read these signs again, and has no escape for them inside and outside of formulas.
_READ_AGAIN = frozenset("\\^~`'")


def without_code_points(tex: str) -> str:
    r"""
    Return *tex* with characters in place of their numbers: ``–`` for ``\unicode{x2013}``.

    A number of no printable character stays.
    """
    return _CODE_POINT.sub(_character, tex)


def _character(match: re.Match[str]) -> str:
    digits = match[1] or match[3]
    number = int(digits, 16) if digits else int(match[2] or match[4])
    character = chr(number) if number <= sys.maxunicode else ""
    if not character or character in _READ_AGAIN or unicodedata.category(character) in _REFUSED:
        return match[0]
    return "\\" + character if character in _SPECIAL else character
