"""
All pages of an edition.
"""

from collections.abc import Iterator, Mapping

from generator.site.addresses import Permalink
from generator.site.documents import Document, RenderTask
from generator.site.edition import Edition
from generator.site.pages.home_page import home_page
from generator.site.pages.keyword_page import KeywordPage, keyword_page
from generator.site.pages.month_page import MonthPage, month_pages
from generator.site.pages.site_wide_pages import starred_page, subscribe_page, trends_page
from generator.site.pages.status_page import status_page


def listing_pages(
    edition: Edition, permalinks: Mapping[str, Permalink]
) -> Iterator[RenderTask[KeywordPage] | RenderTask[MonthPage]]:
    """
    Yield tasks for the pages of listings: of every keyword, of all together, and of their months.

    *permalinks* has the permalink of every paper.
    """
    # A section's pages follow each other: they have the same papers, whose HTML is remembered.
    for section in (edition.overall, *edition.sections):
        yield keyword_page(edition, permalinks, section)
        yield from month_pages(edition, permalinks, section)


def site_wide_pages(edition: Edition, permalinks: Mapping[str, Permalink]) -> Iterator[Document]:
    """
    Yield the pages about the whole site: home, subscribe, trends, starred, status.

    The status page and the line "Up to arXiv's announcement of …" on the home page tell when arXiv
    was asked. All else depends on papers and keywords alone.
    """
    yield home_page(edition, permalinks)
    yield subscribe_page(edition)
    yield trends_page(edition)
    yield starred_page(edition)
    yield status_page(edition)
