import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs.disk_calls import disk_calls
from samples.making import DAY, make_paper

from generator.errors import FailureKind, StoreError
from generator.papers.announcement import Announcement, Record
from generator.papers.freshness import Freshness
from generator.store import PendingPaper, Store, TrackerListing

LONG_AGO = 1_000_000_000

HEADER = b'{"format":"daily-papers/papers","version":1}\n'

DEEP = b'{"a":' * 99_999

# XML carries no surrogates, so no paper does.
texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)

instants = st.datetimes(
    min_value=datetime(1991, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    timezones=st.just(UTC),
)

announcements = st.builds(Announcement, st.dates(), st.sampled_from(("new", "revised")))


@st.composite
def records(draw: Any) -> dict[str, Record]:
    ids = draw(st.lists(st.from_regex(r"\A251[0-2]\.\d{5}v[1-9]\Z"), max_size=5, unique=True))
    found = (
        make_paper(
            arxiv_id,
            title=draw(texts),
            abstract=draw(texts),
            authors=tuple(draw(st.lists(texts, max_size=3))),
            published=draw(instants),
            updated=draw(instants),
            comment=draw(st.none() | texts),
            journal_ref=draw(st.none() | texts),
            doi=draw(st.none() | texts),
            withdrawn=draw(st.booleans()),
        )
        for arxiv_id in ids
        if arxiv_id.isascii()
    )
    return {
        paper.arxiv_id.base: Record(paper, draw(st.dictionaries(texts, announcements, max_size=2)))
        for paper in found
    }


def record(arxiv_id: str, **fields: Any) -> Record:
    return Record(make_paper(arxiv_id, **fields), {"windmills": Announcement(DAY)})


def remembered(folder: Path, *found: Record) -> Store:
    store = Store(folder)
    known = {one.paper.arxiv_id.base: one for one in found}
    store.remember(known, known)
    return store


def test_an_empty_store_knows_nothing(tmp_path: Path) -> None:
    """
    A missing folder is a store without papers, and reading does not make it.
    """
    store = Store(tmp_path / "data")

    assert {} == store.records()
    assert {} == store.freshness()
    assert not store.folder.exists()


@given(known=records())
@settings(max_examples=60, deadline=None)
def test_what_is_remembered_is_read_back(known: dict[str, Record]) -> None:
    """
    Equal to the last character: quotation marks, emoji, line separators, all.
    """
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))

        store.remember(known, known)

        assert known == store.records()


def test_line_separators_do_not_break_lines(tmp_path: Path) -> None:
    """
    Unicode has more line ends than JSON Lines.
    """
    awkward = record("2512.00001", title='a\u2028b\u2029c\x85d\r"\\ 🎬', abstract="one\ntwo")

    store = remembered(tmp_path, awkward)

    assert {"2512.00001": awkward} == store.records()
    assert 2 == (tmp_path / "papers/2512.jsonl").read_bytes().count(b"\n")


def test_a_line_holds_a_paper_in_fixed_order(tmp_path: Path) -> None:
    """
    The format of the published data: a header, then papers by identifier, keys in this order.
    """
    second = Record(
        make_paper("2512.00002v3", comment="12 pages"),
        {"windmills": Announcement(DAY), "kites": Announcement(date(2025, 12, 1), "revised")},
    )

    remembered(tmp_path, second, record("2512.00001"))

    header, first, last = (tmp_path / "papers/2512.jsonl").read_text("utf-8").splitlines()
    assert {"format": "daily-papers/papers", "version": 1} == json.loads(header)
    assert "2512.00001" == json.loads(first)["id"]
    assert (
        '{"id":"2512.00002","version":3,"title":"A Paper about Windmills",'
        '"authors":["Ada Lovelace","Paul Erdős"],'
        '"abstract":"Windmills turn. We show that they turn with the wind.",'
        '"categories":["cs.CV","cs.LG"],'
        '"published":"2025-12-19T12:00:00Z","updated":"2025-12-19T12:00:00Z",'
        '"comment":"12 pages","journal_ref":null,"doi":null,'
        '"announced":{"kites":{"day":"2025-12-01","kind":"revised"},'
        '"windmills":{"day":"2025-12-19","kind":"new"}}}'
    ) == last


