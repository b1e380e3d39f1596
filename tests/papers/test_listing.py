from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.making import DAY, make_entry, make_paper

from generator.papers.announcement import Announcement, Record, announce
from generator.papers.listing import Listing, listings, overall
from generator.papers.paper import Paper, SortBy

NOON = datetime(2025, 12, 19, 12, 0, tzinfo=UTC)

LAST_SUCCESS = NOON - timedelta(days=1)

YEARS_AGO = datetime(2021, 5, 1, tzinfo=UTC)

instants = st.integers(0, 6 * 365 * 24).map(lambda hours: NOON - timedelta(hours=hours))


@st.composite
def papers(draw: Callable[..., int]) -> Paper:
    number, version = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    published, updated = sorted([draw(instants), draw(instants)])
    return make_paper(f"2512.0000{number}v{version}", published=published, updated=updated)


answers = st.lists(papers(), max_size=6, unique_by=lambda paper: paper.arxiv_id.base)

baselines = st.one_of(st.none(), instants)


def seen(
    paper: Paper, *, since: datetime | None, sort_by: SortBy = "updated", today: date = DAY
) -> Announcement:
    changed = announce({}, "w", [paper], today=today, since=since, sort_by=sort_by)
    return changed[paper.arxiv_id.base].announced["w"]


def test_an_unknown_paper_is_announced_today() -> None:
    """
    Whatever arXiv's dates say: this site did not show it before.
    """
    paper = make_paper("2512.17601v1", published=YEARS_AGO, updated=YEARS_AGO)

    assert Announcement(DAY, "new") == seen(paper, since=LAST_SUCCESS)


@pytest.mark.parametrize(
    ("published", "kind"),
    [
        (LAST_SUCCESS - timedelta(days=30), "new"),
        (LAST_SUCCESS - timedelta(days=30, seconds=1), "revised"),
        (YEARS_AGO, "revised"),
    ],
)
def test_a_later_version_is_new_if_the_first_may_have_been_missed(
    published: datetime, kind: str
) -> None:
    """
    From submission to announcement weeks can pass, and a revision may come before we look.
    """
    paper = make_paper("2512.17601v2", published=published, updated=NOON)

    assert kind == seen(paper, since=LAST_SUCCESS).kind


@pytest.mark.parametrize(
    ("arxiv_id", "sort_by", "expected"),
    [
        ("2512.17601v1", "updated", Announcement(date(2025, 11, 5), "new")),
        ("2512.17601v2", "updated", Announcement(date(2025, 11, 5), "revised")),
        ("2512.17601v2", "published", Announcement(date(2021, 5, 1), "new")),
    ],
)
def test_the_baseline_is_announced_on_its_own_days(
    arxiv_id: str, sort_by: SortBy, expected: Announcement
) -> None:
    """
    A keyword just added does not flood its readers with news of today.
    """
    updated = datetime(2025, 11, 5, 23, 59, tzinfo=UTC)
    paper = make_paper(arxiv_id, published=YEARS_AGO, updated=updated)

    assert expected == seen(paper, since=None, sort_by=sort_by)


def test_a_paper_of_tomorrow_is_announced_today() -> None:
    """
    A clock ahead of ours must not pin a paper to the top.
    """
    paper = make_paper(updated=NOON + timedelta(days=400))

    assert Announcement(DAY, "new") == seen(paper, since=None)


def test_a_newer_version_keeps_its_day() -> None:
    """
    A revision replaces the paper and is not shown twice; it reports as a change, though.
    """
    old, new = make_paper("2512.17601v1"), make_paper("2512.17601v2", title="Better Windmills")
    records = announce({}, "w", [old], today=DAY, since=LAST_SUCCESS)

    changed = announce(records, "w", [new], today=DAY + timedelta(days=5), since=NOON)

    announced = {"all": Announcement(DAY), "w": Announcement(DAY)}
    assert {"2512.17601": Record(new, announced)} == changed


def test_a_stale_answer_changes_nothing() -> None:
    """
    One of arXiv's servers may lag behind another: an older version never replaces a newer one.
    """
    old, new = make_paper("2512.17601v1"), make_paper("2512.17601v2")
    records = announce({}, "w", [new], today=DAY, since=LAST_SUCCESS)

    assert {} == announce(records, "w", [old], today=DAY, since=LAST_SUCCESS)


