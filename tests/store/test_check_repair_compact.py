"""
A store that somebody or something has harmed: named fault by fault, mended, written anew.
"""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.making import DAY, make_paper

from generator.errors import StoreError
from generator.papers.announcement import Announcement, Record
from generator.papers.freshness import Freshness
from generator.store import PendingPaper, Store, TrackerListing, check, compact, repair

HEADER = b'{"format":"daily-papers/papers","version":1}'

NAMES = ("2511.00001", "2512.00001", "2512.00002")

LATER = date(2025, 12, 24)


def record(arxiv_id: str, *, day: date = DAY, slug: str = "windmills") -> Record:
    return Record(make_paper(arxiv_id), {slug: Announcement(day)})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "data")
    known = {name: record(name) for name in NAMES}
    store.remember(known, known)
    return store


def lines(store: Store, name: str = "2512") -> list[bytes]:
    return (store.folder / f"papers/{name}.jsonl").read_bytes().splitlines()


def write(store: Store, *found: bytes, name: str = "2512", end: bytes = b"\n") -> Path:
    path = store.folder / f"papers/{name}.jsonl"
    path.write_bytes(b"\n".join(found) + end)
    return path


def aside(store: Store, name: str = "2512") -> list[bytes]:
    path = store.folder / f"papers/{name}.jsonl.broken"
    return path.read_bytes().splitlines() if path.exists() else []


def test_a_sound_store_has_no_fault(store: Store) -> None:
    """
    Nor anything to mend; an empty one neither.
    """
    found = check(store)

    assert (2, 3, (), ()) == (found.files, found.papers, found.faults, found.not_canonical)
    assert () == repair(store).files
    assert 0 == check(Store(store.folder / "nothing")).files


def test_every_fault_is_named_with_file_and_line(store: Store) -> None:
    """
    Not only the first, and not only in one file.
    """
    header, first, second = lines(store)
    write(store, header, first, b"{}", lines(store, "2511")[1], first, second[:-9], end=b"")
    (store.folder / "status.json").write_text("{")
    (store.folder / "papers/2512 (1).jsonl").write_bytes(HEADER + b"\n")

    faults = [str(fault).removeprefix(f"{store.folder}/") for fault in check(store).faults]

    expected = (
        "status.json: line 1: ",
        "papers/2512 (1).jsonl: is no month of papers, such as 2512.jsonl",
        "papers/2512.jsonl: line 3: Object missing required field `id`",
        "papers/2512.jsonl: line 4: 2511.00001 belongs to 2511.jsonl",
        "papers/2512.jsonl: line 5: 2512.00001 stands in line 2 already",
        "papers/2512.jsonl: line 6: Input data was truncated",
        "papers/2512.jsonl: line 6: ends in the middle of a line",
    )
    assert len(expected) == len(faults)
    assert [] == [
        pair for pair in zip(faults, expected, strict=True) if not pair[0].startswith(pair[1])
    ]


def test_a_file_with_a_fault_is_not_also_named_as_not_canonical(store: Store) -> None:
    """
    ``compact`` refuses a file with a fault, so advice to compact it would mislead.
    """
    write(store, *lines(store), b"{}")

    found = check(store)

    assert (1, ()) == (len(found.faults), found.not_canonical)


def test_other_ways_to_write_the_same_are_no_faults(store: Store) -> None:
    """
    Another order, line ends of Windows, spaces: named, and written anew on demand.
    """
    header, first, second = lines(store)
    before = b"\n".join((header, first, second, b""))
    path = write(store, header, second + b" \r", first)

    assert (path,) == check(store).not_canonical
    assert () == repair(store).files
    assert 1 == compact(store, ["windmills"], forget=False).files
    assert before == path.read_bytes()


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_that_was_cut_off_is_set_aside(store: Store, end: bytes) -> None:
    """
    With every byte it had; the papers before it stay, also the last one without a line end.
    """
    header, first, second = lines(store)
    write(store, header, first, second[:50], end=end)

    (mended,) = repair(store).files

    assert 1 == mended.lines
    assert [second[:50]] == aside(store)
    assert [header, first] == lines(store)
    write(store, header, first, second, end=b"")
    repair(store)
    assert [header, first, second] == lines(store)
    assert [second[:50]] == aside(store)