def test_only_the_line_of_a_withdrawn_paper_says_so(tmp_path: Path) -> None:
    """
    So the lines that stores already have stay as they are.
    """
    remembered(tmp_path, record("2512.00001", withdrawn=True), record("2512.00002"))

    _, gone, other = (tmp_path / "papers/2512.jsonl").read_text("utf-8").splitlines()
    assert json.loads(gone)["withdrawn"] is True
    assert "withdrawn" not in json.loads(other)


def test_papers_are_filed_by_the_month_of_their_identifier(tmp_path: Path) -> None:
    """
    Also those with an identifier from before 2007.
    """
    remembered(tmp_path, record("2512.00001"), record("2511.00001"), record("hep-th/9901001"))

    assert ["2511.jsonl", "2512.jsonl", "9901.jsonl"] == sorted(
        path.name for path in (tmp_path / "papers").iterdir()
    )


def test_the_order_of_remembering_does_not_matter(tmp_path: Path) -> None:
    """
    Same papers, same bytes: a diff shows what changed and no more.
    """
    one, two = record("2512.00001"), record("2512.00002")

    remembered(tmp_path / "a", one, two)
    remembered(tmp_path / "b", two, one)

    name = "papers/2512.jsonl"
    assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_only_files_with_changes_are_written(tmp_path: Path) -> None:
    """
    A run that found one paper rewrites one month.
    """
    store = remembered(tmp_path, record("2512.00001"), record("2511.00001"))
    december, november = (tmp_path / f"papers/{month}.jsonl" for month in ("2512", "2511"))
    for path in (december, november):
        os.utime(path, (LONG_AGO, LONG_AGO))
    known = store.records() | {"2512.00002": record("2512.00002")}

    store.remember(known, ["2512.00002"])

    assert LONG_AGO == november.stat().st_mtime
    assert LONG_AGO != december.stat().st_mtime
    assert known == store.records()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "line 1: Input data was truncated"),
        (b"nonsense\n", "line 1: JSON is malformed"),
        (b"<<<<<<< HEAD\n" + HEADER, "line 1: a merge conflict; keep what both sides have"),
        (HEADER + b"=======\n", "line 2: a merge conflict"),
        (b"\xef\xbb\xbf" + HEADER, "line 1: a byte order mark; save the file as UTF-8 without"),
        (
            b'{"format":"daily-papers/papers","version":0}\n',
            "has format version 0, which never was",
        ),
        (b'{"version":1}\n', "line 1: Object missing required field `format`"),
        (b'{"format":"daily-papers/papers","version":2}\n', "has format version 2, this program"),
        (b'{"format":"daily-papers/status","version":1}\n', "is no daily-papers/papers but"),
        (HEADER.rstrip(b"\n"), "ends in the middle of a line; restore it from its history"),
        (HEADER + b'{"id":"2512.00001","vers', "ends in the middle of a line"),
        (HEADER + b'{"id":"2512.00001","vers\n', "line 2: Input data was truncated"),
        (HEADER + b"\n", "line 2: Input data was truncated"),
        (HEADER + b'{"id":"2512.00001"}\n', "line 2: Object missing required field `version`"),
        (HEADER + b'{"id":"\xff"}\n', "line 2: "),
        (DEEP, "line 1: maximum recursion depth exceeded"),
        (HEADER + DEEP + b"\n", "line 2: maximum recursion depth exceeded"),
    ],
)
def test_a_broken_file_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    """
    Cut off, in conflict, of a newer program, of another kind: its name, its line, its bytes.
    """
    path = tmp_path / "papers/2512.jsonl"
    path.parent.mkdir()
    path.write_bytes(content)

    with pytest.raises(StoreError) as caught:
        Store(tmp_path).records()

    assert path == caught.value.path
    assert reason in caught.value.reason
    assert content == path.read_bytes()


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("id", "../../etc/passwd", "is no arXiv identifier"),
        ("version", 0, "is no arXiv identifier"),
        ("published", "2025-12-19T12:00:00", "Expected `datetime` with a timezone component"),
        ("categories", [], "Expected `array` of length >= 1"),
        ("title", None, "Expected `str`, got `null`"),
        ("announced", {"w": {"day": "tomorrow"}}, "Invalid RFC3339"),
        ("announced", {"w": {"day": "2025-12-19", "kind": "replace"}}, "Invalid enum value"),
    ],
)
def test_a_line_that_is_no_paper_is_refused(
    tmp_path: Path, field: str, value: object, reason: str
) -> None:
    """
    An edited store may not carry what arXiv never sends further into the site.
    """
    remembered(tmp_path, record("2512.00001"))
    path = tmp_path / "papers/2512.jsonl"
    header, line = path.read_text("utf-8").splitlines()
    path.write_text(f"{header}\n{json.dumps(json.loads(line) | {field: value})}\n", "utf-8")

    with pytest.raises(StoreError, match="restore it from its history") as caught:
        Store(tmp_path).records()

    assert reason in str(caught.value)


