from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from samples.goldens import DATA
from samples.making import make_paper

from generator.papers import remarks
from generator.papers.remarks import PageCount, page_count


class Judged(Struct, frozen=True):
    """
    What a comment tells a reader.
    """

    comment: str
    pages: str
    figures: str
    links: str
    withdrawn: str


def judged() -> Iterator[Judged]:
    for line in (DATA / "remarks/comments.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield Judged(*line.split("\t"))


def found(comment: str) -> Judged:
    paper = make_paper(comment=comment, abstract="Windmills turn.")
    said = page_count(paper)
    return Judged(
        comment,
        str(said.pages or ""),
        str(said.figures or ""),
        " ".join(f"{link.kind}={link.url}" for link in remarks.links(paper)),
        "withdrawn" if remarks.withdrawn(paper) else "",
    )


def figures(field: str) -> tuple[int, int, int]:
    """
    How many comments tell it, how many of these are right, how many a reader could tell.
    """
    pairs = [(getattr(found(one.comment), field), getattr(one, field)) for one in judged()]
    told = [pair for pair in pairs if pair[0]]
    return len(told), sum(one == other for one, other in told), sum(bool(one[1]) for one in pairs)


def test_comments_are_read_as_a_reader_would() -> None:
    """
    Of 152 comments judged by hand none is misread, and one says its pages where nobody looks.
    """
    assert 152 == len(tuple(judged()))
    assert (99, 99, 100) == figures("pages")
    assert (47, 47, 47) == figures("figures")
    assert (26, 26, 26) == figures("links")
    assert (6, 6, 6) == figures("withdrawn")


def test_a_paper_without_comment_has_no_known_extent() -> None:
    """
    Unknown is None.
    """
    assert PageCount(None, None) == page_count(make_paper())


@given(st.text(st.sampled_from("0123456789+ -pagesfigur,.()"), max_size=40))
def test_any_comment_is_read(comment: str) -> None:
    """
    Whatever authors write, a number of pages or figures is a positive one.
    """
    said = page_count(make_paper(comment=comment))

    assert all(number is None or number > 0 for number in (said.pages, said.figures))