def test_a_paper_in_the_wrong_month_moves(store: Store) -> None:
    """
    Also to a month that has no file yet, and between two files that both have strangers.
    """
    header, first, second = lines(store)
    one = lines(store, "2511")[1]
    other = first.replace(b"2512.00001", b"2510.00001")
    write(store, header, one, second, other)
    write(store, header, first, name="2511")

    repair(store)

    assert [header, first, second] == lines(store)
    assert [header, one] == lines(store, "2511")
    assert [header, other] == lines(store, "2510")
    assert [] == aside(store)


def test_a_repair_that_is_stopped_between_two_files_loses_no_paper(store: Store) -> None:
    """
    A paper is in its new file before it leaves the old one, whichever file is written first.
    """
    header, first, second = lines(store)
    write(store, header, lines(store, "2511")[1], first, name="2511")
    write(store, header, second)
    # The disk takes 2511.jsonl, which comes first, and refuses 2512.jsonl.
    (store.folder / "papers/.2512.jsonl.part").mkdir()

    with pytest.raises(StoreError, match=r"2512\.jsonl"):
        repair(store)

    assert first in lines(store, "2511") + lines(store)


def test_a_paper_twice_becomes_one(store: Store) -> None:
    """
    The newest version, on the earliest day of each keyword; what gave way is set aside.
    """
    header, first, second = lines(store)
    newer = Record(
        make_paper("2512.00001v2", updated=datetime(2025, 12, 24, tzinfo=UTC)),
        {"windmills": Announcement(LATER), "kites": Announcement(LATER)},
    )
    other = Store(store.folder / "other")
    other.remember({"2512.00001": newer}, ["2512.00001"])
    line = lines(other)[1]
    write(store, header, first, b"<<<<<<< ours", second, line, second)

    repair(store)

    found = store.records()["2512.00001"]
    assert newer.paper == found.paper
    assert {"windmills": Announcement(DAY), "kites": Announcement(LATER)} == found.announced
    assert [b"<<<<<<< ours", first, line] == aside(store)
    assert (2, ()) == (check(store).files, check(store).faults)


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_of_two_lines_about_the_same_version_the_later_update_stays(
    store: Store, order: tuple[int, int]
) -> None:
    """
    The line with the later moment of the update is the newer one, whichever stands first.
    """
    header, first, second = lines(store)
    later = first.replace(b'"updated":"2025-12-19T', b'"updated":"2025-12-20T')
    found = {1: first, 2: later}
    write(store, header, *(found[number] for number in order), second)

    repair(store)

    assert [header, later, second] == lines(store)
    assert [first] == aside(store)


def test_what_a_sync_made_of_a_file_is_taken_in(store: Store) -> None:
    """
    Its papers join those of their months; the file is set aside as it was.
    """
    header, first, second = lines(store)
    third = second.replace(b"2512.00002", b"2512.00003")
    write(store, header, first)
    write(store, b"\xef\xbb\xbf" + header, second, third, name="2512 (1)")

    repair(store)

    assert [header, first, second, third] == lines(store)
    assert [b"\xef\xbb\xbf" + header, second, third] == aside(store, "2512 (1)")
    assert not (store.folder / "papers/2512 (1).jsonl").exists()


def test_a_missing_header_and_a_mark_are_mended(store: Store) -> None:
    """
    A file of lines alone is one of papers, for each line says so.
    """
    header, first, second = lines(store)
    write(store, b"\xef\xbb\xbf" + first, second)

    (mended,) = repair(store).files

    assert 0 == mended.lines
    assert [header, first, second] == lines(store)


@pytest.mark.parametrize("number", [1, 2])
def test_lines_are_counted_from_the_first_also_without_a_header(store: Store, number: int) -> None:
    """
    The keeper opens the file in an editor and goes to the line that the message names.
    """
    found = [lines(store)[1]] * 2
    found[number - 1] = b"{}"
    write(store, *found)

    _, fault = check(store).faults

    assert f"line {number}: Object missing required field `id`" in str(fault)


@pytest.mark.parametrize(
    "name",
    ["papers/2512.jsonl", "status.json", "imported.json", "harvest.json", "inventory.json"],
)
def test_what_a_newer_program_wrote_is_not_touched(store: Store, name: str) -> None:
    """
    Nor anything else in that store.
    """
    header, first, _ = lines(store)
    write(store, header, first, b"{", name="2511")
    kind = name.partition("/")[0].removesuffix(".json")
    path = store.folder / name
    path.write_text('{"format": "daily-papers/' + kind + '", "version": 2}\n')
    before = {one: one.read_bytes() for one in store.folder.rglob("*.*")}

    with pytest.raises(StoreError, match="use the newest Daily Papers"):
        repair(store)

    assert before == {one: one.read_bytes() for one in store.folder.rglob("*.*")}
    assert any("newest Daily Papers" in str(fault) for fault in check(store).faults)