def test_a_paper_stands_once_and_in_its_month(tmp_path: Path) -> None:
    """
    Where a merge or an editor doubled or moved a line, writing the store again would lose one.
    """
    remembered(tmp_path, record("2512.00001"), record("2511.00001"))
    papers = tmp_path / "papers"
    november, december = (papers / f"{month}.jsonl" for month in ("2511", "2512"))
    line = december.read_bytes().splitlines(keepends=True)[1]

    december.write_bytes(december.read_bytes() + line)
    with pytest.raises(StoreError, match=r"2512\.jsonl: line 3: 2512\.00001 stands in line 2"):
        Store(tmp_path).records()
    december.unlink()
    november.write_bytes(november.read_bytes() + line)
    with pytest.raises(StoreError, match=r"2511\.jsonl: line 3: .* belongs to 2512\.jsonl; move"):
        Store(tmp_path).records()


def test_a_file_that_is_no_month_is_refused(tmp_path: Path) -> None:
    """
    A sync makes copies of what it cannot merge; neither is read beside the other. Other files
    may stand there.
    """
    store = remembered(tmp_path, record("2512.00001"))
    papers = tmp_path / "papers"
    (papers / "notes.txt").write_text("mine", "utf-8")
    (papers / ".DS_Store").write_bytes(b"\x00")
    assert ["2512.00001"] == list(store.records())

    (papers / "2512 (copy).jsonl").write_bytes((papers / "2512.jsonl").read_bytes())
    with pytest.raises(StoreError, match=r"\(copy\)\.jsonl: is no month of papers, such as"):
        store.records()


def test_files_of_the_first_version_are_read_for_ever(tmp_path: Path) -> None:
    """
    What a field that came later would say is left at its default; a field of a later program of
    the same version does no harm.
    """
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/2512.jsonl").write_bytes(
        HEADER + b'{"id":"2512.00002","version":3,"title":"T","authors":["A B"],"abstract":"Text.",'
        b'"categories":["cs.CV"],"published":"2025-12-19T12:00:00Z",'
        b'"updated":"2025-12-20T12:00:00Z","comment":null,"journal_ref":null,"doi":null,'
        b'"announced":{"windmills":{"day":"2025-12-19","kind":"new"}},"later":[1]}\n'
    )
    (tmp_path / "status.json").write_bytes(
        b'{"format":"daily-papers/status","version":1,"later":{},"keywords":{"windmills":'
        b'{"query":"q","attempted":null,"succeeded":null,"total":3,"announced":[],'
        b'"horizon":null,"missed":false,"failure":"429","failures":1,"later":0}}}'
    )

    store = Store(tmp_path)

    (paper,) = (one.paper for one in store.records().values())
    assert ("2512.00002v3", "T", ("A B",)) == (str(paper.arxiv_id), paper.title, paper.authors)
    assert {"windmills": Freshness(query="q", total=3, failure=FailureKind.OTHER, failures=1)} == (
        store.freshness()
    )


def test_files_with_windows_line_ends_are_read(tmp_path: Path) -> None:
    """
    A checkout may translate them.
    """
    one = record("2512.00001")
    store = remembered(tmp_path, one)
    path = tmp_path / "papers/2512.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert {"2512.00001": one} == store.records()


def test_what_a_killed_run_left_is_not_read(tmp_path: Path) -> None:
    """
    Half a file beside the whole one is no paper and no error.
    """
    store = remembered(tmp_path, record("2512.00001"))
    (tmp_path / "papers/.2512.jsonl.part").write_bytes(HEADER + b'{"id":"25')

    assert ["2512.00001"] == list(store.records())


