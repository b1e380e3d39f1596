"""
Nodes written as plain Unicode text.
"""

import re
from functools import lru_cache

from generator.text.tex.alphabets import script, unadorned
from generator.text.tex.linear import Pieces, Run, Script, linear
from generator.text.tex.nodes import Break, Formula, Hyperlink, Node, Nodes, Source, Text

# The size of each cache of formulas: a large site has as many, and half of them more than once.
CACHED_FORMULAS = 20_000

_BLANKS = re.compile(r"[ \xa0]+")


def plain(nodes: Nodes) -> str:
    """
    Return *nodes* as text, one line a paragraph, with single blanks.
    """
    text = _BLANKS.sub(" ", "".join(map(_plain, nodes)))
    return "\n".join(filter(None, (line.strip() for line in text.split("\n"))))


def in_line(pieces: Pieces) -> str:
    r"""
    Return a formula's *pieces* as text: ``ℝ^(n×d)`` for ``\mathbb{R}^{n \times d}``.
    """
    return unadorned("".join(map(_piece, pieces)))


def _plain(node: Node) -> str:
    match node:
        case Text(text):
            return text
        case Break():
            return "\n"
        case Source(source):
            return source
        case Formula():
            return _formula(node)
        case Hyperlink(url, inner):
            return _link(url, "".join(map(_plain, inner)))
    return _styled(node.tag, "".join(map(_plain, node.nodes)))


@lru_cache(maxsize=CACHED_FORMULAS)
def _formula(formula: Formula) -> str:
    pieces = linear(formula.tex)
    return formula.source.replace("\n", " ") if pieces is None else in_line(pieces)


def _link(url: str, label: str) -> str:
    return label if url in label else f"{label} ({url})"


def _styled(tag: str, text: str) -> str:
    return _script(text, raised=tag == "sup") if tag in {"sup", "sub"} else text


def _piece(piece: Run | Script) -> str:
    if isinstance(piece, Run):
        return piece.text
    return _script(in_line(piece.pieces), raised=piece.raised)


def _script(text: str, *, raised: bool) -> str:
    small = script(text, raised=raised)
    if small is not None:
        return small
    mark = "^" if raised else "_"
    return mark + text if len(text) == 1 else f"{mark}({text})"
