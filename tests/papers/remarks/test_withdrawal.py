from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from samples.goldens import DATA

from generator.papers.paper import ArxivId, Paper
from generator.papers.remarks import withdrawn

DAY = datetime(2025, 12, 19, tzinfo=UTC)


def paper(comment: str | None) -> Paper:
    return Paper(
        arxiv_id=ArxivId("2512.17601"),
        title="A title",
        authors=("An Author",),
        abstract="We withdraw this paper.",
        categories=("cs.CV",),
        published=DAY,
        updated=DAY,
        comment=comment,
    )


def judged() -> Iterator[tuple[bool, str]]:
    for line in (DATA / "remarks/withdrawals.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            verdict, comment = line.split("\t")
            yield verdict == "withdrawn", comment


@pytest.mark.parametrize(
    "comment",
    [
        "This submission has been withdrawn by the authors due to an error in the methodology",
        "this paper has been withdrawn",
        "9 pages, 3 figures. This paper (v2) has been withdrawn; see the journal version",
        "This article, arXiv:2501.00001, is now withdrawn",
        "The paper should be withdrawn",
        "The paper's ground truth was made by a language model and needs to be withdrawn",
        "Withdrawn",
        "Withdrawn: Lemma 2 is wrong",
        "Paper withdrawn due to a crucial sign error",
        "Withdrawn by the author because of overlap with earlier work",
        "Superseded, withdrawn by all the authors",
        "The authors have withdrawn this manuscript",
        "We want to withdraw this paper as the experiments are being redone",
        "I withdrew this paper from arXiv",
        "arXiv admin note: this version has been withdrawn by arXiv administrators",
    ],
)
def test_comment_that_says_withdrawn_is_believed(comment: str) -> None:
    """
    A paper is withdrawn when its comment says so, in whichever of the usual ways.
    """
    assert withdrawn(paper(comment))


@pytest.mark.parametrize(("expected", "comment"), list(judged()))
def test_comment_is_read_as_a_reader_would(*, expected: bool, comment: str) -> None:
    """
    A comment withdraws the paper itself, not an earlier version, a part, or a submission elsewhere.
    """
    assert expected == withdrawn(paper(comment))


def test_arxiv_itself_may_say_that_a_paper_is_withdrawn() -> None:
    """
    OAI-PMH marks versions without source; no comment is needed then.
    """
    assert withdrawn(replace(paper("12 pages"), withdrawn=True))


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("This paper has been withdrawn by the author due to a sign error.", True),
        ("This article was withdrawn.", True),
        ("This paper has been withdrawn from a conference.", False),
        ("We study why this paper has been withdrawn.", False),
        ("This paper withdraws mills from service.", False),
    ],
)
def test_abstract_counts_only_if_it_begins_with_the_statement(
    *, abstract: str, expected: bool
) -> None:
    """
    Before arXiv had a form for withdrawals, authors replaced the abstract by the statement.
    """
    assert expected == withdrawn(replace(paper("12 pages"), abstract=abstract))


@pytest.mark.parametrize("piece", ["we ", "this paper is ", "not withdrawn ", "reasons for "])
def test_huge_comments_are_read_in_bounded_time(piece: str) -> None:
    """
    Megabytes are no comment, and what stands beyond the beginning is not read.
    """
    assert not withdrawn(paper(piece * 500_000 + ". This paper has been withdrawn"))


@pytest.mark.parametrize(
    "comment",
    [
        None,
        "",
        "12 pages, 3 figures",
        "This paper has not been withdrawn",
        "The submission is no longer withdrawn",
        "Images withdrawn from the ImageNet dataset were replaced",
        "This paper was withdrawn from ICLR 2026; extended version",
        "We withdrew this paper from the workshop",
        "Supersedes arXiv:2401.00001, which has been withdrawn",
        "An earlier version of this paper was withdrawn by the authors",
        "The first version was withdrawn by the authors",
        "A study of withdrawn consent",
        "Withdrawn samples are listed in the appendix",
        "This paper might be withdrawn by the authors",
        "Accepted by AAAI; drawn by hand",
    ],
)
def test_other_comments_do_not_withdraw_a_paper(comment: str | None) -> None:
    """
    A word about something else that was withdrawn marks no paper; nor does its abstract.
    """
    assert not withdrawn(paper(comment))
