from datetime import UTC, datetime

from readers.site_pages import links, make_site, page, words
from samples.making import make_edition

from generator.errors import FailureKind
from generator.papers.freshness import Freshness

ASKED = datetime(2026, 1, 2, 5, 17, tzinfo=UTC)

FRESH = Freshness(query="q", attempted=ASKED, succeeded=ASKED, total=1234)


def test_a_fresh_keyword() -> None:
    """
    Last success and newest paper are told apart: a quiet day is no fault.
    """
    shown = page(make_site("Windmills", freshness={"windmills": FRESH}), "status/index.md")

    assert "Every keyword was fetched when it was last due." in words(shown)
    assert "Windmills 2 January 2026, 05:17 19 December 2025 1,234 papers" == words(
        shown.find(".//tbody/tr")
    )
    assert "../windmills/2025-12/#2512.00001" == links(shown)["19 December 2025"]


def test_a_failure_is_told_with_its_reason() -> None:
    """
    What failed, how often, when, and why.
    """
    failed = FRESH.failed(ASKED, FailureKind.REFUSED, 503).failed(ASKED, FailureKind.REFUSED, 503)
    shown = page(make_site("Windmills", freshness={"windmills": failed}), "status/index.md")

    assert "1 keyword of 1 could not be fetched last time" in words(shown)
    assert (
        "Failed 2 times, last asked on 2 January 2026, 05:17: "
        "arXiv refused the request with HTTP status 503."
    ) in words(shown)


def test_a_limit_that_was_hit_is_told() -> None:
    """
    Papers that were never seen are not passed over in silence.
    """
    missed = Freshness(query="q", attempted=ASKED, succeeded=ASKED, missed=True)
    shown = page(make_site("Windmills", freshness={"windmills": missed}), "status/index.md")

    assert "some are missing" in words(shown)


def test_a_keyword_never_asked_about() -> None:
    """
    Before the first run nothing is known, and that is what the page says.
    """
    shown = page(make_site("Windmills"), "status/index.md")

    assert "1 keyword of 1 still to be fetched for the first time." in words(shown)
    assert "Windmills never 19 December 2025 Not asked yet." == words(shown.find(".//tbody/tr"))


def test_a_site_without_keywords() -> None:
    """
    There is nothing to report.
    """
    assert "No keywords yet" in words(page(make_edition(), "status/index.md"))
