"""
What docs/store.md says of the store: its reader, its examples and its tables are the truth.
"""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from readers.documents import DOCS, blocks
from samples.making import make_paper

from generator.papers.announcement import Announcement, Record
from generator.papers.freshness import Freshness
from generator.store import PendingPaper, Store, TrackerListing

PAGE = (DOCS / "store.md").read_text("utf-8")

(READER,) = blocks(PAGE, "python")

HEADER, LINE, INVENTORY, STATUS, IMPORTED, HARVEST = blocks(PAGE, "json")

NEW, REVISED = Announcement(date(2025, 12, 19)), Announcement(date(2025, 12, 20), "revised")


def table(heading: str) -> dict[str, str]:
    """
    The fields of the first table below a *heading*, and what each is without a value.
    """
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([\w.*]+)` \|.*\| ([^|]*) \|$", section, re.MULTILINE)
    return dict(rows)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    found = [
        Record(make_paper("2512.17601v2", comment="12\u2028pages"), {"all": NEW, "w": REVISED}),
        Record(make_paper("hep-th/9901001", title='"{\\ 🎬', doi="10.1/2"), {"w": NEW}),
    ]
    known = {one.paper.arxiv_id.base: one for one in found}
    store.remember(known, known)
    return store


def read(folder: Path) -> list[dict[str, Any]]:
    """
    What the reader on the page reads in *folder*.
    """
    there: dict[str, Any] = {}
    exec(compile(READER, "store.md", "exec"), there)  # noqa: S102 - the page's own lines
    return list(there["papers"](folder))


def test_the_reader_on_the_page_reads_a_real_store(store: Store) -> None:
    """
    Ten lines of plain Python find every paper with every field.
    """
    found = read(store.folder)

    assert 10 >= len([line for line in READER.splitlines() if line])
    assert ["2512.17601", "hep-th/9901001"] == [paper["id"] for paper in found]
    assert (2, "12\u2028pages") == (found[0]["version"], found[0]["comment"])
    assert {"day": "2025-12-20", "kind": "revised"} == found[0]["announced"]["w"]
    assert ('"{\\ 🎬', "10.1/2", None) == tuple(
        found[1][name] for name in ("title", "doi", "comment")
    )


def test_the_reader_on_the_page_refuses_what_it_does_not_know(store: Store) -> None:
    """
    A newer version, as the page asks of readers.
    """
    path = store.folder / "papers/2512.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"version":1}\n', b'"version":2}\n', 1))

    with pytest.raises(ValueError, match="does not know"):
        read(store.folder)


def test_the_examples_are_what_the_program_writes(tmp_path: Path) -> None:
    """
    To the byte, once read and written again.
    """
    store = Store(tmp_path)
    path = tmp_path / "papers/2512.jsonl"
    path.parent.mkdir()
    path.write_text(HEADER + LINE, "utf-8")
    (tmp_path / "status.json").write_text(STATUS, "utf-8")
    (tmp_path / "imported.json").write_text(IMPORTED, "utf-8")
    (tmp_path / "harvest.json").write_text(HARVEST, "utf-8")
    (tmp_path / "inventory.json").write_text(INVENTORY, "utf-8")

    again = Store(tmp_path / "again")
    again.remember(store.records(), store.records())
    again.write_freshness(store.freshness())
    again.write_pending(store.pending())
    again.write_bookmark(store.bookmark())
    again.write_inventory(store.inventory())

    names = ("status.json", "imported.json", "harvest.json", "inventory.json")
    for name in ("papers/2512.jsonl", *names):
        assert (tmp_path / name).read_bytes() == (again.folder / name).read_bytes()


def test_the_tables_name_every_field() -> None:
    """
    In the order of the file, with what each is where it is missing.
    """
    papers = [name for name in table("`papers/YYMM.jsonl`") if "." not in name]
    defaults = json.loads(msgspec.json.encode(Freshness()))

    # The field of withdrawn papers is left out of the line of another paper.
    assert list(json.loads(LINE)) == [name for name in papers if name != "withdrawn"]
    assert defaults == {
        name: json.loads(value.strip("`")) for name, value in table("`status.json`").items()
    }
    assert list(json.loads(STATUS)["keywords"]["windmills"]) == list(defaults)


def test_a_missing_field_is_as_the_page_says(tmp_path: Path) -> None:
    """
    In status.json all may be missing; in announcements the kind.
    """
    header = '{"format": "daily-papers/%s", "version": 1, '
    store = Store(tmp_path)
    (tmp_path / "status.json").write_text(header % "status" + '"keywords": {"w": {}}}')
    line = json.loads(LINE) | {"announced": {"w": {"day": "2025-12-19"}}, "later": 1}
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers/2512.jsonl").write_text(HEADER + json.dumps(line) + "\n")

    assert {"w": Freshness()} == store.freshness()
    assert {"w": NEW} == store.records()["2512.17601"].announced
    assert datetime(2025, 12, 22, 9, 30, tzinfo=UTC) == store.records()["2512.17601"].paper.updated
    assert (
        PendingPaper("t", {"w": TrackerListing(date(2025, 12, 20))}).listings["w"].version is None
    )
