from datetime import UTC, datetime, timedelta

from markdown_it import MarkdownIt
from samples.making import make_edition, make_entry, make_keyword

from generator.cli.status import is_alarming, lines, table
from generator.errors import FailureKind
from generator.papers.freshness import Freshness
from generator.papers.listing import Listing
from generator.site.edition import Edition, Section

# A Tuesday and the days after.
TUESDAY = datetime(2026, 7, 14, 6, 0, tzinfo=UTC)

WEDNESDAY = TUESDAY + timedelta(days=1)

FRIDAY = TUESDAY + timedelta(days=3)

FRESH = Freshness(attempted=TUESDAY, succeeded=TUESDAY, total=1234)

REFUSED = "arXiv refused the request with HTTP status 429."

FAILED = FRESH.failed(TUESDAY, FailureKind.REFUSED, 429)

SECTION = Section(make_keyword(), Listing("windmills", (make_entry(),)))


def site(**freshness: Freshness) -> Edition:
    """
    Windmills, which has a paper, and Kites, which has none.
    """
    kites = Section(make_keyword("Kites"), Listing("kites"))
    return make_edition(SECTION, kites, freshness=freshness)


def test_a_line_says_how_fresh_a_keyword_is() -> None:
    """
    When arXiv last answered, the newest paper, and what went wrong since.
    """
    failed = FRESH.failed(WEDNESDAY, FailureKind.REFUSED, 429)
    edition = site(windmills=failed)
    known = "answered 2026-07-14 06:00 UTC; newest paper 2025-12-19"
    reason = f"Failed 1 time, last asked on 15 July 2026, 06:00: {REFUSED}"

    assert [
        f"Windmills: failed; {known}; {reason}",
        "Kites: waiting; answered never; newest paper none; Not asked yet.",
    ] == list(lines(edition, WEDNESDAY))
    assert f"Windmills: STALE; {known}; {reason}" == next(lines(edition, FRIDAY))
    assert f"Windmills: fresh; {known}" == next(lines(site(windmills=FRESH), WEDNESDAY))
    again = failed.failed(WEDNESDAY, FailureKind.REFUSED, 429).failed(
        WEDNESDAY, FailureKind.REFUSED, 429
    )
    assert next(lines(site(windmills=again), WEDNESDAY)).startswith("Windmills: FAILING; ")


def test_the_table_is_one_in_markdown() -> None:
    """
    A row a keyword, with the state of those to look at in bold.
    """
    text = "\n".join(table(site(windmills=FAILED), FRIDAY))
    html = MarkdownIt("commonmark").enable("table").render(text)

    assert "arXiv’s last answers: 2 keywords, 2 without." == text.partition("\n")[0]
    assert 3 == html.count("<tr>")
    assert (
        "| Windmills | **STALE** | 2026-07-14 06:00 | 2025-12-19 | 1,234 | "
        f"Failed 1 time, last asked on 14 July 2026, 06:00: {REFUSED} |"
    ) in text
    assert "| Kites | waiting | never | none |  | Not asked yet. |" in text


def test_text_from_outside_stays_in_its_cell() -> None:
    """
    No name can end a row, become HTML or call somebody.
    """
    hostile = "a | b\n| <img src=x> @torvalds #1 **x** `|"
    keyword = make_keyword(hostile, slug="windmills")
    failed = FRESH.failed(TUESDAY, FailureKind.REPORTED)
    edition = make_edition(Section(keyword, Listing("windmills")), freshness={"windmills": failed})

    html = MarkdownIt("commonmark").enable("table").render("\n".join(table(edition, TUESDAY)))

    assert 2 == html.count("<tr>")
    assert 6 == html.count("<td>")
    assert "<img" not in html
    assert "<strong>" not in html
    assert "@torvalds" not in html


def test_one_failure_is_no_alarm() -> None:
    """
    The other keywords were answered, and the next run asks again.
    """
    assert not is_alarming(site(windmills=FAILED, kites=FRESH), WEDNESDAY)
    assert not is_alarming(site(windmills=FRESH), WEDNESDAY)


def test_a_run_without_any_answer_is_alarming() -> None:
    """
    Then arXiv, the network or the program is at fault; so it is before the first run.
    """
    assert is_alarming(site(windmills=FAILED, kites=FAILED), WEDNESDAY)
    assert is_alarming(site(), WEDNESDAY)


def test_a_keyword_that_failed_in_three_runs_is_alarming() -> None:
    """
    Even where the others are well.
    """
    thrice = FAILED.failed(TUESDAY, FailureKind.REFUSED, 429).failed(
        TUESDAY, FailureKind.REFUSED, 429
    )

    assert is_alarming(site(windmills=thrice, kites=FRESH), WEDNESDAY)


def test_two_announcement_days_without_an_answer_are_alarming() -> None:
    """
    However few runs there were, a keyword that was answered last on Tuesday is stale on Friday.
    """
    answered = Freshness(attempted=FRIDAY, succeeded=FRIDAY)

    assert is_alarming(site(windmills=FRESH, kites=answered), FRIDAY)
