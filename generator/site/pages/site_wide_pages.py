"""
The pages that hold no list of papers: subscribe, starred, trends.
"""

from generator.site import addresses
from generator.site.edition import Document, Edition
from generator.site.pages.page import document
from generator.site.trends import trends


def starred_page(edition: Edition) -> Document:
    """
    The frame of the list, and what can be done with it.
    """
    _ = edition.language.gettext
    return document(
        addresses.STARRED,
        "starred.md",
        language=edition.language,
        title=_("Starred"),
        description=_("The papers you starred. They are kept in your browser, and sent nowhere."),
        feeds_of=edition.overall.keyword,
        meta={"hide": ["toc"]},
        context={},
    )


def subscribe_page(edition: Edition) -> Document:
    """
    Every feed, and what a feed is.
    """
    _ = edition.language.gettext
    return document(
        addresses.SUBSCRIBE,
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


def trends_page(edition: Edition) -> Document:
    """
    Papers a week and month of each keyword, and what the last thirty days held.
    """
    _ = edition.language.gettext
    return document(
        addresses.TRENDS,
        "trends.md",
        language=edition.language,
        title=_("Trends"),
        description=_(
            "How many papers came for each keyword, week by week, and the categories, "
            "venues and authors they had most."
        ),
        feeds_of=edition.overall.keyword,
        meta={"hide": ["toc"]},
        context={"trends": trends(edition), "newest_day": edition.overall.listing.newest_day},
    )
