from datetime import UTC, datetime

import pytest

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
