r"""
Formulas in TeX source: ``$…$``, ``\(…\)``, ``$$…$$``, ``\[…\]`` and equation environments.

They are found before the rest is parsed, because a formula may hold what looks like the end of a
paragraph or like a command for text.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate

from generator.text.tex.money import is_money
from generator.text.tex.nodes import Formula
from generator.text.tex.tokens import Token, source_of, tokens

_ENVIRONMENTS = frozenset(
    (
        *("equation", "displaymath", "math", "align", "eqnarray", "gather", "multline", "flalign"),
        *("alignat", "dmath", "IEEEeqnarray", "subequations", "aligned", "gathered", "split"),
        *("matrix", "pmatrix", "bmatrix", "vmatrix", "Bmatrix", "Vmatrix", "cases"),
    )
)

# After so many dollars without a partner, the first one is taken for the currency.
_TRIES = 20

# A formula of several lines has TeX; two lone dollars in two paragraphs are no formula.
_TEX = re.compile(r"[\\^_]")

_LINES = 10


def folded_formulas(source: str) -> list[Token]:
    """
    Return the tokens of *source*, each formula as one token.

    ``a $x$`` gives ``Token("plain", "a ")`` and ``Token("formula", "$x$", Formula("x", "$x$"))``.
    """
    return _Folding(list(tokens(source))).fold()


class _Folding:
    def __init__(self, pieces: list[Token]) -> None:
        self._pieces = pieces
        steps = ({"{": 1, "}": -1}.get(piece.text, 0) for piece in pieces)
        self._depths = tuple(accumulate(steps))
        self._positions: dict[str, list[int]] = defaultdict(list)
        for position, piece in enumerate(pieces):
            if piece.kind in {"single", "escape", "environment"}:
                self._positions[piece.text].append(position)

    def fold(self) -> list[Token]:
        folded: list[Token] = []
        at = 0
        while at < len(self._pieces):
            end = self._end(at)
            formula = self._formula(at, end) if end else None
            if formula and end:
                folded.append(Token("formula", formula.source, formula))
                at = end
            else:
                folded.append(self._pieces[at])
                at += 1
        return folded

    def _end(self, at: int) -> int | None:
        # The position after the formula that begins at *at*; None if none does.
        text = self._pieces[at].text
        if text == "$":
            return self._dollar_end(at)
        if not text.startswith("\\"):
            return None
        if text in {r"\(", r"\["}:
            return self._next(at, text.translate({40: 41, 91: 93}))
        name = _environment(text)
        return self._next(at, text.replace("begin", "end", 1)) if name in _ENVIRONMENTS else None

    def _next(self, at: int, text: str) -> int | None:
        return next((position + 1 for position in self._after(at, text)), None)

    def _after(self, at: int, text: str) -> Sequence[int]:
        positions = self._positions[text]
        first = bisect_right(positions, at)
        return positions[first : first + _TRIES]

    def _dollar_end(self, at: int) -> int | None:
        double = self._is_dollar(at + 1)
        for position in self._after(at + double, "$"):
            if self._depths[position] != self._depths[at]:
                # This dollar belongs to a formula inside \text{}.
                continue
            if not double:
                return position + 1
            if self._is_dollar(position + 1):
                return position + 2
        return None

    def _is_dollar(self, at: int) -> bool:
        return at < len(self._pieces) and self._pieces[at].text == "$"

    def _formula(self, at: int, end: int) -> Formula | None:
        source = source_of(self._pieces[at:end])
        if not source.startswith("$") or source.startswith("$$"):
            display = not source.startswith(r"\(") and not source.startswith(r"\begin{math}")
            tex = source if source.startswith(r"\begin") else source[2:-2]
            is_formula = tex.strip() and not (source.startswith("$$") and is_money(tex, ""))
            return Formula(tex, source, display) if is_formula else None
        following = self._pieces[end].text[:1] if end < len(self._pieces) else ""
        tex = source[1:-1]
        if min(self._depths[at:end]) < self._depths[at]:
            return None
        if not tex.strip() or is_money(tex, following):
            return None
        if "\n" in tex and not (_TEX.search(tex) and tex.count("\n") <= _LINES):
            return None
        return Formula(tex, source)


def _environment(text: str) -> str:
    return text[7:-1].rstrip("*") if text.startswith(r"\begin{") else ""