def test_a_broken_status_is_set_aside(store: Store) -> None:
    """
    The next fetch learns anew how fresh keywords are.
    """
    (store.folder / "status.json").write_text("<<<<<<< ours\n")

    repair(store)

    assert {} == store.freshness()
    assert "<<<<<<< ours\n" == (store.folder / "status.json.broken").read_text()


@pytest.mark.parametrize("name", ["imported.json", "harvest.json"])
def test_every_other_document_is_checked_and_set_aside_too(store: Store, name: str) -> None:
    """
    A broken file of imported papers or of a harvest's end stops each fetch until it is repaired.
    """
    path = store.folder / name
    path.write_text("<<<<<<< ours\n")

    (fault,) = check(store).faults
    (repaired,) = repair(store).files

    assert f"{path}: line 1: a merge conflict" in str(fault)
    assert (1, store.folder / f"{name}.broken") == (repaired.lines, repaired.aside)
    assert not path.exists()


@given(harm=st.data())
@settings(max_examples=60, deadline=None)
def test_no_byte_is_lost_in_mending(
    tmp_path_factory: pytest.TempPathFactory, harm: st.DataObject
) -> None:
    """
    Whatever a file became: it can be read afterwards, every line stands there or aside, and
    mending again finds nothing.
    """
    store = Store(tmp_path_factory.mktemp("data"))
    known = {name: record(name) for name in NAMES}
    store.remember(known, known)
    path = store.folder / "papers/2512.jsonl"
    pool = [*path.read_bytes().splitlines(), *lines(store, "2511"), b"{}", b"=======", b"\xff"]
    found = harm.draw(st.lists(st.sampled_from(pool), max_size=6))
    content = b"\n".join(found)
    path.write_bytes(content[: harm.draw(st.integers(0, len(content)))])
    before = path.read_bytes()

    repair(store, accept_loss=True)

    here = {*lines(store), *lines(store, "2511"), *aside(store), b""}
    assert set(before.splitlines()) - {HEADER} <= here | {HEADER}
    assert () == check(store).faults
    assert () == repair(store).files
    shutil.rmtree(store.folder)


def test_compacting_forgets_on_demand_alone(store: Store) -> None:
    """
    Papers, announcements, freshness and imports of keywords that are gone.
    """
    kites = {"2510.00001": record("2510.00001", slug="kites")}
    store.remember(kites, kites)
    store.write_freshness({"kites": Freshness(), "windmills": Freshness()})
    listed = {"kites": TrackerListing(DAY), "windmills": TrackerListing(DAY)}
    waiting = {
        "1": PendingPaper("A", listed),
        "2": PendingPaper("B", {"kites": TrackerListing(DAY)}),
    }
    store.write_pending(waiting)

    kept = compact(store, ["windmills"], forget=False)
    everything = store.records(), store.freshness(), store.pending()
    forgotten = compact(store, ["windmills"], forget=True)

    assert (0, 1) == (kept.files, kept.papers)
    assert 4 == len(everything[0])
    assert (1, 1) == (forgotten.files, forgotten.papers)
    assert set(NAMES) == set(store.records())
    assert not (store.folder / "papers/2510.jsonl").exists()
    assert ["windmills"] == list(store.freshness())
    assert {"1": PendingPaper("A", {"windmills": TrackerListing(DAY)})} == store.pending()


def test_forgetting_keeps_the_day_on_which_all_keywords_together_announced_a_paper(
    store: Store,
) -> None:
    """
    That day is the site's, whichever keyword found the paper first.
    """
    announced = {"all": Announcement(DAY), "kites": Announcement(DAY)}
    known = {"2510.00001": Record(make_paper("2510.00001"), announced | {"w": Announcement(LATER)})}
    store.remember(known, known)

    compact(store, ["w"], forget=True)

    kept = store.records()["2510.00001"].announced
    assert {"all": Announcement(DAY), "w": Announcement(LATER)} == kept


def test_a_file_that_cannot_be_removed_is_named(store: Store) -> None:
    """
    Compacting then ends, and can be begun again.
    """
    (store.folder / "papers/.2512.jsonl.part").mkdir()

    with pytest.raises(StoreError, match=r"2512\.jsonl: cannot be removed: "):
        compact(store, [], forget=True)
