"""
The templates, compiled once.
"""

from functools import cache, partial

from jinja2 import Environment
from markupsafe import Markup

from generator import site_map, templating
from generator.language import Language
from generator.pages.card import head, marked_card
from generator.pages.chart import chart
from generator.pages.markdown import heading


def render(template: str, page: str, language: Language, **context: object) -> str:
    """
    *template* filled in for *page* in *language*: its ``link`` makes an address one that works
    from there.
    """
    link = partial(site_map.relative, page)
    return environment(language).get_template(template).render(link=link, **context)


@cache
def environment(language: Language) -> Environment:
    """
    What the templates may use in *language*.
    """
    made = templating.environment(
        language,
        keep_trailing_newline=True,
        card=marked_card,
        chart=partial(chart, language=language),
        head=head,
        heading=heading,
    )
    made.globals.update(english=_english(language), language=language, site_map=site_map)
    return made


def _english(language: Language) -> Markup:
    # For what papers say: a program that reads it aloud takes it for the page's language else.
    return Markup() if language.tag.startswith("en") else Markup(' lang="en"')
