"""
The page that says how fresh everything is.
"""

from collections.abc import Iterator

from generator import site_map
from generator.announcement_days import HOLIDAYS, newest_covered, next_expected
from generator.batch import Document
from generator.edition import Edition
from generator.language import Language
from generator.pages import status_json
from generator.pages.page import document
from generator.standing import checked, flood, standings


def status_page(edition: Edition) -> Document:
    """
    How fresh each keyword is.
    """
    known = standings(edition)
    _ = edition.language.gettext
    return document(
        site_map.STATUS,
        "status.md",
        language=edition.language,
        title=_("Status"),
        description=_("When each keyword was last fetched from arXiv, and what went wrong."),
        feeds_of=edition.overall.keyword,
        meta={"hide": ["toc"]},
        context={
            "standings": known,
            "failed": sum(1 for one in known if one.freshness.failure),
            "waiting": sum(1 for one in known if one.freshness.attempted is None),
            "overall": list(flood(edition.overall, edition.language)),
            "checked": None if edition.notice else checked(edition),
            "newest_covered": newest_covered,
            "next_expected": next_expected,
            "holidays": list(_holidays(edition.language)),
            "format": status_json.FORMAT,
            "version": status_json.VERSION,
        },
    )


def _holidays(language: Language) -> Iterator[tuple[int, str]]:
    for year, evenings in HOLIDAYS.items():
        yield year, language.listed(map(language.day_of_year, evenings))
