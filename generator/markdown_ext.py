"""
A Python-Markdown extension: finished HTML passes the parser by.

A page of a hundred papers is mostly HTML that needs no parsing, and Python-Markdown parses HTML
slowly: 50,000 papers take half a minute with it and seven seconds past it. What stands between
``<!-- papers -->`` and ``<!-- /papers -->`` is stored as it is; without the extension the page
looks the same.
"""

import re
from collections.abc import Iterator
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

_BEGIN, _END = "\n<!-- papers -->\n", "\n<!-- /papers -->\n"

# Stands for a block while everything else is read: a comment, which Python-Markdown leaves alone.
_PLACE = "<!-- finished {} -->"
_PLACES = re.compile(r"<!-- finished (\d+) -->")

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
        md.postprocessors.register(_Lower(blocks, md), "finished_html", _LAST)


class _Lift(Preprocessor):
    def __init__(self, blocks: list[str], md: Markdown) -> None:
        super().__init__(md)
        self._blocks = blocks

    def run(self, lines: list[str]) -> list[str]:
        self._blocks.clear()
        return "".join(self._lifted("\n".join(("", *lines, "")))).split("\n")

    def _lifted(self, text: str) -> Iterator[str]:
        # A regular expression would look at each character of a page.
        at = 0
        while (begin := text.find(_BEGIN, at)) >= 0:
            # An empty block ends with the line break it begins with.
            first = begin + len(_BEGIN)
            last = text.find(_END, first - 1)
            if last < 0:
                break
            yield text[at : begin + 1]
            yield f"\n{_PLACE.format(len(self._blocks))}\n"
            self._blocks.append(text[first:last])
            at = last + len(_END) - 1
        yield text[at:]


class _Lower(Postprocessor):
    def __init__(self, blocks: list[str], md: Markdown) -> None:
        super().__init__(md)
        self._blocks = blocks

    def run(self, text: str) -> str:
        return _PLACES.sub(self._block, text)

    def _block(self, place: re.Match[str]) -> str:
        number = int(place[1])
        # A page may speak of such a comment; there is no block for it, then.
        return self._blocks[number] if number < len(self._blocks) else place[0]


def makeExtension(**options: Any) -> FinishedHtml:  # noqa: N802  (Python-Markdown looks for it)
    """
    The extension, as ``mkdocs.yml`` names it by its module.
    """
    return FinishedHtml(**options)
