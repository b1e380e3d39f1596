"""
Years of papers from a file: whose they become, on which day, and what stays as it was.
"""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from samples.making import DAY, make_keyword, make_paper

from generator.imports.history import HistoryImport, OfflineKeywords, form_of, import_history
from generator.keywords.arxiv_query import query_of
from generator.keywords.keyword import Keyword
from generator.papers.announcement import Announcement, Record
from generator.papers.paper import Paper
from generator.store import Store

TODAY = date(2026, 1, 20)

KITES = make_keyword("Kites", query=query_of(phrases=["kite"]))

WINDMILLS = make_keyword()

SECRET = make_keyword("Anywhere", query="all:windmills")

ODD = make_keyword("Odd", query='ti:("a" OR abs:("b"))')


def line(paper: Paper | None = None, **fields: Any) -> bytes:
    """
    A line of arXiv's snapshot.
    """
    paper = paper or make_paper()
    moments = [paper.published] * (paper.arxiv_id.version - 1) + [paper.updated]
    whole = {
        "id": paper.arxiv_id.base,
        "title": paper.title,
        "abstract": paper.abstract,
        "categories": " ".join(paper.categories),
        "authors_parsed": [[*name.split()[::-1], ""] for name in paper.authors],
        "versions": [
            {"version": f"v{number}", "created": f"{moment:%a, %d %b %Y %H:%M:%S} GMT"}
            for number, moment in enumerate(moments, start=1)
        ],
    }
    return json.dumps(whole | fields).encode() + b"\n"


def taken(
    store: Store, *lines: bytes, keywords: Iterable[Keyword] = (WINDMILLS, KITES)
) -> HistoryImport:
    """
    What became of the *lines*.
    """
    form = form_of(lines[0])
    assert form
    return import_history(store, lines, form, OfflineKeywords.of(keywords), today=TODAY)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_papers_stand_on_their_own_days(store: Store) -> None:
    """
    As in a keyword's first answer; what no keyword finds does not enter the store.
    """
    revised = make_paper(
        "1601.00002v3",
        published=datetime(2016, 1, 2, tzinfo=UTC),
        updated=datetime(2017, 3, 4, tzinfo=UTC),
    )
    by_day = replace(KITES, sort_by="published", query=query_of(authors=["Ada Lovelace"]))

    done = taken(
        store,
        line(make_paper("1601.00001", title="On a kite")),
        line(revised),
        b"\n",
        line(title="Cathedrals", abstract="Of stone.", id="1601.00003"),
        keywords=(WINDMILLS, by_day),
    )

    records = store.records()
    assert {"1601.00001", "1601.00002", "1601.00003"} == set(records)
    assert {"windmills": 2, "kites": 3} == done.added
    assert Announcement(date(2017, 3, 4), "revised") == records["1601.00002"].announced["windmills"]
    assert Announcement(date(2016, 1, 2)) == records["1601.00002"].announced["kites"]
    assert ["all", "kites"] == sorted(records["1601.00003"].announced)
    assert (4, 0) == (done.lines, done.unreadable)


def test_a_line_without_a_keyword_stays_out(store: Store) -> None:
    """
    And where there is none at all, nothing is written.
    """
    done = taken(store, line(title="Cathedrals", abstract="Of stone."))

    assert ({}, 1) == (done.added, done.lines)
    assert [] == list(store.folder.iterdir())


def test_what_the_store_knows_stays(store: Store) -> None:
    """
    Days and texts, but for an older version; taking over twice changes nothing.
    """
    known = Record(
        make_paper("2512.17601v2"), {"all": Announcement(DAY), "kites": Announcement(DAY)}
    )
    store.remember({"2512.17601": known}, ["2512.17601"])
    older = make_paper("2512.17601v1", title="Windmills, as they were")

    taken(store, line(older))
    same = store.records()["2512.17601"]
    taken(store, line(make_paper("2512.17601v3", comment=None, title="Windmills, again")))
    newer = store.records()["2512.17601"]

    assert known.paper == same.paper
    assert known.announced.items() < same.announced.items()
    assert "windmills" in same.announced
    assert "Windmills, again" == newer.paper.title
    assert same.announced == newer.announced
    before = (store.folder / "papers/2512.jsonl").read_bytes()
    assert {} == taken(store, line(older)).added
    assert before == (store.folder / "papers/2512.jsonl").read_bytes()


def test_keywords_that_only_arxiv_can_judge_are_named(store: Store) -> None:
    """
    And get nothing; so are papers of which only arXiv can tell counted.
    """
    judges = OfflineKeywords.of([SECRET, ODD, WINDMILLS])

    assert (SECRET, ODD) == judges.only_arxiv
    assert ["windmills"] == list(judges.matchers)
    doubtful = line(title="Sign", abstract="A " + r"w\'{i}ndmills" + " is here.")
    assert 1 == taken(store, doubtful).undecided
    assert {} == store.records()


def test_unreadable_lines_are_named_and_cost_themselves_alone(store: Store) -> None:
    """
    The first twenty of them by line; the rest of the file is taken over.
    """
    broken = [line()[:-30], line(versions=[]), line(authors_parsed=[]), b"\xff\n", b"{}\n"]

    done = taken(store, line(id="2512.00001"), *broken * 5)

    assert (25, 20) == (done.unreadable, len(done.reports))
    assert [f"line {number}: " for number in range(2, 7)] == [one[:8] for one in done.reports[:5]]
    assert done.reports[2].endswith("has no author")
    assert ["2512.00001"] == list(store.records())


def test_lines_of_the_stores_form_keep_their_days(store: Store, tmp_path: Path) -> None:
    """
    Under the keywords that are followed, never later than today; fields may be missing.
    """
    other = Store(tmp_path / "other")
    days = {
        "all": Announcement(DAY),
        "old": Announcement(DAY),
        "kites": Announcement(date(2030, 1, 1)),
    }
    other.remember({"2512.17601": Record(make_paper(), days)}, ["2512.17601"])
    lines = (other.folder / "papers/2512.jsonl").read_bytes().splitlines(keepends=True)
    bare = json.loads(lines[1]) | {"id": "2512.00001"}
    for name in ("comment", "journal_ref", "doi", "announced"):
        del bare[name]

    done = taken(store, *lines, json.dumps(bare).encode())

    found = store.records()
    assert {"windmills": 2, "kites": 1} == done.added
    assert {"all", "kites", "windmills"} == set(found["2512.17601"].announced)
    assert TODAY == found["2512.17601"].announced["kites"].day
    assert DAY == found["2512.00001"].announced["windmills"].day


@pytest.mark.parametrize(
    ("first", "form"),
    [
        (b'{"format":"daily-papers/papers","version":1}\n', "papers"),
        (b'{"id":"2512.00001","version":1,"abstract":"A"}\n', "papers"),
        (line(), "snapshot"),
        (b'{"SLAM": {"2512.00001": "|"}}\n', None),
        (b"## Windmills\n", None),
        (b"", None),
        (b"\xff\xfe", None),
        (b'{"\xff": 1}', None),
        (b'{"a":' * 99_999, None),
    ],
)
def test_the_first_line_tells_the_form(first: bytes, form: str | None) -> None:
    """
    Of papers, of arXiv's snapshot; other files are other trackers'.
    """
    assert form == form_of(first)


@pytest.mark.parametrize("header", ['"daily-papers/papers","version":2', '"other","version":1'])
def test_another_format_is_refused(header: str) -> None:
    """
    With the one that is read.
    """
    with pytest.raises(ValueError, match=r"this program reads daily-papers/papers in version 1"):
        form_of(b'{"format":' + header.encode() + b"}")
