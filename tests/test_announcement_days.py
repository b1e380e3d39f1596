from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.announcement_days import last_settled

FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = 19, 20, 21, 22, 23


def december(day: int, hour: int, minute: int) -> datetime:
    return datetime(2025, 12, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "settled"),
    [
        (december(TUESDAY, 5, 30), TUESDAY),
        (december(TUESDAY, 5, 29), MONDAY),
        (december(TUESDAY, 23, 59), TUESDAY),
        (december(MONDAY, 0, 30), FRIDAY),
        (december(MONDAY, 13, 17), MONDAY),
        (december(SATURDAY, 13, 17), FRIDAY),
        (december(SUNDAY, 23, 59), FRIDAY),
        (december(FRIDAY, 6, 0), FRIDAY),
    ],
)
def test_announcements_are_settled_in_the_morning_of_working_days(
    now: datetime, settled: int
) -> None:
    """
    arXiv announces from Sunday to Thursday in the evening, which is the next day in UTC.
    """
    assert december(settled, 5, 30) == last_settled(now)


@given(now=st.datetimes(min_value=datetime(1992, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_last_announcement_is_never_ahead_nor_older_than_a_weekend(now: datetime) -> None:
    """
    So no keyword waits for more than three days to be asked for again.
    """
    assert 0 <= (now - last_settled(now)).total_seconds() < 3 * 86400
