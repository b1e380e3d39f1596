"""
A page as a document: a template filled in, and front matter for the theme and the scripts.
"""

from collections.abc import Mapping
from functools import cache, partial

from jinja2 import Environment
from markupsafe import Markup

from generator.keywords.keyword import Keyword
from generator.site import addresses, templating
from generator.site.documents import Document
from generator.site.pages import markdown
from generator.site.pages.chart import chart
from generator.site.pages.paper_view import highlighted_view, paper_heading
from generator.text.language import Language


def page_document(
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
    Return the Markdown file of *page*, an address: *template*, rendered with *context*.

    The page's head links to the feeds of the keyword *feeds_of*. *meta* is more front matter.
    """
    front_matter = {
        "title": markdown.title(title),
        "description": markdown.description(description),
        "feeds": {
            "name": markdown.title(feeds_of.name),
            "folder": addresses.keyword_page(feeds_of.slug),
        },
        # The theme's search index stays empty: Pagefind indexes each paper by itself.
        "search": {"exclude": True},
        **(meta or {}),
    }
    # In templates, `link` is the href of an address on this page.
    link = partial(addresses.relative, page)
    body = _environment(language).get_template(template).render(link=link, title=title, **context)
    return addresses.source(page), markdown.document(front_matter, body).encode()


@cache
def _environment(language: Language) -> Environment:
    env = templating.environment(
        language,
        keep_trailing_newline=True,
        chart=partial(chart, language=language),
        heading=markdown.heading,
        highlighted_view=highlighted_view,
        paper_heading=paper_heading,
    )
    env.globals.update(addresses=addresses, english=_english(language), language=language)
    return env


def _english(language: Language) -> Markup:
    # The attribute of elements with text from papers, which is English: without it a screen reader
    # reads this text by the rules of the page's language.
    return Markup() if language.tag.startswith("en") else Markup(' lang="en"')
