"""
A Python-Markdown extension: finished HTML passes the parser by.

A page of a hundred papers is mostly HTML that needs no parsing, and Python-Markdown parses HTML
slowly: 50,000 papers take half a minute with it and seven seconds past it. What stands between
``<!-- papers -->`` and ``<!-- /papers -->`` is stored as it is; without the extension the page
looks the same.
"""

from collections.abc import Iterator
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_BEGIN, _END = "\n<!-- papers -->\n", "\n<!-- /papers -->\n"

# After normalize_whitespace (30), which would take the placeholders away; before html_block (20).
_PRIORITY = 25


class FinishedHtml(Extension):
    """
    Lifts finished blocks past the parser.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        """
        Register the preprocessor that does it.
        """
        md.preprocessors.register(_Lift(md), "finished_html", _PRIORITY)


class _Lift(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
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
            yield f"\n{self.md.htmlStash.store(text[first : last + 1])}\n"
            at = last + len(_END) - 1
        yield text[at:]


def makeExtension(**options: Any) -> FinishedHtml:  # noqa: N802  (Python-Markdown looks for it)
    """
    The extension, as ``mkdocs.yml`` names it by its module.
    """
    return FinishedHtml(**options)
