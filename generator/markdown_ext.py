"""
A Python-Markdown extension: finished HTML passes the parser by.

A page of a hundred papers is mostly HTML that needs no parsing, and Python-Markdown parses HTML
slowly: 50,000 papers take half a minute with it and seven seconds past it. What stands between
``<!-- papers -->`` and ``<!-- /papers -->`` is stored as it is; without the extension the page
looks the same.
"""

import re
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

_FINISHED = re.compile(r"^<!-- papers -->\n(.*?)^<!-- /papers -->$", re.DOTALL | re.MULTILINE)

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
        return _FINISHED.sub(self._stored, "\n".join(lines)).split("\n")

    def _stored(self, block: re.Match[str]) -> str:
        return f"\n{self.md.htmlStash.store(block[1])}\n"


def makeExtension(**options: Any) -> FinishedHtml:  # noqa: N802  (Python-Markdown looks for it)
    """
    The extension, as ``mkdocs.yml`` names it by its module.
    """
    return FinishedHtml(**options)
