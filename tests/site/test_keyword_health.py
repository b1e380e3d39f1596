from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from samples.making import DAY, make_edition, make_entry, make_keyword, make_paper

from generator.errors import FailureKind
from generator.papers.freshness import Freshness
from generator.papers.listing import Listing
from generator.site.edition import Section
from generator.site.keyword_health import KeywordHealth, checked, flood, keyword_health

# A Tuesday; its answer is stale on Thursday at 18:00.
TUESDAY = datetime(2026, 7, 14, 6, 0, tzinfo=UTC)

WEDNESDAY = TUESDAY + timedelta(days=1)

THURSDAY = datetime(2026, 7, 16, 18, 0, tzinfo=UTC)

MISSED = (
    "More papers had come than one run asks for: the older of them are missing here and in the "
    "feeds. A narrower keyword misses none."
)

REFUSED_429 = "arXiv refused the request with HTTP status 429."

FRESH = Freshness(query="q", attempted=TUESDAY, succeeded=TUESDAY)


def section(*days: date, **fields: Any) -> Section:
    """
    A keyword with a paper of each of these days.
    """
    entries = [
        make_entry(make_paper(f"2512.{number:05}"), announced=on)
        for number, on in enumerate(days, start=1)
    ]
    return Section(make_keyword(**fields), Listing("windmills", tuple(entries)))


def remarks(freshness: Freshness) -> list[str]:
    return list(KeywordHealth(section(DAY), freshness).remarks())


@pytest.mark.parametrize(
    ("freshness", "said"),
    [
        (FRESH, []),
        (Freshness(), ["Not asked yet."]),
        (
            Freshness().unasked(FailureKind.NO_TIME),
            ["Failed 1 time: Not asked: the time for all requests of the run was over."],
        ),
        (
            FRESH.failed(WEDNESDAY, FailureKind.REFUSED, 429),
            [f"Failed 1 time, last asked on 15 July 2026, 06:00: {REFUSED_429}"],
        ),
        (
            Freshness(attempted=TUESDAY, succeeded=TUESDAY, unreadable=("2512.00001",)),
            ["1 paper of arXiv’s last answer could not be read: 2512.00001."],
        ),
        (
            Freshness(attempted=TUESDAY, succeeded=TUESDAY, unreadable=(None, "2512.00002")),
            ["2 papers of arXiv’s last answer could not be read: 2512.00002."],
        ),
        (
            Freshness(attempted=TUESDAY, succeeded=TUESDAY, unreadable=(None,)),
            ["1 paper of arXiv’s last answer could not be read."],
        ),
        (
            Freshness(attempted=TUESDAY, succeeded=TUESDAY, missed=True),
            [MISSED],
        ),
    ],
)
def test_remarks_say_what_dates_do_not(freshness: Freshness, said: list[str]) -> None:
    """
    What failed and why, and what is missing on the page and in the feeds.
    """
    assert said == remarks(freshness)


def test_more_papers_a_day_than_a_page_holds_are_told() -> None:
    """
    They are on the month's page, but readers of two kinds of feed never see them.
    """
    before = DAY - timedelta(days=1)
    days = (DAY, *(before,) * 3)

    (told,) = flood(section(*days, max_papers=2))

    assert told.startswith("3 papers came on 18 December 2025, and the page and its feeds hold 2:")
    assert [told] == list(KeywordHealth(section(*days, max_papers=2), FRESH).remarks())
    assert [] == list(flood(section(*days, max_papers=3)))
    assert [] == list(flood(section()))


def test_a_flood_is_forgotten_after_a_week() -> None:
    """
    Whoever read the page since then was told.
    """
    week_ago = DAY - timedelta(days=7)

    assert [] == list(flood(section(DAY, *(week_ago,) * 3, max_papers=2)))


def test_a_keyword_is_stale_after_two_announcement_days() -> None:
    """
    To the second, and whether asking failed or nobody asked.
    """
    quiet = KeywordHealth(section(DAY), FRESH)
    failed = KeywordHealth(section(DAY), FRESH.failed(WEDNESDAY, FailureKind.REFUSED, 429))

    for one in (quiet, failed):
        assert THURSDAY == one.stale_from
        assert not one.is_stale(THURSDAY - timedelta(seconds=1))
        assert one.is_stale(THURSDAY)
        assert one.is_alarming(THURSDAY)


def test_an_answer_from_the_future_is_doubted() -> None:
    """
    A clock was wrong; an hour may be the difference between two machines.
    """
    one = KeywordHealth(section(DAY), FRESH)

    assert not one.is_stale(TUESDAY - timedelta(hours=1))
    assert one.is_stale(TUESDAY - timedelta(days=2))


def test_what_never_had_an_answer_is_not_stale() -> None:
    """
    It has no papers that could be old.
    """
    added = KeywordHealth(section(), Freshness().failed(TUESDAY, FailureKind.REFUSED, 429))

    assert added.stale_from is None
    assert not added.is_stale(THURSDAY)


def test_a_third_failed_run_is_alarming() -> None:
    """
    One failure is arXiv's daily bread, and a second run may mend it.
    """
    twice = FRESH.failed(WEDNESDAY, FailureKind.REFUSED, 429).failed(
        WEDNESDAY, FailureKind.REFUSED, 429
    )

    assert not KeywordHealth(section(DAY), twice).is_alarming(WEDNESDAY)
    assert KeywordHealth(
        section(DAY), twice.failed(WEDNESDAY, FailureKind.REFUSED, 429)
    ).is_alarming(WEDNESDAY)


def test_a_keyword_is_well_when_its_last_attempt_was() -> None:
    """
    Neither when it failed nor before it was asked about.
    """
    states = [FRESH, FRESH.failed(WEDNESDAY, FailureKind.REFUSED, 429), Freshness()]

    assert [True, False, False] == [KeywordHealth(section(DAY), one).is_well for one in states]


def test_a_site_was_checked_when_any_keyword_was() -> None:
    """
    Keywords that were removed count no longer.
    """
    edition = make_edition(section(DAY), freshness={"windmills": FRESH})
    later = Freshness(attempted=WEDNESDAY, succeeded=WEDNESDAY)
    removed = make_edition(section(DAY), freshness={"windmills": FRESH, "kites": later})

    assert TUESDAY == checked(edition) == checked(removed)
    assert checked(make_edition(section(DAY))) is None
    assert [Freshness()] == [one.freshness for one in keyword_health(make_edition(section(DAY)))]
