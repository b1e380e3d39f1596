"""
The page that says how fresh everything is: the only one that knows when arXiv was asked.
"""

from msgspec import Struct

from generator import site_map
from generator.edition import Edition, Section
from generator.freshness import Freshness
from generator.pages.page import document


class Line(Struct, frozen=True):
    """
    A keyword's freshness, None if arXiv was never asked, and where its newest paper is, if any.
    """

    section: Section
    freshness: Freshness | None
    newest: str | None


def status_page(edition: Edition) -> tuple[str, str]:
    """
    How fresh each keyword is.
    """
    lines = [_line(edition, section) for section in edition.sections]
    return document(
        site_map.STATUS,
        "status.md",
        title="Status",
        description="When each keyword was last fetched from arXiv, and what went wrong.",
        feeds_of=edition.overall.keyword,
        meta={"hide": ["toc"]},
        context={
            "lines": lines,
            "failed": sum(1 for line in lines if line.freshness and line.freshness.failure),
            "waiting": sum(1 for line in lines if line.freshness is None),
        },
    )


def _line(edition: Edition, section: Section) -> Line:
    slug = section.keyword.slug
    entries = section.listing.entries
    newest = site_map.paper(slug, entries[0]) if entries else None
    return Line(section, edition.freshness.get(slug), newest)
