"""
The status page: when each keyword was fetched, and what failed. ``status.json`` says the same.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import msgspec
from msgspec import Struct

from generator.papers import arxiv_calendar
from generator.papers.arxiv_calendar import HOLIDAYS, newest_covered, next_expected
from generator.site import addresses
from generator.site.documents import Document
from generator.site.edition import Edition
from generator.site.failure_sentences import failure_sentence
from generator.site.keyword_health import KeywordHealth, checked, flood, keyword_health
from generator.site.pages.page import page_document
from generator.text.language import Language

# The members format and version of status.json. A new member does not change the version.
FORMAT = "daily-papers/freshness"

VERSION = 1


class _KeywordStatus(Struct, frozen=True, kw_only=True, omit_defaults=True):
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
    # Without defaults: omit_defaults would leave them out.
    format: str
    version: int
    about: str
    checked: datetime | None = None
    stale_from: datetime | None = None
    announcement: date | None = None
    next_announcement: datetime | None = None
    keywords: dict[str, _KeywordStatus]


def status_json(edition: Edition) -> bytes:
    """
    Return ``status.json``: the freshness of the site and of each keyword.

    A member that is unknown, none or zero is left out. A demo, which has a notice, is never stale:
    it has no *stale_from*, and no dates of announcements.
    """
    asked = None if edition.notice else checked(edition)
    keywords = {
        health.section.keyword.slug: _keyword_status(edition, health)
        for health in sorted(keyword_health(edition), key=lambda each: each.section.keyword.slug)
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


def _keyword_status(edition: Edition, health: KeywordHealth) -> _KeywordStatus:
    keyword, freshness = health.section.keyword, health.freshness
    page = addresses.keyword_page(keyword.slug)
    return _KeywordStatus(
        name=keyword.name,
        page=addresses.absolute(edition.site_url, page),
        attempted=_second(freshness.attempted),
        succeeded=_second(freshness.succeeded),
        stale_from=None if edition.notice else health.stale_from,
        newest=health.section.listing.newest_day,
        total=freshness.total,
        missed=freshness.missed,
        dropped=len(freshness.unreadable),
        failures=freshness.failures,
        failure=failure_sentence(freshness.failure, freshness.status)
        if freshness.failure
        else None,
    )


def _second(moment: datetime | None) -> datetime | None:
    # Whole seconds in UTC: some programs cannot read RFC 3339's fractions.
    return moment.astimezone(UTC).replace(microsecond=0) if moment else None


def status_page(edition: Edition) -> Document:
    """
    Return the status page.
    """
    known = keyword_health(edition)
    _ = edition.language.gettext
    return page_document(
        addresses.STATUS,
        "status.md",
        language=edition.language,
        title=_("Status"),
        description=_("When each keyword was last fetched from arXiv, and what went wrong."),
        feeds_of=edition.overall.keyword,
        meta={"hide": ["toc"]},
        context={
            "keyword_health": known,
            "failed": sum(1 for health in known if health.freshness.failure),
            "waiting": sum(1 for health in known if health.freshness.attempted is None),
            "overall_remarks": list(flood(edition.overall, edition.language)),
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
