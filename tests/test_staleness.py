from datetime import UTC, datetime, timedelta

import pytest
from making import make_edition, make_entry, make_keyword

from generator.edition import Section
from generator.freshness import Freshness
from generator.listing import Listing
from generator.staleness import STALE, is_stale, report

NOW = datetime(2025, 12, 20, 9, 0, tzinfo=UTC)
TODAY = datetime(2025, 12, 20, 5, 30, tzinfo=UTC)
MONDAY = datetime(2025, 12, 15, 5, 30, tzinfo=UTC)
FRESH = "answered 2025-12-20 05:30 UTC; newest paper 2025-12-19"
SECTION = Section(make_keyword(), Listing("windmills", (make_entry(),)))


@pytest.mark.parametrize(
    ("freshness", "state", "stale"),
    [
        (Freshness(succeeded=TODAY), FRESH, False),
        (
            Freshness(succeeded=TODAY, missed=True),
            f"{FRESH}; more papers had come than one run asks for",
            False,
        ),
        (
            Freshness(succeeded=TODAY, dropped=("2512.1: no date",)),
            f"{FRESH}; 1 unreadable paper left out",
            False,
        ),
        (
            Freshness(succeeded=datetime(2026, 12, 20, 5, 30, tzinfo=UTC)),
            "STALE; " + FRESH.replace("2025-12-20", "2026-12-20"),
            True,
        ),
        (
            Freshness(succeeded=TODAY).failed(NOW, "429"),
            f"{FRESH}; failed once since: 429",
            False,
        ),
        (
            Freshness(succeeded=MONDAY).failed(NOW, "429").failed(NOW, "503"),
            "STALE; " + FRESH.replace("-20", "-15") + "; failed 2 times since: 503",
            True,
        ),
    ],
)
def test_a_line_says_how_fresh_a_keyword_is(freshness: Freshness, state: str, stale: bool) -> None:  # noqa: FBT001 - a table's column
    """
    When arXiv last answered, the newest paper, and what went wrong since.
    """
    edition = make_edition(SECTION, freshness={"windmills": freshness})

    assert ([f"Windmills: {state}"], stale) == report(edition, now=NOW)


def test_a_keyword_never_asked_is_stale() -> None:
    """
    A keyword just added shows up until its first answer; one stale keyword is enough.
    """
    added = Section(make_keyword("Kites"), Listing("kites"))
    edition = make_edition(SECTION, added, freshness={"windmills": Freshness(succeeded=TODAY)})

    lines, stale = report(edition, now=NOW)

    assert "Kites: STALE; never answered; no papers yet" == lines[1]
    assert stale


def test_a_keyword_turns_stale_after_three_days() -> None:
    """
    A weekend without a run is no reason to wake anybody.
    """
    assert not is_stale(Freshness(succeeded=NOW - STALE), NOW)
    assert is_stale(Freshness(succeeded=NOW - STALE - timedelta(seconds=1)), NOW)
