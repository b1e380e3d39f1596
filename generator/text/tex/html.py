"""
Nodes as HTML, with the words that a query found marked.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import groupby

from generator.text.tex.alphabets import script, unadorned
from generator.text.tex.linear import Piece, Pieces, Run, Script, linear
from generator.text.tex.mathml import mathml
from generator.text.tex.nodes import Break, Formula, Link, Node, Nodes, Source, Styled, Text
from generator.text.tex.plain_text import FORMULAS, in_line

# Where in a text the words begin and end that are to be marked: ascending, apart.
Find = Callable[[str], Iterable[tuple[int, int]]]

# Unicode's sign for an object within a text.
_OBJECT = "\ufffc"


def marked(nodes: Nodes, find: Find) -> Nodes:
    """
    *nodes* with a mark around what *find* finds in the text they show.
    """
    nodes = tuple(_joined(nodes))
    spans = tuple(find("".join(map(_shown, nodes))))
    return tuple(_marked(nodes, 0, spans)) if spans else nodes


def _joined(nodes: Nodes) -> Iterator[Node]:
    # Words may have been read in pieces; one mark is enough for them.
    for is_text, group in groupby(nodes, lambda node: isinstance(node, Text)):
        if is_text:
            yield Text("".join(map(_shown, group)))
        else:
            yield from group


def _shown(node: Node) -> str:
    match node:
        case Text(text):
            return text
        case Break():
            return "\n"
        case Styled(_, inner):
            return "".join(map(_shown, inner))
    return _OBJECT


def _marked(nodes: Nodes, start: int, spans: tuple[tuple[int, int], ...]) -> Iterator[Node]:
    for node in nodes:
        end = start + len(_shown(node))
        inside = [span for span in spans if span[0] < end and span[1] > start]
        if not inside:
            yield node
        elif isinstance(node, Text):
            yield from _cut(node.text, [(max(a, start) - start, b - start) for a, b in inside])
        elif isinstance(node, Styled):
            yield Styled(node.tag, tuple(_marked(node.nodes, start, spans)))
        else:
            yield node
        start = end


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[Node]:
    at = 0
    for start, end in spans:
        yield Text(text[at:start])
        yield Styled("mark", (Text(text[start:end]),))
        at = end
    yield Text(text[at:])


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
