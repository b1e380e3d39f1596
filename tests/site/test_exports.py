import csv
import io
import json
import re
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from samples.goldens import Golden
from samples.making import make_entry, make_keyword, make_paper
from samples.shared import readme_in, trackers

from generator.papers.listing import Listing
from generator.papers.paper import Paper, folded
from generator.site.edition import Section
from generator.site.exports import FORMATS

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])

PLAIN = make_paper(
    "2512.17601v2",
    title="Windmills | and $\\alpha$ < 2",
    comment="12 pages, 3 figures, to appear",
    journal_ref="J. Wind 1 (2026) 1",
    doi="10.1000/wind",
)

FORMULA = make_paper(
    "hep-th/9901001",
    title="=HYPERLINK(1)",
    authors=("@Ada", "+Erdős"),
    abstract="-2 is\nless; than 0",
    comment="short, `odd`",
)

hostile = st.lists(
    st.sampled_from(
        [*"\\`*_~[]()<>|&#!@-", "a", "b ", "é", "\n", "\n\n", "&lt;", "</details>", "![x](y)", "``"]
    ),
    max_size=30,
).map(lambda marks: "a" + "".join(marks))


def section(*papers: Paper, **fields: Any) -> Section:
    entries = tuple(map(make_entry, papers))
    return Section(make_keyword(**fields), Listing("windmills", entries))


@pytest.mark.parametrize(
    ("form", "suffix"), [("markdown", "md"), ("csv", "csv"), ("jsonl", "jsonl")]
)
def test_exports_are_as_reviewed(form: str, suffix: str, golden: Golden) -> None:
    """
    Two keywords, a revised paper, an old identifier, everything that may be missing.
    """
    sections = (section(PLAIN, FORMULA), Section(make_keyword("Kites | more"), Listing("kites")))

    golden(f"exports/windmills.{suffix}", FORMATS[form](sections))


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_ends_where_the_page_ends(form: str) -> None:
    """
    max_papers holds here too, and a keyword without papers exports as nothing but its head.
    """
    whole, cut = section(PLAIN, FORMULA), section(PLAIN, FORMULA, max_papers=1)

    assert FORMATS[form]([section(PLAIN)]) == FORMATS[form]([cut])
    assert len(FORMATS[form]([cut])) < len(FORMATS[form]([whole]))


@pytest.mark.parametrize("folder", trackers())
def test_the_original_readme_comes_back_byte_for_byte(folder: Path) -> None:
    """
    Who moves here from the original Daily Papers keeps the same table.
    """
    rows = [json.loads(line) for line in (folder / "papers.jsonl").read_text("utf-8").splitlines()]
    original = readme_in(folder)
    sections: dict[str, list[Paper]] = {}
    for row in rows:
        paper = make_paper(
            f"{row['id']}v{row['version']}",
            title=row["title"],
            abstract=row["abstract"],
            comment=row["comment"],
            updated=datetime.fromisoformat(row["date"]).replace(tzinfo=UTC),
        )
        sections.setdefault(row["section"], []).append(paper)

    table = FORMATS["markdown"](section(*one, name=name) for name, one in sections.items())

    assert len(rows) == table.count("\n| **[")
    assert original[original.index("## ") :].strip() == table.strip()


class Cells(HTMLParser):
    """
    The texts of a table's cells, and every tag in them.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def read(text: str) -> str:
    """
    *text* without what may differ: white space, zero width, LaTeX's backslash before a sign.
    """
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", folded(text.replace("\u200b", "")))


@given(title=hostile, abstract=hostile, comment=st.none() | hostile)
@settings(max_examples=200, deadline=None)
def test_no_text_leaves_its_cell(title: str, abstract: str, comment: str | None) -> None:
    """
    One row, four cells, one link; texts are read as they are, and no markup is added.
    """
    paper = make_paper(title=title, abstract=abstract, comment=comment)
    table = Cells(GITHUB.render(FORMATS["markdown"]([section(paper)])))

    fold = ["details", "summary", "p"]
    short = comment is None or len(comment) <= 20
    row = ["td", "strong", "a", "td", "td", *fold, "td", *([] if short else fold)]
    assert row == table.tags[table.tags.index("tbody") + 2 :]
    assert ["https://arxiv.org/abs/2512.17601v1"] == table.links
    assert [read(title), "2025-12-19", read("Show" + abstract)] == list(map(read, table.cells[4:7]))
    assert read(table.cells[7]).endswith(read(comment or ""))


@given(
    title=st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
    author=st.sampled_from(
        [
            "=cmd()",
            "+1",
            "-1",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "\nx",
            "\uff1d1",
            "\uff20A",
            "Ada; Bob",
            'a"b,c',
        ]
    ),
)
@settings(deadline=None)
def test_csv_is_read_back_and_runs_nothing(title: str, author: str) -> None:
    """
    Any reader of CSV finds the texts; a spreadsheet finds no formula.
    """
    paper = make_paper(title=title, authors=(author,))

    text = FORMATS["csv"]([section(paper)])

    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    for value, cell in ((title, row["title"]), (author, row["authors"])):
        assert cell in {value, f"'{value}"}
        assert not cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))
    assert {"windmills": "Windmills", "new": "2512.17601"} == {
        row["keyword"].lower(): row["keyword"],
        row["kind"]: row["id"],
    }


@given(title=st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
@settings(deadline=None)
def test_json_lines_are_read_back(title: str) -> None:
    """
    A line a paper, whatever its title holds; nothing is lost.
    """
    paper = make_paper(title=title, comment=None)

    text = FORMATS["jsonl"]([section(paper, PLAIN)])

    first, second = map(json.loads, text.split("\n")[:-1])
    assert (title, None, ["Ada Lovelace", "Paul Erdős"]) == (
        first["title"],
        first["comment"],
        first["authors"],
    )
    assert ("2512.17601", 2, "10.1000/wind") == (second["id"], second["version"], second["doi"])


def test_headings_hold_the_name_and_nothing_else() -> None:
    """
    A keyword's name is text from outside as well.
    """
    html = GITHUB.render(FORMATS["markdown"]([section(PLAIN, name="<b> [x](y) *C*")]))

    assert "<h2>&lt;b&gt; [x](y) *C*</h2>" == html.partition("\n")[0]
    assert "<b> [x](y) *C*" == unescape(html.partition("\n")[0])[4:-5]
