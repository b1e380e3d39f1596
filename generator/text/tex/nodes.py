"""
What a text is made of once its TeX has been read.
"""

from typing import Literal

from msgspec import Struct

# The HTML elements that stand for TeX's styles, and the one that marks words.
Tag = Literal["em", "strong", "code", "sup", "sub", "mark"]


class Text(Struct, frozen=True):
    """
    Characters to be shown as they are.
    """

    text: str


class Styled(Struct, frozen=True):
    """
    Nodes that TeX sets in another style.
    """

    tag: Tag
    nodes: "tuple[Node, ...]"


class Link(Struct, frozen=True):
    """
    Nodes that lead to *url*, which is http or https.
    """

    url: str
    nodes: "tuple[Node, ...]"


class Formula(Struct, frozen=True):
    """
    A formula: its TeX without delimiters, and *source*, the same as the author wrote it.
    """

    tex: str
    source: str
    display: bool = False


class Source(Struct, frozen=True):
    """
    TeX that is not understood, and is therefore shown.
    """

    source: str


class Break(Struct, frozen=True):
    """
    The end of a paragraph.
    """


Node = Text | Styled | Link | Formula | Source | Break

Nodes = tuple[Node, ...]


def unlinked(nodes: Nodes) -> Nodes:
    """
    *nodes* without links, for where a link cannot stand.
    """
    return tuple(plain for node in nodes for plain in _unlinked(node))


def _unlinked(node: Node) -> Nodes:
    if isinstance(node, Link):
        return unlinked(node.nodes)
    if isinstance(node, Styled):
        return (Styled(node.tag, unlinked(node.nodes)),)
    return (node,)
