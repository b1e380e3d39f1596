"""
What stands below an entry's title: the whole paper on a card of HTML.
"""

from datetime import date
from functools import cache

from jinja2 import Template
from markupsafe import Markup

from generator import templating, tex
from generator.feeds.feed_entry import FeedEntry
from generator.taxonomy import category_name

# Authors named on the card.
AUTHORS = 30

# Not from strftime: a feed must not depend on the machine's language.
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def card(entry: FeedEntry) -> str:
    """
    *entry* as HTML that needs no style sheet and has absolute links only.
    """
    return _template().render(entry=entry, paper=entry.paper, authors=authors_line(entry.authors))


def authors_line(authors: tuple[str, ...]) -> str:
    """
    The *authors* by name, as far as a line can hold them.
    """
    named = ", ".join(authors[:AUTHORS])
    unnamed = len(authors) - AUTHORS
    return f"{named}, … and {unnamed:,} more" if unnamed > 0 else named


@cache
def _template() -> Template:
    made = templating.environment(day=_day, category_name=category_name, html=_html)
    return made.get_template("feed_entry.html")


def _day(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def _html(source: str) -> Markup:
    return Markup(tex.to_feed_html(source))  # noqa: S704  (tex gives safe HTML)
