"""
All pages of an edition.
"""

from collections.abc import Iterator

from generator.edition import Edition
from generator.pages.home_page import home_page
from generator.pages.listing_page import keyword_pages, overall_pages
from generator.pages.starred_page import starred_page
from generator.pages.status_page import status_page
from generator.pages.subscribe_page import subscribe_page
from generator.pages.trends_page import trends_page
from generator.places import places


def documents(edition: Edition) -> Iterator[tuple[str, str]]:
    """
    Every generated page: its path below the source tree, and its Markdown.

    All but the status page, and a line of the first one, depend on papers and keywords alone;
    the same edition gives the same bytes whenever it is rendered.
    """
    home = places(edition.sections)
    yield home_page(edition, home)
    yield from overall_pages(edition, home)
    for section in edition.sections:
        yield from keyword_pages(edition, section, home)
    yield subscribe_page(edition)
    yield trends_page(edition)
    yield starred_page(edition)
    yield status_page(edition)
