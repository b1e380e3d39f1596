from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.papers.arxiv_calendar import (
    EASTERN,
    HOLIDAYS,
    newest_covered,
    next_expected,
    stale_from,
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "covered", "coming"),
    [
        # An ordinary week of winter, then one of summer.
        ("2026-02-03T06:00", "2026-02-03T01:00", "2026-02-04T01:00"),
        ("2026-07-15T06:00", "2026-07-15T00:00", "2026-07-16T00:00"),
        # Thursday evening's is the week's last, Sunday evening's the next.
        ("2026-02-06T06:00", "2026-02-06T01:00", "2026-02-09T01:00"),
        ("2026-02-08T23:00", "2026-02-06T01:00", "2026-02-09T01:00"),
        ("2026-02-09T06:00", "2026-02-09T01:00", "2026-02-10T01:00"),
        # Clocks go forward on Sunday 8 March, and back on Sunday 1 November.
        ("2026-03-06T12:00", "2026-03-06T01:00", "2026-03-09T00:00"),
        ("2026-10-30T12:00", "2026-10-30T00:00", "2026-11-02T01:00"),
        # No announcement on the evening of Thanksgiving, Thursday 26 November.
        ("2026-11-26T12:00", "2026-11-26T01:00", "2026-11-30T01:00"),
        # Two evenings of the last week are left out; the next year's are not known yet.
        ("2026-12-29T12:00", "2026-12-29T01:00", "2026-12-31T01:00"),
        ("2026-12-31T12:00", "2026-12-31T01:00", "2027-01-04T01:00"),
        # The day before is not in the list of any year.
        ("2026-01-01T12:00", "2026-01-01T01:00", "2026-01-05T01:00"),
    ],
)
def test_the_announcements_around_an_answer(asked: str, covered: str, coming: str) -> None:
    """
    Sunday to Thursday at 20:00 US Eastern, whatever that is in UTC, but for arXiv's holidays.
    """
    assert utc(covered) == newest_covered(utc(asked))
    assert utc(coming) == next_expected(utc(asked))


def test_papers_can_be_searched_some_hours_later() -> None:
    """
    An answer soon after an announcement cannot contain it, so that it still is to come.
    """
    assert utc("2026-02-03T01:00") == newest_covered(utc("2026-02-04T05:29"))
    assert utc("2026-02-04T01:00") == newest_covered(utc("2026-02-04T05:30"))


@pytest.mark.parametrize(
    ("asked", "stale"),
    [
        # Tuesday's runs succeed, Wednesday's and Thursday's do not.
        ("2026-02-03T13:00", "2026-02-05T19:00"),
        ("2026-07-14T13:00", "2026-07-16T18:00"),
        # Friday's succeed, Monday's and Tuesday's do not.
        ("2026-02-06T13:00", "2026-02-10T19:00"),
        # Nothing is announced on Thanksgiving, nor on Friday and Saturday.
        ("2026-11-26T13:00", "2026-12-01T19:00"),
        # Nor on 29 and 31 December, nor on the weekend after.
        ("2026-12-29T13:00", "2027-01-04T19:00"),
    ],
)
def test_an_answer_is_stale_after_two_announcement_days(asked: str, stale: str) -> None:
    """
    Only when the runs after two announcements have had their time, however long that takes.
    """
    assert utc(stale) == stale_from(utc(asked))


def test_a_holiday_of_the_list_is_no_announcement() -> None:
    """
    No evening of arXiv's list is ever the next announcement.
    """
    evenings = {one for evenings in HOLIDAYS.values() for one in evenings}
    day_before = [datetime(on.year, on.month, on.day, 12, tzinfo=UTC) for on in sorted(evenings)]

    assert 9 == len(day_before)
    assert not evenings & {next_expected(one).astimezone(EASTERN).date() for one in day_before}


@given(asked=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - Hypothesis adds the zone
def test_announcements_are_evenings_in_new_york(asked: datetime) -> None:
    """
    Whenever arXiv answers: 20:00 there on Sunday to Thursday, one before the answer and one after.
    """
    covered, coming = newest_covered(asked), next_expected(asked)
    evenings = [one.astimezone(EASTERN) for one in (covered, coming)]

    assert covered < asked < coming + timedelta(hours=6) < stale_from(asked)
    assert all((20, 0) == (one.hour, one.minute) for one in evenings)
    assert all(one.weekday() not in {4, 5} for one in evenings)
