"""
Nodes as HTML that is safe, whatever the text was: phrasing content of a few known elements.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from itertools import groupby

from generator.tex.alphabets import script, unadorned
from generator.tex.linear import Piece, Pieces, Run, Script, linear
from generator.tex.mathml import mathml
from generator.tex.nodes import Break, Formula, Link, Node, Nodes, Source, Text
from generator.tex.text import FORMULAS, in_line

# What a formula becomes, or TeX that was not understood.
Setting = Callable[[Formula | Source], str]

# A formula of more signs than these may be wider than a phone.
_WIDE = 30
_TAG = re.compile(r"<[^>]*>")

# Numbers need no formula: 50\%, 3\times.
_NUMBER = re.compile(r"[0-9.,%×°±]+")


def markup(nodes: Nodes, setting: Setting, *, paragraph: str = "<br>") -> str:
    """
    *nodes* as HTML, formulas by *setting*, with *paragraph* between paragraphs.
    """
    return "".join(_html(node, setting, paragraph) for node in nodes)


@lru_cache(maxsize=FORMULAS)
def in_mathml(node: Formula | Source) -> str:
    """
    A formula for browsers.
    """
    if isinstance(node, Formula):
        pieces = linear(node.tex)
        if pieces is not None and not node.display and _is_simple(pieces):
            return _line(pieces)
        element = mathml(node.tex, display=node.display)
        if element is not None:
            return element
    return f'<code class="tex">{escape(node.source)}</code>'


def in_box(node: Formula | Source) -> str:
    """
    A formula for browsers; where it may be too wide, in a box that scrolls, also by keyboard.
    """
    html = in_mathml(node)
    # MathML elements themselves cannot scroll.
    return f'<span class="formula" tabindex="0">{html}</span>' if _is_wide(html) else html


def in_link(node: Formula | Source) -> str:
    """
    The same for inside a link, where no box can have the focus: a wide one is text that wraps.
    """
    html = in_mathml(node)
    return in_html(node) if _is_wide(html) else html


@lru_cache(maxsize=FORMULAS)
def in_html(node: Formula | Source) -> str:
    """
    A formula for feed readers: in one line, or as its source.
    """
    pieces = linear(node.tex) if isinstance(node, Formula) else None
    return escape(node.source) if pieces is None else _line(pieces)


def _is_wide(html: str) -> bool:
    return html.startswith("<math") and len(_TAG.sub("", html)) > _WIDE


def _html(node: Node, setting: Setting, paragraph: str) -> str:
    match node:
        case Text(text):
            return escape(text, quote=False)
        case Break():
            return paragraph
        case Link(url, inner):
            label = markup(inner, setting, paragraph=" ")
            return f'<a href="{escape(url)}" rel="noopener">{label}</a>'
        case Formula() | Source():
            return setting(node)
    return f"<{node.tag}>{markup(node.nodes, setting, paragraph=paragraph)}</{node.tag}>"


def _is_simple(pieces: Pieces) -> bool:
    # $^3$ after a word, $25\%$: a browser need not set them.
    match pieces:
        case (Script(_, inner),):
            return all(isinstance(piece, Run) for piece in inner)
    return _NUMBER.fullmatch(in_line(pieces)) is not None


def _line(pieces: Pieces) -> str:
    groups = groupby(pieces, key=_is_variable)
    return "".join(_set(tuple(group), variable=variable) for variable, group in groups)


def _is_variable(piece: Piece) -> bool:
    return isinstance(piece, Run) and piece.variable


def _set(pieces: Pieces, *, variable: bool) -> str:
    text = unadorned("".join(map(_piece, pieces)))
    return f"<i>{text}</i>" if variable else text


def _piece(piece: Piece) -> str:
    if isinstance(piece, Run):
        return escape(piece.text, quote=False)
    small = script(in_line(piece.pieces), raised=piece.raised)
    if small is not None:
        return small
    tag = "sup" if piece.raised else "sub"
    return f"<{tag}>{_line(piece.pieces)}</{tag}>"