def test_a_known_paper_is_announced_under_another_keyword() -> None:
    """
    Each keyword has its own day; the paper is kept once.
    """
    paper = make_paper()
    records = announce({}, "w", [paper], today=DAY, since=LAST_SUCCESS)
    later = DAY + timedelta(days=5)

    changed = announce(records, "kites", [paper], today=later, since=LAST_SUCCESS)

    days = {slug: one.day for slug, one in changed["2512.17601"].announced.items()}
    assert {"all": DAY, "w": DAY, "kites": later} == days


def test_what_the_baseline_did_not_reach_stands_on_its_own_day() -> None:
    """
    An old paper that is met for the first time is no news of today.
    """
    old = make_paper("2511.00001", updated=NOON - timedelta(days=40))
    horizon = NOON - timedelta(days=30)

    changed = announce({}, "w", [old], today=DAY, since=LAST_SUCCESS, horizon=horizon)

    assert old.updated.date() == changed["2511.00001"].announced["w"].day


def test_the_baseline_reached_a_paper_of_its_very_last_moment() -> None:
    """
    A paper exactly as old as the oldest that was asked for was asked for: it is news today.
    """
    horizon = NOON - timedelta(days=30)
    paper = make_paper("2511.00001", updated=horizon)

    changed = announce({}, "w", [paper], today=DAY, since=LAST_SUCCESS, horizon=horizon)

    assert DAY == changed["2511.00001"].announced["w"].day


def test_records_of_others_have_a_first_day_too() -> None:
    """
    Where a store was not written here, the first day of any keyword counts.
    """
    one = record(1, {"w": Announcement(DAY), "kites": EARLY})

    found = overall({one.paper.arxiv_id.base: one}, ["kites", "w"])

    assert EARLY.day == found.newest_day


def test_a_correction_without_a_version_is_kept() -> None:
    """
    Authors may add a journal reference at any time; that makes no new version at arXiv.
    """
    records = announce({}, "w", [make_paper()], today=DAY, since=LAST_SUCCESS)
    corrected = make_paper(journal_ref="J. Wind 1 (2026) 1")

    changed = announce(records, "w", [corrected], today=DAY, since=LAST_SUCCESS)

    assert corrected == changed["2512.17601"].paper


def test_a_withdrawn_version_stays_withdrawn_and_a_newer_one_need_not() -> None:
    """
    A harvest learns the withdrawal; the query API gives the same version without it.
    """
    gone = make_paper("2512.17601v2", withdrawn=True)
    records = announce({}, "w", [gone], today=DAY, since=LAST_SUCCESS)

    same = announce(records, "w", [make_paper("2512.17601v2")], today=DAY, since=LAST_SUCCESS)
    newer = announce(records, "w", [make_paper("2512.17601v3")], today=DAY, since=LAST_SUCCESS)

    assert not same
    assert not newer["2512.17601"].paper.withdrawn


def test_a_paper_sent_twice_is_kept_in_its_newest_version() -> None:
    """
    A paper revised between two pages of an answer is in both.
    """
    old, new = make_paper("2512.17601v1"), make_paper("2512.17601v2")

    for answer in ([old, new], [new, old]):
        changed = announce({}, "w", answer, today=DAY, since=LAST_SUCCESS)

        assert new == changed["2512.17601"].paper


@given(answer=answers, since=baselines, later=instants)
@settings(deadline=None)
def test_announcing_twice_changes_nothing(
    answer: list[Paper], since: datetime | None, later: datetime
) -> None:
    """
    The same answer on any later day is no news.
    """
    records = announce({}, "w", answer, today=DAY, since=since)

    assert {} == announce(records, "w", answer, today=later.date(), since=later)


@given(first=answers, second=answers, since=baselines)
@settings(deadline=None)
def test_announcing_never_forgets(
    first: list[Paper], second: list[Paper], since: datetime | None
) -> None:
    """
    No paper and no day is lost or moved, and no version goes back.
    """
    before = announce({}, "w", first, today=DAY, since=None)

    after = before | announce(before, "w", second, today=DAY + timedelta(days=1), since=since)

    for base, record in before.items():
        assert record.announced == after[base].announced
        assert record.paper.arxiv_id.version <= after[base].paper.arxiv_id.version


