"""
The first look never loses a paper.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.making import make_paper
from samples.query_strategies import papers, queries

from generator.matching import Index, Matcher, Prefilter, TokenizedPaper
from generator.papers.paper import Paper

STEMS = ("stud", "fil", "probab", "relat", "valenc", "conflat", "hop", "fall", "sensib", "ration")

ENDINGS = (
    *("", "y", "ies", "ied", "ing", "e", "es", "ed", "ility", "ly", "le", "les", "ional", "ion"),
    *("ations", "ped", "ping", "s", "ness", "l", "ization", "izer", "iveness", "ical", "ence"),
)

words = st.builds("".join, st.tuples(st.sampled_from(STEMS), st.sampled_from(ENDINGS)))

terms = st.builds('{}:"{} {}"'.format, st.sampled_from(["ti", "au"]), words, words)


def passes(query: str, paper: Paper) -> bool:
    texts = (paper.title, paper.abstract, paper.comment, paper.journal_ref)
    return Prefilter([Matcher(query)]).passes(
        "\n".join(filter(None, texts)),
        names="\n".join(paper.authors),
        categories=paper.categories,
    )


@given(query=queries, paper=papers)
@settings(max_examples=400, deadline=None)
def test_what_a_query_may_find_passes(query: str, paper: Paper) -> None:
    """
    Whatever the query and the paper.
    """
    found = Index({query: Matcher(query)}).verdicts(TokenizedPaper(paper))

    assert passes(query, paper) or not found


@given(query=terms | st.builds("ti:{}*".format, words), text=st.lists(words, max_size=12))
@settings(max_examples=400, deadline=None)
def test_other_forms_of_a_word_pass(query: str, text: list[str]) -> None:
    """
    Whatever Porter's rules do to the end of words.
    """
    paper = make_paper(title=" ".join(text), authors=(" ".join(text[::-1]),))
    found = Index({query: Matcher(query)}).verdicts(TokenizedPaper(paper))

    assert passes(query, paper) or not found


@pytest.mark.parametrize(
    ("query", "passing"),
    [
        ('abs:"windmill"', True),
        ('ti:"turning"', True),
        ('ti:"turn windows"', False),
        ('au:"Erdos"', True),
        ('au:"Hilbert"', False),
        ("cat:cs.*", True),
        ("cat:math.CO", False),
        ('cat:cs.CV AND ti:"zeppelin"', False),
        ("all:zeppelin", True),
    ],
)
def test_most_papers_do_not_pass(query: str, *, passing: bool) -> None:
    """
    Only those that hold the words, in any form and field, or nothing can be told of.
    """
    assert passing == passes(query, make_paper())


def test_a_formula_in_a_word_does_not_hide_the_word() -> None:
    """
    arXiv may read ``$N$body`` as one word without the dollar signs.
    """
    assert passes('ti:"nbody"', make_paper(title="The $N$body problem"))
