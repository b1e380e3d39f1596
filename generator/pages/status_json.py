"""
How fresh the site is, for its own pages and for other programs: ``status.json``.

The status page describes it. Readers' browsers compare it with their clocks, since a site that
nobody renews cannot tell by itself that it has grown old.
"""

from datetime import UTC, date, datetime

import msgspec
from msgspec import Struct

from generator import announcement_days, site_map
from generator.edition import Edition
from generator.standing import Standing, checked, standings

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
        for one in sorted(standings(edition), key=lambda one: one.section.keyword.slug)
    }
    status = _Status(
        format=FORMAT,
        version=VERSION,
        about=site_map.absolute(edition.site_url, site_map.STATUS) + "#for-programs",
        checked=_second(checked(edition)),
        stale_from=announcement_days.stale_from(asked) if asked else None,
        announcement=announcement_days.newest_covered(asked).date() if asked else None,
        next_announcement=announcement_days.next_expected(asked) if asked else None,
        keywords=keywords,
    )
    return msgspec.json.encode(status) + b"\n"


def _keyword(edition: Edition, standing: Standing) -> _Keyword:
    keyword, freshness = standing.section.keyword, standing.freshness
    page = site_map.keyword_page(keyword.slug)
    return _Keyword(
        name=keyword.name,
        page=site_map.absolute(edition.site_url, page),
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
