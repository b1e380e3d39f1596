"""
Why a paper is found, and where its reader sees it.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.making import make_paper

from generator.matching import Matcher, TokenizedPaper, Verdict, reasons

WORDS = (
    *("video", "Videos", "detection", "detecting", "détection", "studies"),
    *("study", "relational", "relate", "generalizations", "the", "of", "C++", "c", "İstanbul"),
    *("GPT-3.5", "Alzheimer's", "alzheimer", "disease", "vision-language", "視頻", "\ufffc", "ﬁt"),
)

GAPS = (" ", "-", "\n", ", ", " (", "_", "")

texts = st.lists(st.sampled_from(WORDS + GAPS), max_size=12).map("".join)

phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def marked(query: str, title: str) -> list[str]:
    """
    What is marked in a *title* for this query.
    """
    paper = make_paper(title=title)
    return [title[start:end] for start, end in reasons(query, paper).spans("ti", title)]


@pytest.mark.parametrize(
    ("phrase", "title", "expected"),
    [
        (
            "vision language model",
            "Large Vision-Language Models, explained",
            "Vision-Language Models",
        ),
        ("vision language model", "A vision\nlanguage model", "vision\nlanguage model"),
        ("anomaly detection", "Detecting anomaly detection", "anomaly detection"),
        ("relational study", "Relational studies", "Relational studies"),
        ("neural network", "On Neural Networking", "Neural Networking"),
        ("C++", "From C to Rust", "C"),
        ("GPT-3.5", "GPT 3.5 and its kin", "GPT 3.5"),
        ("Alzheimer disease", "Alzheimer’s disease", "Alzheimer’s disease"),
        ("Alzheimer's disease", "Alzheimer disease", "Alzheimer disease"),
        ("out of distribution", "Out-of-Distribution Detection", "Out-of-Distribution"),
        ("the matrix", "On the Matrix", "Matrix"),
        ("détection", "Détections", "Détections"),
        ("istanbul", "İİ Istanbul", "Istanbul"),
    ],
)
def test_words_are_marked_as_they_stand(phrase: str, title: str, expected: str) -> None:
    """
    Whatever their case, ending and punctuation.
    """
    assert [expected] == marked(f'ti:"{phrase}"', title)


@pytest.mark.parametrize(
    ("phrase", "title"),
    [
        ("vision language model", "Vision and Language Models"),
        ("video", "Avideo"),
        ("die", "It dies"),
        ("language model", "Language \ufffc model"),
        ("the of", "the of"),
        ("+", "+"),
        ("model", ""),
    ],
)
def test_other_words_are_not_marked(phrase: str, title: str) -> None:
    """
    Neither what only looks alike, nor words with a formula between them, nor stop words alone.
    """
    assert [] == marked(f'ti:"{phrase}"', title)


def test_each_phrase_is_marked_once() -> None:
    """
    Its first occurrence; where two overlap, the first of them or the longer.
    """
    query = 'ti:vision OR ti:"vision language" OR ti:"language model" OR ti:mod* OR abs:large'

    assert ["vision language", "model"] == marked(
        query, "Large vision language model: vision, models"
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('ti:"paper" AND abs:"wind"', ("paper", "wind")),
        ('ti:"paper" AND abs:"sail"', ()),
        ('ti:"paper" ANDNOT abs:"wind"', ()),
        ('ti:"paper" ANDNOT abs:"sail"', ("paper",)),
        ('au:"Paul Erdos" AND cat:cs.CV', ("Paul Erdos",)),
        ('au:"Erdos P" OR ti:paper', ("paper",)),
        ("(ti:paper OR abs:paper) AND cat:cs.CL", ()),
        ("all:turn* OR all:nothing", ("turn*",)),
        ("all:nothing", ()),
        ("rn:CERN OR ti:paper", ("paper",)),
        ('ti:"paper', ()),
        ("", ()),
        ("cat:cs.CV", ()),
    ],
)
def test_reasons_name_what_was_found(query: str, expected: tuple[str, ...]) -> None:
    """
    Only what is wanted and there, and nothing where the query as a whole does not fit.
    """
    assert expected == reasons(query, make_paper()).phrases


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('ti:"paper" OR abs:"wind"', ("wind",)),
        ('ti:"paper" OR ti:"windmills"', ()),
        ('ti:"sail" OR abs:"wind"', ("wind",)),
        ('abs:"wind"', ()),
        ('ti:"wind" OR abs:"wind"', ()),
    ],
)
def test_phrases_outside_the_texts_in_sight_are_named(
    query: str, expected: tuple[str, ...]
) -> None:
    """
    The reader of a title is told what matched elsewhere, unless the query has a single phrase.
    """
    paper = make_paper()

    assert expected == reasons(query, paper).unseen([("ti", paper.title)])


@settings(max_examples=200, deadline=None)
@given(phrase=phrases, title=texts)
def test_marks_lie_on_whole_words_that_match(phrase: str, title: str) -> None:
    """
    They begin and end with a word, never overlap, and the marked words alone match again.
    """
    query = f'ti:"{phrase}"'
    for start, end in reasons(query, make_paper(title=title)).spans("ti", title):
        assert 0 <= start < end <= len(title)
        assert not title[start - 1 : start].isalnum()
        assert not title[end : end + 1].isalnum()
        assert [title[start:end]] == marked(query, title[start:end])


@settings(max_examples=200, deadline=None)
@given(phrase=phrases, title=texts)
def test_what_surely_matches_is_marked(phrase: str, title: str) -> None:
    """
    Where it is certain that arXiv finds a title, its reader sees why.
    """
    query = f'ti:"{phrase}"'
    sure = Matcher(query).verdict(TokenizedPaper(make_paper(title=title))) == Verdict.SURE

    if sure and Matcher(query).decides and "\ufffc" not in title:
        assert marked(query, title)
