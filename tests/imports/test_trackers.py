import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from samples.making import make_edition, make_entry, make_keyword, make_paper

from generator.imports.trackers import Row, parse_table
from generator.papers.listing import Listing
from generator.site import exports
from generator.site.edition import Section

DAY = date(2024, 1, 2)

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])

# The shapes that cv-arxiv-daily wrote over the years: for its README, and for its page.
_TABLE = (
    "|**2024-01-02**|**Windmills | and [Sails]**|Ada Lovelace et.al.|"
    "[2401.00001](http://arxiv.org/abs/2401.00001)|**[link](https://github.com/a/b)**|\n"
)

_LIST = (
    "- 2024-01-02, **Windmills, and Sails**, Ada Lovelace et.al., "
    "Paper: [http://arxiv.org/abs/2401.00001](http://arxiv.org/abs/2401.00001)\n"
)

_STARRED = (
    "* **2024-01-02**, **Windmills, and Sails**, Ada Lovelace et.al., "
    "Paper: [2401.00001v3](https://arxiv.org/abs/2401.00001v3), Code: null\n"
)

_TITLE_FIRST = (
    "| **[Windmills (or [Sails](x)) in $|x|$ & co](https://arxiv.org/abs/2401.00001v2)** "
    "| 2024-01-02 | <details><summary>Show</summary><p>We compare with "
    "[this](https://arxiv.org/abs/2312.00001) of 2023-12-01.</p></details> |  |"
)


@pytest.mark.parametrize(
    ("line", "title", "version"),
    [
        (_TABLE, "Windmills | and [Sails]", None),
        (_LIST, "Windmills, and Sails", None),
        (_STARRED, "Windmills, and Sails", 3),
        (
            _TITLE_FIRST,
            "Windmills (or [Sails](x)) in $|x|$ & co",
            2,
        ),
        (
            "|**2024-01-02**|**Windmills**|Ada|[link](https://arxiv.org/pdf/2401.00001.pdf)|null|",
            "Windmills",
            None,
        ),
    ],
)
def test_a_row_tells_identifier_day_and_title(line: str, title: str, version: int | None) -> None:
    """
    Of each shape a tracker's row has had.
    """
    found = parse_table(f"# My papers\n\n## Wind &amp; \\*Mills\\*\n\n{line}")

    assert (Row("Wind & *Mills*", "2401.00001", version, title, DAY),) == found.rows
    assert () == found.unreadable


def test_the_json_file_has_the_same_rows() -> None:
    """
    cv-arxiv-daily keeps the rows of its README by keyword and identifier.
    """
    text = json.dumps({"Windmills": {"2401.00001": _TABLE}, "Sails": {"2401.00001": _LIST}})

    rows = parse_table(text).rows

    assert [("Windmills", "2401.00001"), ("Sails", "2401.00001")] == [
        (row.section, row.base) for row in rows
    ]


def test_old_identifiers_are_identifiers() -> None:
    """
    A physicist's tracker goes back to the nineties.
    """
    line = "|**1999-01-02**|**Strings**|Ada et.al.|[a](http://arxiv.org/abs/hep-th/9901001v2)|null|"

    assert [("hep-th/9901001", 2)] == [(row.base, row.version) for row in parse_table(line).rows]


@pytest.mark.parametrize(
    "line",
    [
        "|**2024-13-02**|**Windmills**|Ada|[a](http://arxiv.org/abs/2401.00001)|null|",
        "|**2024-01-02**|**Windmills**|Ada|[a](http://arxiv.org/abs/windmills)|null|",
        "|**yesterday**|**Windmills**|Ada|[a](http://arxiv.org/abs/2401.00001)|null|",
        "|http://arxiv.org/abs/2401.00001|",
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_place(line: str) -> None:
    """
    The others are taken over all the same.
    """
    found = parse_table(f"## Windmills\n{line}\n{_TABLE}")

    assert 1 == len(found.rows)
    assert ["line 2"] == [sentence.partition(":")[0] for sentence in found.unreadable]


@pytest.mark.parametrize("text", ["", "# Windmills\n\nNo table here.\n", "{}", '{"a": {}}'])
def test_a_file_without_papers_is_refused(text: str) -> None:
    """
    With the names of the files that have some.
    """
    with pytest.raises(ValueError, match="holds no papers; give the README"):
        parse_table(text)


@pytest.mark.parametrize("text", ['{"a": ["b"]}', '{"a": {"b": 1}}', '{"a"', "{" * 9000])
def test_other_json_is_refused(text: str) -> None:
    """
    A file of another program is no damage to guess about.
    """
    with pytest.raises(ValueError, match="is no JSON of cv-arxiv-daily"):
        parse_table(text)


@example(title="A\\:B")
@given(title=st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_our_own_table_is_read_back(title: str) -> None:
    """
    `export` writes the table of the original Daily Papers: any title comes back from it, as
    Markdown shows it.
    """
    entry = make_entry(make_paper("2401.00001v2", title=title))
    section = Section(make_keyword("Wind_mills"), Listing("wind-mills", (entry,)))
    written = exports.markdown(make_edition(section).sections)

    (row,) = parse_table(written).rows

    assert ("Wind_mills", "2401.00001", 2) == (row.section, row.base, row.version)
    assert row.title == shown(written)


def shown(written: str) -> str:
    """
    The text of the first link of a Markdown document.
    """
    tokens = [one for token in GITHUB.parse(written) for one in token.children or ()]
    kinds = [one.type for one in tokens]
    link = tokens[kinds.index("link_open") + 1 : kinds.index("link_close")]
    return "".join(one.content for one in link)
