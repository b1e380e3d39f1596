"""
All pages of an edition.
"""

from collections.abc import Iterator, Mapping

from generator.site.addresses import Permalink
from generator.site.edition import Batch, Document, Edition
from generator.site.pages.home_page import home_page
from generator.site.pages.month_page import InMonth, month_pages
from generator.site.pages.newest_page import Newest, newest_page
from generator.site.pages.site_wide_pages import starred_page, subscribe_page, trends_page
from generator.site.pages.status_page import status_page


def batches(
    edition: Edition, homes: Mapping[str, Permalink]
) -> Iterator[Batch[Newest] | Batch[InMonth]]:
    """
    The pages of papers, in Markdown; *homes* are the places of all papers.
    """
    # One after the other: they show the same papers, whose cards are kept for a while.
    for section in (edition.overall, *edition.sections):
        yield newest_page(edition, homes, section)
        yield from month_pages(edition, homes, section)


def documents(edition: Edition, homes: Mapping[str, Permalink]) -> Iterator[Document]:
    """
    The pages about the whole site.

    All but the status page, and a line of the first one, depend on papers and keywords alone;
    the same edition gives the same bytes whenever it is rendered.
    """
    yield home_page(edition, homes)
    yield subscribe_page(edition)
    yield trends_page(edition)
    yield starred_page(edition)
    yield status_page(edition)
