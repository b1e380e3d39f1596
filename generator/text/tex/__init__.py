"""
TeX in arXiv's titles, abstracts and comments, rewritten as HTML, plain text or LaTeX.

The parser reads a text into nodes; one writer for each output follows. All writers leave TeX that
is not understood visible as its source: nothing vanishes, and no formula is shown that says
something else than its author's. Each output ends in the direction of writing it began in.
"""

from html import escape

from generator.text.bidi import closed
from generator.text.tex.html import Find, for_feed, for_link, for_page, marked, markup
from generator.text.tex.latex import encode, latex_title
from generator.text.tex.nodes import Nodes, Text, unlinked
from generator.text.tex.parser import is_plain, parsed
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
    Return *source* as plain Unicode, one line a paragraph: ``10⁻³`` for ``$10^{-3}$``.

    A formula that does not fit in one line stays TeX. Nothing is escaped.
    """
    text = closed(source)
    return text if is_plain(text) else plain(parsed(text))


def to_html(source: str, find: Find | None = None) -> str:
    r"""
    Return *source* as HTML for a page: formulas in MathML, web addresses as links.

    ``\emph{all} $x$`` gives ``<em>all</em> <math><mrow><mi>x</mi></mrow></math>``. The HTML is
    phrasing content; ``<br>`` separates paragraphs. *find* is called with the text that a reader
    sees, in which U+FFFC stands for each formula and each link; the spans it returns are put into
    ``<mark>``.
    """
    return markup(_marked(_nodes(source), find), for_page).strip()


def to_title_html(source: str, find: Find | None = None) -> str:
    """
    Return *source* as HTML inside a link: like ``to_html``, but on one line and without links.
    """
    return markup(_marked(unlinked(_nodes(source)), find), for_link, paragraph=" ").strip()


def to_feed_html(source: str) -> str:
    """
    Return *source* as HTML for feed readers, which have no MathML: ``<i>x</i>²`` for ``$x^2$``.

    A formula that does not fit in one line stays TeX.
    """
    text = closed(source)
    if is_plain(text):
        return escape(text, quote=False)
    return markup(parsed(text), for_feed).strip()


def to_latex(source: str) -> str:
    r"""
    Return *source* as LaTeX with balanced braces, without formulas and styles: for names and notes.

    ``é $x^2$`` gives ``{\'e} x{\texttwosuperior}``.
    """
    return encode(to_text(source).replace("\n", " "))


def to_latex_title(source: str) -> str:
    """
    Return *source* as LaTeX for a title: ``{NeRF} on $x$`` for ``NeRF on $x$``.

    Braces are balanced. A word whose capitals a bibliography style must keep stands in braces.
    """
    return latex_title(parsed(source)).strip()


def _nodes(source: str) -> Nodes:
    text = closed(source)
    return (Text(text),) if is_plain(text) else parsed(text)


def _marked(nodes: Nodes, find: Find | None) -> Nodes:
    return marked(nodes, find) if find else nodes
