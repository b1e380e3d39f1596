from datetime import date

import pytest

from generator.text.terminal import count, day


def test_days_are_written_out() -> None:
    """
    In English, whatever the machine's language.
    """
    assert "1 March 2026" == day(date(2026, 3, 1))


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 papers"), (1, "1 paper"), (2, "2 papers"), (12345, "12,345 papers")],
)
def test_things_are_counted_in_words_that_fit(number: int, text: str) -> None:
    """
    One of a thing has no plural.
    """
    assert text == count(number, "paper")
