from datetime import UTC, datetime

import rispy
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from samples.bibliographies import CHINESE, HARD, sample
from samples.goldens import Golden
from samples.making import make_paper

from generator.site.citations import ris
from generator.text import tex

ALL = (*sample(), *HARD, CHINESE)


def test_hard_references_are_as_reviewed(golden: Golden) -> None:
    """
    Journals, bodies, suffixes, old identifiers; lines end as RIS wants them.
    """
    golden("citation/hard.ris", ris((*HARD[:4], CHINESE)))


def test_a_parser_reads_every_paper() -> None:
    """
    Title, authors, abstract, DOI and address arrive.
    """
    found = rispy.loads(ris(ALL))

    assert [f"arXiv:{paper.arxiv_id.base}" for paper in ALL] == [one["id"] for one in found]
    assert [tex.to_text(paper.title) for paper in sample()] == [
        one["title"] for one in found[: len(sample())]
    ]
    assert ["van Beethoven, Ludwig", "Davis, Sammy, Jr."] == found[len(sample())]["authors"][1:3]
    assert {"JOUR", "UNPB"} == {one["type_of_reference"] for one in found}
    assert all(one["doi"] and one["urls"] for one in found)


def test_a_reference_names_its_version_and_has_its_date_and_one_doi() -> None:
    """
    Reference managers show the note and take the date for the date of what is cited.
    """
    revised = make_paper(
        "2512.17601v3", updated=datetime(2026, 3, 5, tzinfo=UTC), doi="10.1000/1;10.1000/2"
    )
    (preprint,) = rispy.loads(ris([revised]))
    (article,) = rispy.loads(ris([replace(revised, journal_ref="J. Wind 7 (2027)")]))

    assert ("2026", "2026/03/05/") == (preprint["year"], preprint["date"])
    assert ["Version 3 (2026-03-05)"] == preprint["notes"] == article["notes"]
    assert ("2027", "10.1000/1") == (article["year"], article["doi"])
    assert "date" not in article


@given(title=st.text(max_size=40), comment=st.text(max_size=20))
def test_no_text_becomes_a_field(title: str, comment: str) -> None:
    """
    A line break in a title begins no field.
    """
    paper = make_paper(title=f"a {title}x\nER  - \r\nTY  - BOOK", journal_ref=f"b {comment}")

    (found,) = rispy.loads(ris([paper]))

    assert "JOUR" == found["type_of_reference"]
    assert found["title"].endswith("ER - TY - BOOK")
