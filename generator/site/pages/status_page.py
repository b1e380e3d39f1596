"""
The page that says how fresh everything is, and status.json, which says the same to programs.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import msgspec
from msgspec import Struct

from generator.papers import arxiv_calendar
from generator.papers.arxiv_calendar import HOLIDAYS, newest_covered, next_expected
from generator.site import addresses
from generator.site.edition import Document, Edition
from generator.site.keyword_health import KeywordHealth, checked, flood, keyword_health
from generator.site.pages.page import document
from generator.text.language import Language

FORMAT = "daily-papers/freshness"

VERSION = 1


class _Keyword(Struct, frozen=True, kw_only=True, omit_defaults=True):
    name: str
    page: str
    attempted: datetime | None = None
    succeeded: datetime | None = None
    stale_from: datetime | None = None
    newest: date | None = None
    total: int | None = None
    missed: bool = False
    dropped: int = 0
    failures: int = 0
    failure: str | None = None


class _Status(Struct, frozen=True, kw_only=True, omit_defaults=True):
    # Not a default: those are left out.
    format: str
    version: int
    about: str
    checked: datetime | None = None
    stale_from: datetime | None = None
    announcement: date | None = None
    next_announcement: datetime | None = None
    keywords: dict[str, _Keyword]


def status_json(edition: Edition) -> bytes:
    """
    The freshness of the site and of each keyword; what is unknown or none is left out.

    A sample is never stale: with a notice, *edition* gives no date for that.
    """
    asked = None if edition.notice else checked(edition)
    keywords = {
        one.section.keyword.slug: _keyword(edition, one)
        for one in sorted(keyword_health(edition), key=lambda one: one.section.keyword.slug)
    }
    status = _Status(
        format=FORMAT,
        version=VERSION,
        about=addresses.absolute(edition.site_url, addresses.STATUS) + "#for-programs",
        checked=_second(checked(edition)),
        stale_from=arxiv_calendar.stale_from(asked) if asked else None,
        announcement=arxiv_calendar.newest_covered(asked).date() if asked else None,
        next_announcement=arxiv_calendar.next_expected(asked) if asked else None,
        keywords=keywords,
    )
    return msgspec.json.encode(status) + b"\n"


def _keyword(edition: Edition, standing: KeywordHealth) -> _Keyword:
    keyword, freshness = standing.section.keyword, standing.freshness
    page = addresses.keyword_page(keyword.slug)
    return _Keyword(
        name=keyword.name,
        page=addresses.absolute(edition.site_url, page),
        attempted=_second(freshness.attempted),
        succeeded=_second(freshness.succeeded),
        stale_from=None if edition.notice else standing.stale_from,
        newest=standing.section.listing.newest_day,
        total=freshness.total,
        missed=freshness.missed,
        dropped=len(freshness.dropped),
        failures=freshness.failures,
        failure=freshness.failure,
    )


def _second(moment: datetime | None) -> datetime | None:
    # Programs that know RFC 3339 need not know fractions.
    return moment.astimezone(UTC).replace(microsecond=0) if moment else None


def status_page(edition: Edition) -> Document:
    """
    How fresh each keyword is.
    """
    known = keyword_health(edition)
    _ = edition.language.gettext
    return document(
        addresses.STATUS,
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
            "format": FORMAT,
            "version": VERSION,
        },
    )


def _holidays(language: Language) -> Iterator[tuple[int, str]]:
    for year, evenings in HOLIDAYS.items():
        yield year, language.enumeration(map(language.day_of_year, evenings))
