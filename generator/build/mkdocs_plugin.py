"""
A plugin for MkDocs and ProperDocs: finished HTML is not kept in memory.

They read all pages, and then write all of them; with 500 keywords of 100 papers that is a gigabyte
and a quarter. With the plugin they never see finished HTML, and a page gets it back when it is
written; without it the page is the same.
"""

from typing import Any

from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from generator.build import finished_html


class FinishedHtml(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """
    Lifts finished blocks past everything between a page's source and its file in the site.
    """

    def on_page_markdown(self, markdown: str, **_: Any) -> str:
        """
        A page without its finished blocks.
        """
        return finished_html.lift(markdown).markdown

    def on_post_page(self, output: str, page: Page, **_: Any) -> str:
        """
        A page as it is written, with the finished blocks of its source.
        """
        source = page.file.content_string
        return finished_html.lower(output, finished_html.lift(source).blocks)
