import rispy
from hypothesis import given
from hypothesis import strategies as st
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


@given(title=st.text(max_size=40), comment=st.text(max_size=20))
def test_no_text_becomes_a_field(title: str, comment: str) -> None:
    """
    A line break in a title begins no field.
    """
    paper = make_paper(title=f"a {title}x\nER  - \r\nTY  - BOOK", journal_ref=f"b {comment}")

    (found,) = rispy.loads(ris([paper]))

    assert "JOUR" == found["type_of_reference"]
    assert found["title"].endswith("ER - TY - BOOK")
