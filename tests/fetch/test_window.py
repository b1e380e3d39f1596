"""
How far back a fetch reads, and which papers it may list.
"""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from samples.making import make_keyword, make_paper

from generator.fetch.window import FetchWindow, StoredPapers, fetch_window
from generator.papers.announcement import Announcement, Record
from generator.papers.freshness import Freshness

NOW = datetime(2025, 12, 19, 6, 0, tzinfo=UTC)

KEYWORD = make_keyword("Windmills", max_papers=1)


def window(before: Freshness) -> FetchWindow:
    paper = make_paper(updated=NOW)
    records = {
        paper.arxiv_id.base: Record(paper, {KEYWORD.slug: Announcement(NOW.date())}),
    }
    return fetch_window(KEYWORD, before, StoredPapers.of(records, NOW), NOW)


def answered(at: datetime) -> Freshness:
    return Freshness(query=KEYWORD.query, succeeded=at, swept=at, total=1)


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(days=400)])
def test_a_success_after_now_may_have_been_at_any_time(ahead: timedelta) -> None:
    """
    A clock was wrong: the fetch takes the success for thirty days old, and reads sixty days back.
    """
    found = window(answered(NOW + ahead))

    assert NOW - timedelta(days=30) == found.since
    assert NOW - timedelta(days=60) == found.floor
    assert found.is_due(NOW)


def test_a_fetch_reads_back_thirty_days_from_the_last_success() -> None:
    """
    So long a paper may take from its submission to its announcement.
    """
    yesterday = NOW - timedelta(days=1)

    assert yesterday - timedelta(days=30) == window(answered(yesterday)).floor


@pytest.mark.parametrize(("seconds", "admitted"), [(0, 1), (1, 1), (-1, 0)])
def test_the_horizon_itself_was_asked_for(seconds: int, admitted: int) -> None:
    """
    An unknown paper exactly as old as the oldest that was asked for belongs into the listing.
    """
    horizon = NOW - timedelta(days=30)
    found = window(replace(answered(NOW), horizon=horizon))
    paper = make_paper("2511.00001", updated=horizon + timedelta(seconds=seconds))

    assert admitted == len(found.admitted((paper,), ()))
