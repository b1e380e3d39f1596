"""
A plugin for MkDocs and ProperDocs, so that they do not keep finished HTML in memory.

Both read all pages before they write the first one. With 500 keywords of 100 papers that takes 1.25
GB. The plugin takes the finished HTML out of each page, and puts it back when the page is written.
Pages are the same without the plugin.
"""

from typing import Any

from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from generator.build import finished_html


class FinishedHtml(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """
    Takes blocks of finished HTML past all that happens to a page before it is written.
    """

    def on_page_markdown(self, markdown: str, **_: Any) -> str:
        """
        The page's Markdown without blocks of finished HTML.
        """
        return finished_html.lift(markdown).markdown

    def on_post_page(self, output: str, page: Page, **_: Any) -> str:
        """
        The page's HTML with the blocks of finished HTML from its source.
        """
        source = page.file.content_string
        return finished_html.lower(output, finished_html.lift(source).blocks)
