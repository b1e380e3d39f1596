"""
A store knows how many papers each of its files has: what is lost is noticed, and can be given up.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.making import DAY, make_paper

from generator.errors import StoreError
from generator.papers.announcement import Announcement, Record
from generator.papers.freshness import Freshness
from generator.store import Store, check, compact, repair

NEWEST = datetime(2025, 12, 19, 12, 0, tzinfo=UTC)

INVENTORY = """\
{
  "format": "daily-papers/inventory",
  "version": 1,
  "papers": {
    "2511": 1,
    "2512": 3
  },
  "lost": {}
}
"""


def record(arxiv_id: str, slug: str = "windmills") -> Record:
    return Record(make_paper(arxiv_id), {slug: Announcement(DAY)})


KNOWN = {base: record(base) for base in ("2511.00001", "2512.00001", "2512.00002", "2512.00003")}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "data")
    store.remember(KNOWN, KNOWN)
    store.write_freshness({"windmills": Freshness(succeeded=NEWEST, newest=NEWEST)})
    return store


def month(store: Store, name: str = "2512") -> Path:
    return store.folder / f"papers/{name}.jsonl"


def inventory(store: Store) -> Path:
    return store.folder / "inventory.json"


def cut(store: Store, lines: int) -> None:
    """
    Leave the header and so many papers of the month 2512.
    """
    found = month(store).read_bytes().splitlines(keepends=True)
    month(store).write_bytes(b"".join(found[: lines + 1]))


def test_the_same_papers_are_the_same_inventory(store: Store) -> None:
    """
    A line a month, so that git merges it; written only where a number changes.
    """
    before = inventory(store).stat().st_mtime_ns

    store.remember(KNOWN, KNOWN)

    assert INVENTORY == inventory(store).read_text("utf-8")
    assert before == inventory(store).stat().st_mtime_ns


def test_a_missing_file_is_named_with_the_ways_back(store: Store) -> None:
    """
    By what reads the store, and by the check.
    """
    month(store).unlink()

    with pytest.raises(StoreError) as refused:
        store.records()

    assert (
        f"{month(store)}: is missing, with 3 papers. Put it back: git -C {store.folder} checkout "
        "-- papers/2512.jsonl, or from a copy; or give the lost papers up: daily-papers store "
        "repair --accept-loss"
    ) == str(refused.value)
    assert [str(refused.value)] == list(map(str, check(store).faults))


@pytest.mark.parametrize("lines", [0, 2])
def test_a_file_that_ends_early_is_named(store: Store, lines: int) -> None:
    """
    Also where it ends with a whole line, as an older version of the file does.
    """
    cut(store, lines)

    with pytest.raises(StoreError, match=rf"has {lines} of its 3 papers\. Put it back"):
        store.records()
    assert 1 == len(check(store).faults)


def test_a_file_that_was_put_back_is_sound(store: Store) -> None:
    """
    Nothing but the file itself is needed.
    """
    content = month(store).read_bytes()
    month(store).unlink()
    month(store).write_bytes(content)

    assert KNOWN == store.records()
    assert () == check(store).faults


def test_a_store_of_before_gets_its_inventory_with_the_first_write(store: Store) -> None:
    """
    Whoever writes first: a fetch without news, a repair, or a compaction.
    """
    for write in (
        lambda: store.remember(KNOWN, ()),
        lambda: repair(store),
        lambda: compact(store, ["windmills"], forget=False),
    ):
        inventory(store).unlink()
        assert KNOWN == store.records()

        write()

        assert INVENTORY == inventory(store).read_text("utf-8")


def test_more_papers_than_the_inventory_says_are_no_fault(store: Store) -> None:
    """
    A run that was killed leaves such a store, another program may, and an older inventory does.
    """
    more = KNOWN | {"2512.00009": record("2512.00009"), "2510.00001": record("2510.00001")}
    old = inventory(store).read_bytes()
    store.remember(more, more)
    inventory(store).write_bytes(old)

    assert more == store.records()
    assert () == check(store).faults


@pytest.mark.parametrize("lines", [None, 0, 1])
def test_repair_gives_nothing_up_by_itself(store: Store, lines: int | None) -> None:
    """
    It names the file again, and changes nothing at all.
    """
    if lines is None:
        month(store).unlink()
    else:
        cut(store, lines)
    before = {path: path.read_bytes() for path in store.folder.rglob("*.json*")}

    report = repair(store)

    assert () == report.files
    assert [month(store)] == [one.path for one in report.shortages]
    assert before == {path: path.read_bytes() for path in store.folder.rglob("*.json*")}


@pytest.mark.parametrize("lines", [None, 0, 1])
def test_a_loss_is_accepted_on_demand(store: Store, lines: int | None) -> None:
    """
    The store is sound then, knows what month has lost papers, and the next fetch reads back to it.
    """
    if lines is None:
        month(store).unlink()
    else:
        cut(store, lines)

    repair(store, accept_loss=True)

    assert () == check(store).faults
    assert 1 + (lines or 0) == len(store.records())
    assert {"2512": NEWEST} == store.inventory().lost
    freshness = store.freshness()["windmills"]
    assert datetime(2025, 12, 1, tzinfo=UTC) == freshness.swept
    assert datetime(2025, 12, 1, tzinfo=UTC).date() == freshness.harvested
    assert NEWEST == freshness.succeeded
    assert () == repair(store).shortages


def test_a_line_that_repair_sets_aside_is_no_shortage_later(store: Store) -> None:
    """
    It stands in the file beside, so the keeper need not accept its loss.
    """
    content = month(store).read_bytes()
    month(store).write_bytes(content[:-30])

    report = repair(store)

    assert () == report.shortages
    assert 2 == store.inventory().papers["2512"]
    assert {"2512": NEWEST} == store.inventory().lost
    assert () == check(store).faults


def test_lines_that_are_gone_beside_a_broken_one_are_a_shortage(store: Store) -> None:
    """
    A file that was cut off in its first paper lost the others, too.
    """
    month(store).write_bytes(month(store).read_bytes()[:100])

    first = repair(store)
    again = repair(store)

    assert ([1], 1) == ([one.lines for one in first.files], len(first.shortages))
    assert ([], 1) == ([one.lines for one in again.files], len(again.shortages))
    with pytest.raises(StoreError, match="has 0 of its 3 papers"):
        store.records()


def test_a_merge_conflict_in_the_inventory_keeps_the_greater_numbers(store: Store) -> None:
    """
    Two runs that git merged: each month has at least what one of them had.
    """
    inventory(store).write_text(
        INVENTORY.replace(
            '    "2512": 3\n',
            '<<<<<<< ours\n    "2512": 3\n=======\n    "2512": 2,\n    "2601": 4\n>>>>>>> theirs\n',
        ).replace('"lost": {}', '"lost": {\n    "2511": "2025-12-01T00:00:00Z"\n  }'),
        "utf-8",
    )

    with pytest.raises(StoreError, match="a merge conflict"):
        store.records()
    report = repair(store)

    assert ["2601.jsonl"] == [one.path.name for one in report.shortages]
    assert {"2511": 1, "2512": 3, "2601": 4} == store.inventory().papers
    assert {"2511": datetime(2025, 12, 1, tzinfo=UTC)} == store.inventory().lost


def test_papers_that_are_forgotten_on_demand_are_not_lost(store: Store) -> None:
    """
    The inventory goes down with the files, and a month without papers leaves it.
    """
    more = KNOWN | {"2510.00001": record("2510.00001", "kites")}
    store.remember(more, more)

    compact(store, ["windmills"], forget=True)

    assert INVENTORY == inventory(store).read_text("utf-8")
    assert KNOWN == store.records()


def test_a_store_without_papers_has_no_inventory(tmp_path: Path) -> None:
    """
    Nothing is written into a folder in which nothing is to be kept.
    """
    store = Store(tmp_path / "data")

    store.remember({}, ())
    repair(store, accept_loss=True)
    compact(store, [], forget=True)

    assert not store.folder.exists()


def test_a_store_from_before_any_answer_has_no_moment_of_loss(store: Store) -> None:
    """
    Without an answer the next one is a baseline, whose papers are no news anyway.
    """
    (store.folder / "status.json").unlink()
    month(store, "2511").unlink()

    repair(store, accept_loss=True)

    assert {} == store.inventory().lost
    assert () == check(store).faults


@given(
    kept=st.sets(st.sampled_from(sorted(KNOWN))), gone=st.sets(st.sampled_from(["2511", "2512"]))
)
@settings(max_examples=40, deadline=None)
def test_whatever_is_gone_is_noticed_and_can_be_given_up(
    tmp_path_factory: pytest.TempPathFactory, kept: set[str], gone: set[str]
) -> None:
    """
    Any lines and any files: the check names each month that has fewer papers, and no other.
    """
    store = Store(tmp_path_factory.mktemp("data"))
    store.remember(KNOWN, KNOWN)
    whole = inventory(store).read_bytes()
    less = {base: one for base, one in KNOWN.items() if base in kept}
    for path in store.folder.glob("papers/*"):
        path.unlink()
    store.remember(less, less)
    for name in gone:
        month(store, name).unlink(missing_ok=True)
    inventory(store).write_bytes(whole)
    left = {base for base in kept if KNOWN[base].paper.arxiv_id.month not in gone}
    short = {KNOWN[base].paper.arxiv_id.month for base in KNOWN.keys() - left}

    named = {fault.path.stem for fault in check(store).faults}

    assert short == named
    repair(store, accept_loss=True)
    assert left == store.records().keys()
    assert () == check(store).faults
