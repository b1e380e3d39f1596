from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples.making import make_paper
from samples.query_strategies import papers, queries

from generator.matching import Index, Matcher, TokenizedPaper, Verdict
from generator.matching.index import StemClasses
from generator.papers.paper import Paper

NAMES = st.lists(
    st.sampled_from(["Kaiming He", "K. He", "Müller", "Mueller", "J.P. Jean-Pierre", "The Bar"]),
    min_size=1,
    max_size=3,
).map(tuple)

CURIOUS = st.sampled_from(
    [
        *('ti:"glass"', 'ti:"glas"', "abs:gla*", 'abs:"fullness"', 'ti:"the of"', "ti:of"),
        *('au:"the bar"', "cat:cs.*", "cat:c*", "cat:CS.cv", "cat:*", "id:2512.17601", "all:video"),
        *("submittedDate:[20200101 TO 20300101]", 'ti:"glass" ANDNOT cat:cs.CV', 'jr:"video"'),
        *('ti:"?"', 'cat:cs.CV AND ti:"glasses"', "cat:cs.CV AND cat:cs.LG", "rn:x", 'co:"video"'),
    ]
)


def index_of(*wanted: str) -> Index:
    return Index({query: Matcher(query) for query in wanted})


def one_by_one(wanted: list[str], paper: Paper) -> dict[str, Verdict]:
    """
    The verdicts of all queries that do not surely miss the paper, each asked.
    """
    verdicts = {query: Matcher(query).verdict(TokenizedPaper(paper)) for query in wanted}
    return {query: verdict for query, verdict in verdicts.items() if verdict != Verdict.NO}


@given(
    wanted=st.lists(queries | CURIOUS, max_size=8, unique=True),
    found=st.lists(papers, min_size=1, max_size=3),
    names=NAMES,
    title=st.sampled_from(["glas", "glass", "glasses", "fullnes", "Glass' fullness"]),
)
@settings(max_examples=400, deadline=None)
def test_the_index_finds_what_asking_each_query_finds(
    wanted: list[str], found: list[Paper], names: tuple[str, ...], title: str
) -> None:
    """
    Whatever the queries and the papers: nothing more, nothing less, and with the same certainty.
    """
    index = index_of(*wanted)
    for paper in (*found, make_paper(title=title, authors=names)):
        assert one_by_one(wanted, paper) == index.verdicts(TokenizedPaper(paper))


@given(
    wanted=st.lists(st.text("abgl se", min_size=1, max_size=6), min_size=1, max_size=6),
    title=st.text("abgls e", max_size=20),
)
@settings(max_examples=400, deadline=None)
def test_words_match_by_stem_or_number_in_the_index_too(wanted: list[str], title: str) -> None:
    """
    Words that are alike in more than one way, as no dictionary has them, are found as well.
    """
    phrases = [f'ti:"{phrase}"' for phrase in dict.fromkeys(wanted)]
    paper = make_paper(title=title)

    assert one_by_one(phrases, paper) == index_of(*phrases).verdicts(TokenizedPaper(paper))


@pytest.mark.parametrize("title", ["tri", "trie", "tries"])
@pytest.mark.parametrize(
    "phrases", [("tri", "trie", "tries"), ("tries", "tri", "trie"), ("trie", "tries")]
)
def test_a_word_that_joins_two_stems_makes_them_one(phrases: tuple[str, ...], title: str) -> None:
    """
    "tries" has the stem of "tri" and is the plural of "trie": a query for one finds the others.
    """
    wanted = [f'ti:"{phrase}"' for phrase in phrases]
    paper = make_paper(title=title)

    assert one_by_one(wanted, paper) == index_of(*wanted).verdicts(TokenizedPaper(paper))


def test_words_of_queries_need_no_second_look() -> None:
    """
    Their classes are complete from the beginning: only a word of a paper can join two of them.
    """
    words = ("tri", "trie", "tries")
    classes = StemClasses(words)

    assert 1 == len({classes[word] for word in words})
    assert 0 == classes.merges


def test_a_title_may_join_the_stems_of_two_queries() -> None:
    """
    No query has the word "tries", so only a paper tells that "tri" and "trie" belong together.
    """
    index = index_of('ti:"tri"', 'ti:"trie"')

    for title in ("tri", "trie", "tries", "tri", "trie"):
        paper = make_paper(title=title)
        expected = one_by_one(['ti:"tri"', 'ti:"trie"'], paper)
        assert expected == index.verdicts(TokenizedPaper(paper))


@pytest.mark.parametrize(
    ("query", "fields", "times"),
    [
        ('ti:"wind mill"', {"title": "A mill in the wind"}, 0),
        ('ti:"wind mill"', {"title": "Wind mills"}, 1),
        ('ti:"wind mill" AND cat:cs.CV', {"title": "A mill"}, 0),
        ('ti:"mill" AND ti:"transformer"', {"title": "A mill"}, 0),
        ('ti:"mill" OR ti:"transformer"', {"title": "A mill"}, 1),
        ('ti:"mill" ANDNOT ti:"transformer"', {"title": "A transformer"}, 0),
        ("cat:cs.CV", {"categories": ("cs.LG",)}, 0),
        ("cat:cs.*", {"categories": ("cs.LG",)}, 1),
        ('au:"Ada Lovelace"', {"authors": ("Ada Rand", "B. Lovelace")}, 0),
    ],
)
def test_only_queries_with_a_trace_in_the_paper_are_asked(
    query: str, fields: dict[str, Any], times: int
) -> None:
    """
    That is why ten thousand queries cost hardly more than ten.
    """
    counting = _Counting(query)
    nothing = {"title": "Nothing", "abstract": "Nothing.", "categories": ("hep-th",)}

    Index({"one": counting}).verdicts(TokenizedPaper(make_paper(**(nothing | fields))))

    assert times == counting.asked


class _Counting(Matcher):
    """
    A matcher that remembers how often it was asked.
    """

    asked = 0

    def verdict(self, searchable: TokenizedPaper) -> Verdict:
        self.asked += 1
        return super().verdict(searchable)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ti:studi*", Verdict.LIKELY),  # Porter's stem of "study" is "studi".
        ("cat:cs.C?", Verdict.SURE),
    ],
)
def test_the_index_knows_each_way_in_which_a_wildcard_matches(
    query: str, expected: Verdict
) -> None:
    """
    The beginning of a stem may differ from that of the word, and ``?`` stands for any letter.
    """
    paper = make_paper(title="A study", categories=("cs.CV",))

    assert {query: expected} == index_of(query).verdicts(TokenizedPaper(paper))


def test_no_queries_find_nothing() -> None:
    """
    An index may be empty.
    """
    assert {} == Index({}).verdicts(TokenizedPaper(make_paper()))
