"""
One page: what its front matter tells the theme, and its template.
"""

from collections.abc import Mapping

from generator import site_map
from generator.batch import Document
from generator.keyword import Keyword
from generator.language import Language
from generator.pages import markdown
from generator.pages.environment import render


def document(
    page: str,
    template: str,
    *,
    language: Language,
    title: str,
    description: str,
    feeds_of: Keyword,
    context: Mapping[str, object],
    meta: Mapping[str, object] | None = None,
) -> Document:
    """
    The source of *page*: its path below the source tree, and *template* filled with *context*,
    in *language*.

    Feed readers that are given the page find the feeds of keyword *feeds_of* in its head.
    """
    front = {
        "title": markdown.title(title),
        "description": markdown.description(description),
        "feeds": {
            "name": markdown.title(feeds_of.name),
            "folder": site_map.keyword_page(feeds_of.slug),
        },
        # Papers are found one by one, by an index of their own; the theme's stays empty.
        "search": {"exclude": True},
    }
    body = render(template, page, language, title=title, **context)
    return site_map.source(page), markdown.document({**front, **(meta or {})}, body).encode()
