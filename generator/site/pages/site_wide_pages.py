"""
Short pages about the whole site: starred, subscribe, trends.
"""

from generator.site import addresses
from generator.site.documents import Document
from generator.site.edition import Edition
from generator.site.pages.page import page_document
from generator.site.trends import trends


def starred_page(edition: Edition) -> Document:
    """
    Return the page of starred papers. Its list is empty: a script fills it in the browser.
    """
    _ = edition.language.gettext
    return page_document(
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
    Return the page with every feed, which also describes ``_arxiv`` of JSON Feed.
    """
    _ = edition.language.gettext
    return page_document(
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
    Return the page with the trend of each keyword.
    """
    _ = edition.language.gettext
    return page_document(
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
