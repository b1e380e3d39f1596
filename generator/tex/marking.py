"""
Marks words in a text that has been read, and touches nothing else: no formula, no link.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from generator.tex.nodes import Break, Node, Nodes, Styled, Text

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
