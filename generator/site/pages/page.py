"""
One page: its template, and what its front matter tells the theme and the scripts.
"""

from collections.abc import Mapping
from functools import cache, partial

import msgspec
from jinja2 import Environment
from markupsafe import Markup

from generator.keywords.keyword import Keyword
from generator.site import addresses, templating
from generator.site.edition import Document
from generator.site.pages import markdown
from generator.site.pages.chart import chart
from generator.site.pages.markdown import heading
from generator.site.pages.paper_view import head, highlighted_view
from generator.text.language import Language


def render(template: str, page: str, language: Language, **context: object) -> str:
    """
    *template* filled in for *page* in *language*: its ``link`` makes an address one that works
    from there.
    """
    link = partial(addresses.relative, page)
    return environment(language).get_template(template).render(link=link, **context)


@cache
def environment(language: Language) -> Environment:
    """
    What the templates may use in *language*.
    """
    made = templating.environment(
        language,
        keep_trailing_newline=True,
        card=highlighted_view,
        chart=partial(chart, language=language),
        head=head,
        heading=heading,
    )
    made.globals.update(english=_english(language), language=language, site_map=addresses)
    return made


def _english(language: Language) -> Markup:
    # For what papers say: a program that reads it aloud takes it for the page's language else.
    return Markup() if language.tag.startswith("en") else Markup(' lang="en"')


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
            "folder": addresses.keyword_page(feeds_of.slug),
        },
        # Papers are found one by one, by an index of their own; the theme's stays empty.
        "search": {"exclude": True},
    }
    body = render(template, page, language, title=title, **context)
    return addresses.source(page), markdown.document({**front, **(meta or {})}, body).encode()


def words(language: Language) -> Mapping[str, str]:
    """
    What the theme says in *language*, by the English texts; empty for English.
    """
    texts = language.messages("overrides/")
    return {english: markdown.title(str(text)) for english, text in texts.items()}


def messages(language: Language) -> Document:
    """
    What scripts say in *language*, by the English texts, as a module for them.
    """
    texts = msgspec.json.encode(language.messages(".js")).decode()
    tag = msgspec.json.encode(language.script_tag).decode()
    script = f"export const language = {tag};\nexport const messages = {texts};\n"
    return addresses.MESSAGES, script.encode()
