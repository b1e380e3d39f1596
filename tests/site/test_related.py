from hypothesis import given, settings
from hypothesis import strategies as st
from programs.keeper import SAMPLE
from samples.making import make_paper
from samples.paper_lines import read_papers

from generator.papers.paper import Paper
from generator.site.related import MOST, related


def papers(*texts: str) -> list[Paper]:
    """
    A paper for each of these abstracts.
    """
    return [
        make_paper(f"2512.{number:05}", title=f"Note{number}", abstract=text)
        for number, text in enumerate(texts, start=1)
    ]


def test_papers_with_the_same_rare_words_are_related() -> None:
    """
    Both ways, and not to papers about something else.
    """
    found = related(
        papers(
            "Windmills grind barley near the harbour of Rotterdam.",
            "Barley from Rotterdam is ground by windmills at dawn.",
            "Telescopes observe distant quasars through interstellar dust.",
        )
    )

    assert {"2512.00001": ("2512.00002",), "2512.00002": ("2512.00001",)} == found


def test_the_nearest_come_first_and_few_at_most() -> None:
    """
    Whoever shares more words is nearer; five are named.
    """
    words = "barley harbour windmill lighthouse dyke canal polder".split()
    texts = [" ".join(words[: 2 + n % 6]) + f" other{n} thing{n}" for n in range(12)]

    found = related(papers(" ".join(words), *texts))

    assert MOST == len(found["2512.00001"])
    assert "2512.00007" == found["2512.00001"][0]


def test_no_paper_or_one_or_none_with_common_words_has_relatives() -> None:
    """
    Nothing to compare is no error.
    """
    assert {} == related([])
    assert {} == related(papers("Windmills."))
    assert {} == related(papers("windmills", "telescopes"))


def test_formulas_do_not_relate_papers() -> None:
    """
    LaTeX commands are no words.
    """
    assert {} == related(papers(r"$\alpha$ \emph{windmills}", r"$\alpha$ \emph{quasars}"))


def test_relatives_of_real_papers_are_the_same_each_time() -> None:
    """
    The same papers in another order have the same relatives.
    """
    sample = read_papers(SAMPLE)

    found = related(sample)

    assert found == related(tuple(reversed(sample)))
    assert len(found) > len(sample) // 2


@settings(max_examples=30)
@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_texts_are_compared(texts: list[str]) -> None:
    """
    Whatever abstracts hold, nobody is their own relative, and all are papers of these.
    """
    some = papers(*texts)
    known = {paper.arxiv_id.base for paper in some}

    for base, others in related(some).items():
        assert base not in others
        assert set(others) <= known
        assert len(set(others)) == len(others) <= MOST