def test_hidden_files_are_no_month_files(tmp_path: Path) -> None:
    """
    On foreign disks, macOS writes a hidden file ``._2512.jsonl`` beside ``2512.jsonl``.
    """
    store = remembered(tmp_path, record("2512.00001"))
    (tmp_path / "papers/._2512.jsonl").write_bytes(b"\x00\x05\x16\x07")

    assert ["2512.00001"] == list(store.records())


def test_freshness_is_read_back(tmp_path: Path) -> None:
    """
    In the order of slugs, a line a value, so that its history can be read.
    """
    now = datetime(2025, 12, 19, 5, 30, tzinfo=UTC)
    fresh = Freshness(query="q", attempted=now, succeeded=now, total=3, announced=("2512.00001",))
    known = {
        "windmills": fresh,
        "kites": fresh.failed(now, FailureKind.REFUSED, 429),
        "never": Freshness(),
    }
    store = Store(tmp_path)

    store.write_freshness(known)

    text = (tmp_path / "status.json").read_text("utf-8")
    assert known == store.freshness()
    assert text.index("kites") < text.index("never") < text.index("windmills")
    assert text.startswith('{\n  "format": "daily-papers/status",\n  "version": 1,\n')
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "line 1: Input data was truncated"),
        (b'{"format":"daily-papers/status","version":9,"keywords":[]}', "has format version 9"),
        (b'{"format":"daily-papers/papers","version":1}', "is no daily-papers/status but"),
        (b'{\n "format": "daily-papers/status",\n>>>>>>> theirs\n', "line 3: a merge conflict"),
        (b'{"format":"daily-papers/status","version":1}', "missing required field `keywords`"),
        (
            b'{"format":"daily-papers/status","version":1,"keywords":{"\xff":{}}}',
            "line 1: 'utf-8' codec can't decode byte 0xff",
        ),
        (DEEP, "line 1: maximum recursion depth exceeded"),
    ],
)
def test_a_broken_status_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    """
    As for papers: nothing is overwritten by what was not understood.
    """
    path = tmp_path / "status.json"
    path.write_bytes(content)

    with pytest.raises(StoreError) as caught:
        Store(tmp_path).freshness()

    assert path == caught.value.path
    assert reason in caught.value.reason
    assert content == path.read_bytes()


def test_imported_papers_wait_in_a_file_of_their_own(tmp_path: Path) -> None:
    """
    In the order of identifiers; nobody who never imported has one.
    """
    store = Store(tmp_path)
    waiting = {
        "2512.00002": PendingPaper("B", {"windmills": TrackerListing(DAY, 2)}),
        "2512.00001": PendingPaper("A", {"kites": TrackerListing(DAY)}),
    }
    assert {} == store.pending()

    store.write_pending(waiting)

    text = (tmp_path / "imported.json").read_text("utf-8")
    assert waiting == store.pending()
    assert text.startswith('{\n  "format": "daily-papers/imported",\n  "version": 1,\n')
    assert text.index("2512.00001") < text.index("2512.00002")


def test_a_broken_file_of_imported_papers_is_refused(tmp_path: Path) -> None:
    """
    Papers wait there that nobody else remembers.
    """
    (tmp_path / "imported.json").write_text('{"format":"daily-papers/imported","version":9}')

    with pytest.raises(StoreError, match=r"imported\.json: has format version 9"):
        Store(tmp_path).pending()


def test_a_file_that_cannot_be_read_or_written_is_named(tmp_path: Path) -> None:
    """
    Here a folder stands in its place.
    """
    path = tmp_path / "status.json"
    path.mkdir()
    store = Store(tmp_path)

    with pytest.raises(StoreError, match=r"status\.json: cannot be read: Is a directory"):
        store.freshness()
    with pytest.raises(StoreError, match=r"status\.json: cannot be written: "):
        store.write_freshness({})


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot open folders")
def test_what_is_remembered_is_on_the_disk(tmp_path: Path) -> None:
    """
    Papers and status cannot be made again, so a run waits until the disk has them.
    """
    store, known = Store(tmp_path), {"2512.00001": Record(make_paper("2512.00001"), {})}

    assert ["fsync", "replace", "fsync"] * 2 == disk_calls(lambda: store.remember(known, known))
    assert ["fsync", "replace", "fsync"] == disk_calls(lambda: store.write_freshness({}))