@given(answer=answers, since=baselines, data=st.data())
@settings(deadline=None)
def test_the_order_of_an_answer_does_not_matter(
    answer: list[Paper], since: datetime | None, data: st.DataObject
) -> None:
    """
    arXiv sorts papers of the same second as it likes.
    """
    shuffled = data.draw(st.permutations(answer))

    assert announce({}, "w", answer, today=DAY, since=since) == announce(
        {}, "w", shuffled, today=DAY, since=since
    )
    assert listings(announce({}, "w", answer, today=DAY, since=since), {"w": "updated"}) == (
        listings(announce({}, "w", shuffled, today=DAY, since=since), {"w": "updated"})
    )


def record(number: int, announced: dict[str, Announcement], **fields: datetime) -> Record:
    return Record(make_paper(f"2512.0000{number}", **fields), announced)


def test_a_listing_has_the_newest_first() -> None:
    """
    By day of announcement, then by the date the keeper chose, then by identifier.
    """
    earlier = NOON - timedelta(hours=1)
    records = {
        one.paper.arxiv_id.base: one
        for one in (
            record(1, {"w": Announcement(DAY)}, updated=earlier),
            record(2, {"w": Announcement(DAY)}, updated=NOON),
            record(3, {"w": Announcement(DAY)}, updated=NOON),
            record(4, {"w": Announcement(DAY + timedelta(days=1))}, updated=YEARS_AGO),
            record(5, {"kites": Announcement(DAY)}),
        )
    }

    found = listings(records, {"w": "updated", "kites": "updated"})["w"]

    assert ["4", "3", "2", "1"] == [one.paper.arxiv_id.base[-1] for one in found.entries]
    assert DAY + timedelta(days=1) == found.newest_day
    assert ("w",) == found.entries[0].keywords


def test_a_listing_follows_the_keepers_choice_of_date() -> None:
    """
    By first submission a paper revised today stands where it always stood.
    """
    first = record(1, {"w": Announcement(DAY)}, published=NOON, updated=NOON)
    second = record(2, {"w": Announcement(DAY)}, published=YEARS_AGO, updated=NOON)
    records = {one.paper.arxiv_id.base: one for one in (first, second)}

    assert first.paper == listings(records, {"w": "published"})["w"].entries[0].paper
    assert second.paper == listings(records, {"w": "updated"})["w"].entries[0].paper


EARLY = Announcement(DAY - timedelta(days=40), "revised")


def test_all_keywords_together_have_each_paper_once() -> None:
    """
    On the day it was first announced at all, which stays when another keyword knows better.
    """
    earlier = DAY - timedelta(days=3)
    records = {
        one.paper.arxiv_id.base: one
        for one in (
            record(1, {"all": Announcement(earlier, "revised"), "w": Announcement(DAY)}),
            record(2, {"all": Announcement(DAY), "w": Announcement(DAY), "kites": EARLY}),
            record(3, {"all": Announcement(DAY), "gone": Announcement(DAY)}),
        )
    }

    found = overall(records, ["kites", "w"])

    assert "all" == found.slug
    assert [
        make_entry(records["2512.00002"].paper, kind="new", keywords=("kites", "w")),
        make_entry(
            records["2512.00001"].paper,
            announced=earlier,
            kind="revised",
            keywords=("w",),
        ),
    ] == list(found.entries)


def test_a_listing_falls_into_days_and_months() -> None:
    """
    Newest day and newest month first; nothing is lost between them.
    """
    days = [date(2026, 1, 1), date(2025, 12, 31), date(2025, 12, 31), date(2025, 12, 1)]
    entries = tuple(
        make_entry(make_paper(f"2512.0000{n}"), announced=day)
        for n, day in enumerate(days, start=1)
    )
    whole = Listing("w", entries)

    assert [
        (days[0], entries[:1]),
        (days[1], entries[1:3]),
        (days[3], entries[3:]),
    ] == list(whole.days())
    assert [
        ("2026-01", Listing("w", entries[:1])),
        ("2025-12", Listing("w", entries[1:])),
    ] == list(whole.months())
    assert Listing("w", entries[:2]) == whole.newest(2)


def test_an_empty_listing_has_no_newest_day() -> None:
    """
    A keyword without papers is shown as such.
    """
    assert Listing("w").newest_day is None
    assert [] == list(Listing("w").days())
