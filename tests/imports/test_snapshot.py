"""
Lines of arXiv's metadata snapshot, as they are published.
"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from generator.imports import snapshot
from generator.papers.paper import ArxivId, Paper

LINE: dict[str, Any] = {
    "id": "0704.0001",
    "submitter": "Ada Lovelace",
    "authors": "A. Lovelace, P. Erd\\H{o}s Jr., The Mill Collaboration",
    "title": "Windmills that turn\n  with the wind",
    "comments": "37 pages,\n 15 figures; published version",
    "journal-ref": "Mills D76:013009,2007",
    "doi": "10.1103/Mills.76.013009",
    "report-no": "ANL-HEP-PR-07-12",
    "categories": "hep-ph math.CO",
    "license": None,
    "abstract": "  Windmills turn with\nthe wind.\n  They stand on hills.\n",
    "versions": [
        {"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"},
        {"version": "v2", "created": "Tue, 24 Jul 2007 22:10:27 +0200"},
    ],
    "update_date": "2008-11-26",
    "authors_parsed": [
        ["Lovelace", "A.", ""],
        ["Erdős", "P.", "Jr.", "Budapest"],
        ["Collaboration", "The Mill", ""],
    ],
}


def test_a_line_is_a_paper() -> None:
    """
    In arXiv's own words, white space folded, names as the API has them, times in UTC.
    """
    found = snapshot.parse_line(json.dumps(LINE).encode())

    assert (
        Paper(
            arxiv_id=ArxivId("0704.0001", 2),
            title="Windmills that turn with the wind",
            authors=("A. Lovelace", "P. Erdős Jr.", "The Mill Collaboration"),
            abstract="Windmills turn with the wind.\nThey stand on hills.",
            categories=("hep-ph", "math.CO"),
            published=datetime(2007, 4, 2, 19, 18, 42, tzinfo=UTC),
            updated=datetime(2007, 7, 24, 20, 10, 27, tzinfo=UTC),
            comment="37 pages, 15 figures; published version",
            journal_ref="Mills D76:013009,2007",
            doi="10.1103/Mills.76.013009",
        )
        == found.paper()
    )
    assert "published version" in found.text


def test_what_is_unknown_is_none() -> None:
    """
    Null, missing, or blank.
    """
    fields = {name: LINE[name] for name in LINE if name not in {"comments", "license"}}
    found = snapshot.parse_line(
        json.dumps(fields | {"doi": None, "journal-ref": " "}).encode()
    ).paper()

    assert (None, None, None) == (found.comment, found.doi, found.journal_ref)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "0704"),
        ("id", 704.0001),
        ("versions", []),
        ("versions", [{"version": "v2", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}]),
        ("versions", [{"version": "2", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}]),
        ("versions", [{"version": "v1", "created": "yesterday"}]),
        ("versions", {}),
        ("authors_parsed", "Ada"),
    ],
)
def test_an_unreadable_line_is_a_value_error(field: str, value: object) -> None:
    """
    Whatever is wrong in it.
    """
    text = json.dumps(LINE | {field: value}).encode()

    with pytest.raises(ValueError, match=r"."):
        snapshot.parse_line(text).paper()


def test_lists_in_lists_without_end_are_a_value_error() -> None:
    """
    Also in a field that no paper has.
    """
    text = json.dumps(LINE).encode().replace(b"{", b'{"more": ' + b"[" * 99_999, 1)

    with pytest.raises(ValueError, match="maximum recursion depth exceeded"):
        snapshot.parse_line(text)
