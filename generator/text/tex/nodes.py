"""
The parts of a text whose TeX has been read: words, styles, links, formulas.
"""

from typing import Literal

from msgspec import Struct

# The HTML elements for TeX's styles, and ``mark`` for words that a query found.
Tag = Literal["em", "strong", "code", "sup", "sub", "mark"]


class Text(Struct, frozen=True):
    """
    Characters that stand for themselves.
    """

    text: str


class Styled(Struct, frozen=True):
    r"""
    Nodes in the style *tag*: ``\emph{a}`` is ``Styled("em", (Text("a"),))``.
    """

    tag: Tag
    nodes: "tuple[Node, ...]"


class Hyperlink(Struct, frozen=True):
    """
    Nodes that link to *url*, an address with http or https.
    """

    url: str
    nodes: "tuple[Node, ...]"


class Formula(Struct, frozen=True):
    """
    A formula: *tex* is ``x^2`` where *source*, as the author wrote it, is ``$x^2$``.

    *display* says that the author set it on a line of its own.
    """

    tex: str
    source: str
    display: bool = False


class Source(Struct, frozen=True):
    """
    TeX that the parser does not understand; a reader sees it as its source.
    """

    source: str


class Break(Struct, frozen=True):
    """
    The end of a paragraph.
    """


Node = Text | Styled | Hyperlink | Formula | Source | Break

Nodes = tuple[Node, ...]


def unlinked(nodes: Nodes) -> Nodes:
    """
    Return *nodes* with the label of each link in its place, for use inside another link.
    """
    return tuple(plain for node in nodes for plain in _unlinked(node))


def _unlinked(node: Node) -> Nodes:
    if isinstance(node, Hyperlink):
        return unlinked(node.nodes)
    if isinstance(node, Styled):
        return (Styled(node.tag, unlinked(node.nodes)),)
    return (node,)
