"""
What stands below an entry's title: the whole paper on a card of HTML.
"""

from functools import cache

from jinja2 import Template
from markupsafe import Markup

from generator import templating, tex
from generator.feeds.feed_entry import FeedEntry
from generator.language import ENGLISH, Language
from generator.taxonomy import category_name

# Authors named on the card.
AUTHORS = 30


def card(entry: FeedEntry, language: Language = ENGLISH) -> str:
    """
    *entry* as HTML in *language* that needs no style sheet and has absolute links only.
    """
    authors = authors_line(entry.authors, language)
    return _template(language).render(entry=entry, paper=entry.paper, authors=authors)


def authors_line(authors: tuple[str, ...], language: Language = ENGLISH) -> str:
    """
    The *authors* by name, as far as a line can hold them.
    """
    named = ", ".join(authors[:AUTHORS])
    unnamed = len(authors) - AUTHORS
    if unnamed <= 0:
        return named
    more = language.gettext("… and %(number)s more", number=language.number(unnamed))
    return f"{named}, {more}"


@cache
def _template(language: Language) -> Template:
    made = templating.environment(language, category_name=category_name, html=_html)
    return made.get_template("feed_entry.html")


def _html(source: str) -> Markup:
    return Markup(tex.to_feed_html(source))  # noqa: S704  (tex gives safe HTML)
