"""
A Python-Markdown extension: finished HTML passes the parser by.

Python-Markdown parses HTML slowly: 50,000 papers take half a minute with it and seven seconds past
it. Finished blocks are stored as they are; without the extension the page looks the same.
"""

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

from generator import finished_html

# The first that sees a page, and the last: whatever is in between looks at each character.
_FIRST, _LAST = 1000, -1000


class FinishedHtml(Extension):
    """
    Lifts finished blocks past the parser.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """
        Register what takes the blocks out, and what puts them back.
        """
        blocks: list[str] = []
        md.preprocessors.register(_Lift(blocks, md), "finished_html", _FIRST)
        md.parser.blockprocessors.register(_Place(md.parser), "finished_html", _FIRST)
        md.postprocessors.register(_Lower(blocks, md), "finished_html", _LAST)


class _Lift(Preprocessor):
    def __init__(self, blocks: list[str], md: Markdown) -> None:
        super().__init__(md)
        self._blocks = blocks

    def run(self, lines: list[str]) -> list[str]:
        lifted = finished_html.lift("\n".join(lines))
        self._blocks[:] = lifted.blocks
        return lifted.markdown.split("\n")


class _Place(BlockProcessor):
    """
    Keeps the place of a block.
    """

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  (Python-Markdown's)
        return finished_html.PLACE.fullmatch(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        [number] = finished_html.PLACE.findall(blocks.pop(0))
        SubElement(parent, finished_html.TAG, {finished_html.ATTRIBUTE: number})


class _Lower(Postprocessor):
    def __init__(self, blocks: list[str], md: Markdown) -> None:
        super().__init__(md)
        self._blocks = blocks

    def run(self, text: str) -> str:
        return finished_html.lower(text, self._blocks)


def makeExtension(**options: Any) -> FinishedHtml:  # noqa: N802  (Python-Markdown looks for it)
    """
    The extension, as ``mkdocs.yml`` names it by its module.
    """
    return FinishedHtml(**options)
