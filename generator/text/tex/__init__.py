"""
LaTeX text, as arXiv's titles, abstracts and comments hold it, for those who have no LaTeX.

Texts are read once into nodes (``parser``) and written for one of several places. In all of them
what is not understood stays visible as its source: nothing vanishes, and no formula is shown
that says something else than its author's. A text that turns the direction of writing turns it
back at its end.
"""

from html import escape

from generator.text.bidi import closed
from generator.text.tex.html import Find, in_box, in_html, in_link, marked, markup
from generator.text.tex.latex import encode, latex_title
from generator.text.tex.nodes import Nodes, Text, unlinked
from generator.text.tex.parser import is_ordinary, parsed
from generator.text.tex.plain_text import plain

__all__ = [
    "Find",
    "to_feed_html",
    "to_html",
    "to_latex",
    "to_latex_title",
    "to_text",
    "to_title_html",
]


def to_text(source: str) -> str:
    """
    *source* as plain Unicode, one line a paragraph: ``10⁻³``, ``ℝ^(n×d)``.

    A formula that cannot be said in one line stays TeX. Nothing is escaped.
    """
    text = closed(source)
    return text if is_ordinary(text) else plain(parsed(text))


def to_html(source: str, find: Find | None = None) -> str:
    """
    *source* as phrasing content for a page: formulas in MathML, addresses as links.

    What *find* finds in the text that is shown is marked; of anything without words, such as a
    formula, it sees U+FFFC. Without the marks the HTML is the same.
    """
    return markup(_marked(_nodes(source), find), in_box).strip()


def to_title_html(source: str, find: Find | None = None) -> str:
    """
    The same for inside a link: on one line, and without links.
    """
    return markup(_marked(unlinked(_nodes(source)), find), in_link, paragraph=" ").strip()


def to_feed_html(source: str) -> str:
    """
    *source* for feed readers, which have no MathML: formulas in one line, or as TeX.
    """
    text = closed(source)
    if is_ordinary(text):
        return escape(text, quote=False)
    return markup(parsed(text), in_html).strip()


def to_latex(source: str) -> str:
    """
    *source* as LaTeX text without formulas and styles, with balanced braces; for names and notes.
    """
    return encode(to_text(source).replace("\n", " "))


def to_latex_title(source: str) -> str:
    """
    *source* as LaTeX with balanced braces, and words whose capitals matter in braces of their own.
    """
    return latex_title(parsed(source)).strip()


def _nodes(source: str) -> Nodes:
    text = closed(source)
    return (Text(text),) if is_ordinary(text) else parsed(text)


def _marked(nodes: Nodes, find: Find | None) -> Nodes:
    return marked(nodes, find) if find else nodes
