"""
TeX source cut into tokens.

Every pattern is bounded or stops at its own first character, so that the time it takes grows
with the length of the text and not with its square.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.tex.nodes import Formula
from generator.tex.symbols import LETTERS

_PATTERNS = {
    # First and possessive, for most of a text is this.
    "plain": r"(?:[^\\$~{}\n`'h-]++|h(?!ttps?://)|-(?!-)|'(?!'))++",
    # Their arguments are taken whole: an address may hold any character.
    "link": r"\\(?:href|url|nolinkurl|path)\s*\{[^{}\n]*\}",
    "reference": r"\\(?:[cC]ite[A-Za-z]*|(?:auto|eq|[cC]|page)?ref)\*?"
    r"(?:\[[^\]{}\n]{0,200}\]){0,2}\s*\{[^{}\n]*\}",
    "layout": r"\\(?:label|color|[vh]space)\*?\s*\{[^{}\n]*\}",
    "environment": r"\\(?:begin|end)\s*\{[A-Za-z]+\*?\}",
    "accent": r"\\(?:['`^\"~=.]|[uvHckrdb](?=[\s{])\s*)"
    r"(?:\{\s*(?:\\[ij]|[^\W\d_])\s*\}|\\[ij](?![A-Za-z])|[^\W\d_])",
    # A blank after a letter's command only ends it: Stra\ss e.
    "letter": rf"\\(?:{'|'.join(LETTERS)})(?![A-Za-z])(?:\{{\}}| )?",
    "command": r"\\[A-Za-z]+",
    "escape": r"\\.",
    "address": r"https?://(?:[^\s\\<>{}\"'`^|$，。；：）】」》\ufffd]|\\[_%#&~])+",
    # A pair of single quotes; but `this` is how programmers write code, and stays.
    "quoted": r"(?<![\w`])`[^\s`'\\${}][^`'\n\\${}]{0,80}'(?![\w'])",
    "mark": r"``|''|-{2,}",
    "single": r".",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{one})" for kind, one in _PATTERNS.items()), re.DOTALL)


class Token(NamedTuple):
    """
    A piece of source: what *kind* of token, or ``plain``, and its *text*, nothing left out.
    """

    kind: str
    text: str
    formula: Formula | None = None


def tokens(source: str) -> Iterator[Token]:
    """
    The tokens of *source*; joined, their texts are *source* again.
    """
    for match in _TOKEN.finditer(source):
        # Every match is one of the named alternatives.
        yield Token(str(match.lastgroup), match[0])


def joined(pieces: list[Token]) -> str:
    """
    The source that *pieces* were cut from.
    """
    return "".join(piece.text for piece in pieces)
