from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from generator.wording import at, count, day, moment, month, weekday


def test_days_and_months_are_written_out() -> None:
    """
    In English, whatever the machine's language.
    """
    assert "1 March 2026" == day(date(2026, 3, 1))
    assert "Sunday, 1 March 2026" == weekday(date(2026, 3, 1))
    assert "December 2025" == month("2025-12")


def test_moments_are_utc_for_readers_and_programs() -> None:
    """
    A moment of any zone is shown in UTC.
    """
    when = datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))

    expected = '<time datetime="2025-12-31T23:30:00Z">31 December 2025, 23:30</time>'
    assert "31 December 2025, 23:30" == at(when)
    assert expected == moment(when) == moment(when.astimezone(UTC))
    assert moment(when, " UTC").endswith("23:30 UTC</time>")


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 papers"), (1, "1 paper"), (2, "2 papers"), (12345, "12,345 papers")],
)
def test_things_are_counted_in_words_that_fit(number: int, text: str) -> None:
    """
    One of a thing has no plural.
    """
    assert text == count(number, "paper")
