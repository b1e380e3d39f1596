from samples.making import make_paper

from generator.papers.authors import author_names, with_author_names


def test_names_that_are_stored_are_read_right() -> None:
    """
    The first edition stored what arXiv's query API had made of a line of authors.
    """
    stored = make_paper(
        authors=("NVIDIA", ":", "Ada Lovelace", "and Paul Erdős", "J. -P. Mill and")
    )

    assert ("NVIDIA", "Ada Lovelace", "Paul Erdős", "J.-P. Mill") == with_author_names(
        stored
    ).authors


def test_a_paper_with_ordinary_names_is_itself() -> None:
    """
    Nothing is copied where nothing is wrong.
    """
    paper = make_paper(
        authors=("Ada Lovelace", "Fernand Rolland", "Jean-Luc O'Mill", "J.-P. de Mill")
    )

    assert paper is with_author_names(paper)


def test_a_list_that_names_nobody_stays() -> None:
    """
    A paper has authors, even if nobody can tell who they are.
    """
    assert (":", "et al.") == author_names((":", "et al."))


def test_a_huge_line_is_read_in_a_moment() -> None:
    """
    Reading takes time in proportion to the length of the line.
    """
    assert ("A B Jr.",) == author_names(["A B", *["Jr."] * 100_000])
    assert 100_000 == len(author_names(["A B; " * 100_000]))
