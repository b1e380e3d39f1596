"""
The page that says how fresh everything is.
"""

from collections.abc import Iterator

from generator import site_map
from generator.announcement_days import HOLIDAYS, newest_covered, next_expected
from generator.batch import Document
from generator.edition import Edition
from generator.pages import status_json
from generator.pages.page import document
from generator.standing import checked, flood, standings
from generator.wording import day


def status_page(edition: Edition) -> Document:
    """
    How fresh each keyword is.
    """
    known = standings(edition)
    return document(
        site_map.STATUS,
        "status.md",
        title="Status",
        description="When each keyword was last fetched from arXiv, and what went wrong.",
        feeds_of=edition.overall.keyword,
        meta={"hide": ["toc"]},
        context={
            "standings": known,
            "failed": sum(1 for one in known if one.freshness.failure),
            "waiting": sum(1 for one in known if one.freshness.attempted is None),
            "overall": list(flood(edition.overall)),
            "checked": None if edition.notice else checked(edition),
            "newest_covered": newest_covered,
            "next_expected": next_expected,
            "holidays": list(_holidays()),
            "format": status_json.FORMAT,
            "version": status_json.VERSION,
        },
    )


def _holidays() -> Iterator[tuple[int, str]]:
    for year, evenings in HOLIDAYS.items():
        *others, last = (day(one).removesuffix(f" {year}") for one in evenings)
        yield year, f"{', '.join(others)} and {last}"
