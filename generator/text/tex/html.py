"""
Nodes written as HTML, and the marks around words that a query found.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import groupby

from generator.text.tex.alphabets import script, unadorned
from generator.text.tex.linear import Piece, Pieces, Run, Script, linear
from generator.text.tex.mathml import mathml
from generator.text.tex.nodes import Break, Formula, Hyperlink, Node, Nodes, Source, Styled, Text
from generator.text.tex.plain_text import CACHED_FORMULAS, in_line

# Returns the spans of a text to mark: ascending, without overlaps.
Find = Callable[[str], Iterable[tuple[int, int]]]

# Writes a formula, or TeX that was not understood, as HTML.
FormulaWriter = Callable[[Formula | Source], str]

# Unicode's sign for an object within a text.
_OBJECT = "\ufffc"

# A formula of more characters may be wider than the screen of a phone.
_WIDE = 30

_TAG = re.compile(r"<[^>]*>")

# Formulas that are numbers, such as 50\% and 3\times, need no MathML.
_NUMBER = re.compile(r"[0-9.,%×°±]+")


def marked(nodes: Nodes, find: Find) -> Nodes:
    """
    Return *nodes* with a ``mark`` around each span that *find* returns for their visible text.

    U+FFFC stands in this text for each formula, link and TeX source.
    """
    nodes = tuple(_joined(nodes))
    spans = tuple(find("".join(map(_visible_text, nodes))))
    return tuple(_marked(nodes, 0, spans)) if spans else nodes


def _joined(nodes: Nodes) -> Iterator[Node]:
    # The parser may have cut one word into several nodes; it shall get one mark.
    for is_text, group in groupby(nodes, lambda node: isinstance(node, Text)):
        if is_text:
            yield Text("".join(map(_visible_text, group)))
        else:
            yield from group


def _visible_text(node: Node) -> str:
    match node:
        case Text(text):
            return text
        case Break():
            return "\n"
        case Styled(_, inner):
            return "".join(map(_visible_text, inner))
    return _OBJECT


def _marked(nodes: Nodes, start: int, spans: tuple[tuple[int, int], ...]) -> Iterator[Node]:
    for node in nodes:
        end = start + len(_visible_text(node))
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


def markup(nodes: Nodes, write_formula: FormulaWriter, *, paragraph: str = "<br>") -> str:
    """
    Return *nodes* as HTML, with formulas written by *write_formula*.

    The HTML *paragraph* stands between paragraphs. Text is escaped.
    """
    return "".join(_html(node, write_formula, paragraph) for node in nodes)


@lru_cache(maxsize=CACHED_FORMULAS)
def for_browser(node: Formula | Source) -> str:
    """
    Return a formula for browsers: MathML, a number as text, or the source as ``code``.
    """
    if isinstance(node, Formula):
        pieces = linear(node.tex)
        if pieces is not None and not node.display and _is_simple(pieces):
            return _line(pieces)
        element = mathml(node.tex, display=node.display)
        if element is not None:
            return element
    return f'<code class="tex">{escape(node.source)}</code>'


def for_page(node: Formula | Source) -> str:
    """
    Return a formula for a page: a wide one in a box that a reader can scroll, also by keyboard.
    """
    html = for_browser(node)
    # MathML elements themselves cannot scroll.
    return f'<span class="formula" tabindex="0">{html}</span>' if _is_wide(html) else html


def for_link(node: Formula | Source) -> str:
    """
    Return a formula inside a link, where a box cannot have the focus: a wide one as plain HTML.
    """
    html = for_browser(node)
    return for_feed(node) if _is_wide(html) else html


@lru_cache(maxsize=CACHED_FORMULAS)
def for_feed(node: Formula | Source) -> str:
    """
    Return a formula in HTML without MathML: in one line, or as its source.
    """
    pieces = linear(node.tex) if isinstance(node, Formula) else None
    return escape(node.source) if pieces is None else _line(pieces)


def _is_wide(html: str) -> bool:
    return html.startswith("<math") and len(_TAG.sub("", html)) > _WIDE


def _html(node: Node, write_formula: FormulaWriter, paragraph: str) -> str:
    match node:
        case Text(text):
            return escape(text, quote=False)
        case Break():
            return paragraph
        case Hyperlink(url, inner):
            label = markup(inner, write_formula, paragraph=" ")
            return f'<a href="{escape(url)}" rel="noopener">{label}</a>'
        case Formula() | Source():
            return write_formula(node)
    return f"<{node.tag}>{markup(node.nodes, write_formula, paragraph=paragraph)}</{node.tag}>"


def _is_simple(pieces: Pieces) -> bool:
    # $^3$ after a word, $25\%$: they look the same without MathML.
    match pieces:
        case (Script(_, inner),):
            return all(isinstance(piece, Run) for piece in inner)
    return _NUMBER.fullmatch(in_line(pieces)) is not None


def _line(pieces: Pieces) -> str:
    groups = groupby(pieces, key=_is_variable)
    return "".join(_run(tuple(group), variable=variable) for variable, group in groups)


def _is_variable(piece: Piece) -> bool:
    return isinstance(piece, Run) and piece.variable


def _run(pieces: Pieces, *, variable: bool) -> str:
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
