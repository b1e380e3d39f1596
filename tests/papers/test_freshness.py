from datetime import UTC, datetime

from generator.errors import FailureKind
from generator.papers.freshness import Freshness

MONDAY = datetime(2025, 12, 15, 5, 0, tzinfo=UTC)

TUESDAY = datetime(2025, 12, 16, 5, 0, tzinfo=UTC)

WEDNESDAY = datetime(2025, 12, 17, 5, 0, tzinfo=UTC)


def test_failures_are_counted_and_the_last_success_stays() -> None:
    """
    A keyword that fails keeps what its last answer said; the newest reason is the one shown.
    """
    answered = Freshness(query="q", attempted=MONDAY, succeeded=MONDAY, total=7, announced=("1",))

    failed = answered.failed(TUESDAY, FailureKind.REFUSED, 429).failed(
        WEDNESDAY, FailureKind.TIME_OUT
    )

    assert failed == Freshness(
        query="q",
        attempted=WEDNESDAY,
        succeeded=MONDAY,
        total=7,
        announced=(),
        failure=FailureKind.TIME_OUT,
        failures=2,
    )


def test_nothing_is_known_of_a_keyword_never_asked() -> None:
    """
    Unknown is None, not a date long ago.
    """
    assert Freshness().attempted is None
    assert Freshness().succeeded is None
    assert Freshness().total is None
