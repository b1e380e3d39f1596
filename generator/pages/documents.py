"""
All pages of an edition.
"""

from collections.abc import Iterator, Mapping

from generator.batch import Batch, Document
from generator.edition import Edition
from generator.pages.home_page import home_page
from generator.pages.month_page import InMonth, month_pages
from generator.pages.newest_page import Newest, newest_page
from generator.pages.starred_page import starred_page
from generator.pages.status_page import status_page
from generator.pages.subscribe_page import subscribe_page
from generator.pages.trends_page import trends_page
from generator.places import Place


def batches(
    edition: Edition, homes: Mapping[str, Place]
) -> Iterator[Batch[Newest] | Batch[InMonth]]:
    """
    The pages of papers, in Markdown; *homes* are the places of all papers.
    """
    # One after the other: they show the same papers, whose cards are kept for a while.
    for section in (edition.overall, *edition.sections):
        yield newest_page(edition, homes, section)
        yield from month_pages(edition, homes, section)


def documents(edition: Edition, homes: Mapping[str, Place]) -> Iterator[Document]:
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
