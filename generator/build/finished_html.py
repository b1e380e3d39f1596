"""
A Python-Markdown extension that takes finished HTML past the parser, which is slow on it.

A page's source has finished HTML between the comments ``<!-- papers -->`` and ``<!-- /papers -->``.
Each such block is lifted out of the Markdown, and put back into the HTML when the parser is done.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from msgspec import Struct

_BEGIN, _END = "\n<!-- papers -->\n", "\n<!-- /papers -->\n"

# Stands for a block in Markdown: a paragraph with a private character, which no text has.
PLACEHOLDER = re.compile("\ue000finished (\\d+)\ue000")

# Stands for a block in HTML: an empty element with this attribute.
TAG, ATTRIBUTE = "div", "data-finished"

_ELEMENT = re.compile(rf'<{TAG} {ATTRIBUTE}="(\d+)"></{TAG}>')

# The priorities of the first and the last processor: each one in between reads all characters.
_FIRST, _LAST = 1000, -1000


class Lifted(Struct, frozen=True):
    """
    A page's *markdown* with a placeholder for each block of finished HTML, and the *blocks*.
    """

    markdown: str
    blocks: tuple[str, ...]


def lift(text: str) -> Lifted:
    """
    Take the blocks of finished HTML out of the Markdown *text*.
    """
    blocks: list[str] = []
    markdown = "".join(_lifted(f"\n{text}\n", blocks))
    return Lifted(markdown[1:-1], tuple(blocks))


def lower(html: str, blocks: Sequence[str]) -> str:
    """
    Replace the elements in *html* that stand for *blocks* by these blocks.
    """
    return _ELEMENT.sub(lambda found: blocks[int(found[1])], html) if blocks else html


def _lifted(text: str, blocks: list[str]) -> Iterator[str]:
    # str.find is faster here than a regular expression, which tries each character of a page.
    at = 0
    while (begin := text.find(_BEGIN, at)) >= 0:
        # An empty block ends with the line break it begins with.
        first = begin + len(_BEGIN)
        last = text.find(_END, first - 1)
        if last < 0:
            break
        yield text[at : begin + 1]
        yield f"\n\ue000finished {len(blocks)}\ue000\n"
        blocks.append(text[first:last].strip("\n"))
        at = last + len(_END) - 1
    yield text[at:]


class FinishedHtmlExtension(Extension):
    """
    Lifts blocks of finished HTML past the parser.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """
        Register the processors that take the blocks out and put them back.
        """
        blocks: list[str] = []
        md.preprocessors.register(_Lift(blocks, md), "finished_html", _FIRST)
        md.parser.blockprocessors.register(_Placeholder(md.parser), "finished_html", _FIRST)
        md.postprocessors.register(_Lower(blocks, md), "finished_html", _LAST)


class _Lift(Preprocessor):
    def __init__(self, blocks: list[str], md: Markdown) -> None:
        super().__init__(md)
        self._blocks = blocks

    def run(self, lines: list[str]) -> list[str]:
        lifted = lift("\n".join(lines))
        self._blocks[:] = lifted.blocks
        return lifted.markdown.split("\n")


class _Placeholder(BlockProcessor):
    """
    Turns the placeholder of a block in Markdown into the one in HTML.
    """

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  (Python-Markdown's)
        return PLACEHOLDER.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        [number] = PLACEHOLDER.findall(blocks.pop(0))
        SubElement(parent, TAG, {ATTRIBUTE: number})


class _Lower(Postprocessor):
    def __init__(self, blocks: list[str], md: Markdown) -> None:
        super().__init__(md)
        self._blocks = blocks

    def run(self, text: str) -> str:
        return lower(text, self._blocks)
