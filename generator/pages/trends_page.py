"""
The page that shows all keywords side by side over time.
"""

from generator import site_map
from generator.batch import Document
from generator.edition import Edition
from generator.pages.page import document
from generator.trends import trends


def trends_page(edition: Edition) -> Document:
    """
    Papers a week and month of each keyword, and what the last thirty days held.
    """
    _ = edition.language.gettext
    return document(
        site_map.TRENDS,
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
