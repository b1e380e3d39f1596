"""
The page that says how to follow the site in a feed reader.
"""

from generator import site_map
from generator.batch import Document
from generator.edition import Edition
from generator.pages.page import document


def subscribe_page(edition: Edition) -> Document:
    """
    Every feed, and what a feed is.
    """
    _ = edition.language.gettext
    return document(
        site_map.SUBSCRIBE,
        "subscribe.md",
        language=edition.language,
        title=_("Subscribe"),
        description=_(
            "Follow new arXiv papers in a feed reader: Atom, RSS and JSON feeds for "
            "each keyword, and all of them as OPML."
        ),
        feeds_of=edition.overall.keyword,
        meta={"hide": ["toc"]},
        context={"sections": (edition.overall, *edition.sections)},
    )
