from samples.making import make_paper

from generator.site.long_texts import LONGEST, LONGEST_NAME, MOST_AUTHORS, abridged


def test_an_ordinary_paper_is_itself() -> None:
    """
    Also one with the longest texts, and the most authors, that a paper ever had.
    """
    longest = make_paper(
        title="x" * 238,
        abstract="word " * 496,
        comment="c" * 421,
        authors=tuple(f"Author {n}" for n in range(5154)),
    )

    assert longest is abridged(longest)


def test_a_text_without_measure_is_cut_after_a_word() -> None:
    """
    A sign tells that something is missing.
    """
    paper = make_paper(abstract="many words " * 500_000)

    text = abridged(paper).abstract

    assert text.endswith((" many …", " words …"))
    assert LONGEST["abstract"] - 10 <= len(text) <= LONGEST["abstract"]


def test_a_word_without_measure_is_cut_too() -> None:
    """
    Where no blank is, any place is as good.
    """
    paper = make_paper(title="x" * 5000, comment="c " * 5000, journal_ref="j" * 5000)

    short = abridged(paper)

    assert {name: LONGEST[name] for name in ("title", "journal_ref")} == {
        name: len(getattr(short, name)) for name in ("title", "journal_ref")
    }
    assert len(short.comment or "") <= LONGEST["comment"]


def test_names_and_lists_have_a_measure() -> None:
    """
    A DOI is dropped, not cut: it would name something else.
    """
    paper = make_paper(
        authors=("A" * 999, *(f"B {n}" for n in range(20_000))),
        categories=tuple(f"cs.A{n}" for n in range(500)),
        doi="10.1/" + "x" * 2000,
    )

    short = abridged(paper)

    assert MOST_AUTHORS == len(short.authors)
    assert LONGEST_NAME == len(short.authors[0])
    assert 30 == len(short.categories)
    assert short.doi is None
