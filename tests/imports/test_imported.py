from datetime import UTC, date, datetime, timedelta

import pytest
from samples.making import make_paper

from generator.imports.completion import announce_imported, take_over_rows
from generator.imports.trackers import Row
from generator.papers.announcement import ALL, Announcement, Record
from generator.store import PendingPaper, TrackerListing

TODAY = date(2025, 12, 20)

DAY = date(2025, 12, 5)

PUBLISHED = datetime(2025, 12, 1, 12, tzinfo=UTC)

PAPER = make_paper("2512.00001v2", published=PUBLISHED, updated=PUBLISHED + timedelta(days=4))

SLUGS = {"Windmills": "windmills", "Sails": "sails"}


def row(section: str = "Windmills", day: date = DAY, version: int | None = None) -> Row:
    return Row(section, "2512.00001", version, "A Paper", day)


def test_rows_wait_under_the_keywords_of_their_sections() -> None:
    """
    One paper in two sections is one paper of two keywords; a section without keyword stays out.
    """
    waiting = take_over_rows({}, [row(), row("Sails", TODAY, 2), row("Gossip")], SLUGS, {})

    listed = {"windmills": TrackerListing(DAY), "sails": TrackerListing(TODAY, 2)}
    assert {"2512.00001": PendingPaper("A Paper", listed)} == waiting


def test_the_first_of_two_days_counts() -> None:
    """
    Whatever the order in which two files of a tracker are taken over.
    """
    early, late = row(day=DAY), row(day=TODAY)

    once = take_over_rows({}, [early, late], SLUGS, {})

    assert once == take_over_rows(take_over_rows({}, [late], SLUGS, {}), [early], SLUGS, {})
    assert once == take_over_rows(once, [early, late], SLUGS, {})
    assert {"windmills": TrackerListing(DAY)} == once["2512.00001"].listings


def test_what_a_keyword_announced_is_not_taken_over() -> None:
    """
    A day that readers have seen never changes; under another keyword the paper is still to come.
    """
    records = {"2512.00001": Record(PAPER, {"windmills": Announcement(TODAY)})}

    waiting = take_over_rows({}, [row(), row("Sails")], SLUGS, records)

    assert {"sails": TrackerListing(DAY)} == waiting["2512.00001"].listings


def test_a_paper_is_announced_on_the_day_it_had() -> None:
    """
    Under its keywords, and under all of them together on the first of their days.
    """
    listed = {"windmills": TrackerListing(TODAY, 1), "sails": TrackerListing(DAY, 1)}

    changed = announce_imported(
        {}, {"2512.00001": PendingPaper("A Paper", listed)}, [PAPER], today=TODAY
    )

    days = {slug: one.day for slug, one in changed["2512.00001"].announced.items()}
    assert {ALL: DAY, "windmills": TODAY, "sails": DAY} == days
    assert PAPER == changed["2512.00001"].paper


def test_what_was_announced_stays() -> None:
    """
    An import adds days to a known paper, and changes none.
    """
    told = {ALL: Announcement(TODAY), "windmills": Announcement(TODAY)}
    listed = {"windmills": TrackerListing(DAY), "sails": TrackerListing(DAY)}

    changed = announce_imported(
        {"2512.00001": Record(PAPER, told)},
        {"2512.00001": PendingPaper("A Paper", listed)},
        [PAPER],
        today=TODAY,
    )

    assert {**told, "sails": Announcement(DAY)} == changed["2512.00001"].announced


@pytest.mark.parametrize(
    ("listed", "announcement"),
    [
        (TrackerListing(DAY, 1), Announcement(DAY, "new")),
        (TrackerListing(DAY, 2), Announcement(DAY, "revised")),
        (TrackerListing(DAY), Announcement(DAY, "new")),
        (TrackerListing(DAY + timedelta(days=999)), Announcement(TODAY, "new")),
        (TrackerListing(date(1, 1, 1)), Announcement(PUBLISHED.date(), "new")),
    ],
)
def test_a_day_that_cannot_be_is_the_nearest_that_can(
    listed: TrackerListing, announcement: Announcement
) -> None:
    """
    No paper is listed before it was submitted, nor tomorrow; a later version is revised.
    """
    waiting = {"2512.00001": PendingPaper("A Paper", {"windmills": listed})}

    changed = announce_imported({}, waiting, [PAPER], today=TODAY)

    assert announcement == changed["2512.00001"].announced["windmills"]


def test_a_paper_listed_long_after_its_submission_was_revised() -> None:
    """
    Where the tracker named no version, thirty days tell, as everywhere.
    """
    old = make_paper("2512.00001v4", published=PUBLISHED - timedelta(days=90))
    waiting = {"2512.00001": PendingPaper("A Paper", {"windmills": TrackerListing(DAY)})}

    changed = announce_imported({}, waiting, [old], today=TODAY)

    assert "revised" == changed["2512.00001"].announced["windmills"].kind
