"""
Which queries arXiv's answers may name, and which belong to another question.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers.arxiv_repair import repaired

from generator.arxiv_api.query_echo import QueryEcho, is_same_query, named_in
from generator.keywords.arxiv_query import query_of

WORDS = st.sampled_from(("windmills", "sails", "C++", "cs.CV", "x_y", "gear*", "2026", "and"))

PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(lambda some: '"' + " ".join(some) + '"')

FIELDS = st.sampled_from(("ti:", "abs:", "all:", "cat:", "co:", "title:", ""))

DATES = st.sampled_from(
    ("[2025 TO 2026]", "[202501 TO 202502]", "[20250101 TO 202512312359]", '"2025 TO 2026"')
).map("submittedDate:{}".format)

TERMS = st.one_of(st.tuples(FIELDS, st.one_of(WORDS, PHRASES)).map("".join), DATES)

OPERATORS = st.sampled_from((" AND ", " OR ", " ANDNOT ", " AND NOT ", " NOT ", " "))


def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """
    Queries of two parts, the second of which may stand in parentheses, with a field or without.
    """
    bare = st.tuples(inner, OPERATORS, inner).map("".join)
    inside = st.tuples(st.sampled_from(("", "ti:")), inner).map(lambda one: f"{one[0]}({one[1]})")
    return st.one_of(bare, st.tuples(inner, OPERATORS, inside).map("".join))


QUERIES = st.recursive(TERMS, joined, max_leaves=6)


@given(QUERIES)
def test_a_query_that_arxiv_repaired_is_the_same_query(query: str) -> None:
    """
    Fields, operators, names of fields and parts of dates may be added, whatever was asked.
    """
    assert is_same_query(query, repaired(query))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("testing", "all:testing"),
        ("ti:(a b)", "(ti:a OR ti:b)"),
        ("ti:((a AND b) c)", "( (ti:a AND ti:b) OR ti:c)"),
        ("a AND NOT (b)", "all:a ANDNOT (all:b)"),
        ("a AND AND OR b", "all:a OR all:b"),
        ("title:a au:", "ti:a OR"),
        ("au:del_maestro", 'au:"del maestro"'),
        ("all:a AND au:del_maestro", "all:a AND au:del_maestro"),
        ('all:"foo', "all:foo"),
        ("lastUpdatedDate:[2024 TO 202402]", 'submittedDate:"202401010000 TO 202402292359"'),
        ("cat:cs.CV\nOR cs.CL", "cat:cs.CV OR all:cs.CL"),
    ],
)
def test_the_server_of_the_tests_repairs_as_arxiv_does(query: str, said: str) -> None:
    """
    Each of arXiv's repairs is undone by the comparison, also of queries that cannot be parsed.
    """
    assert said == repaired(query)
    assert is_same_query(query, said)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("ti:windmills", "ti:sails"),
        ("ti:windmills", "abs:windmills"),
        ("ti:windmills", ""),
        ("", "ti:windmills"),
        ("ti:a AND ti:b", "ti:a OR ti:b"),
        ("ti:a ANDNOT ti:b", "ti:b ANDNOT ti:a"),
        ("ti:a AND ti:b OR ti:c", "(ti:a AND ti:b) OR ti:c"),
        ('ti:"a b"', "ti:a OR ti:b"),
        ("submittedDate:[2025 TO 2026]", "submittedDate:[2025 TO 2027]"),
        ("ti:a OR ti:b", "ti:a"),
        ('ti:"a', "ti:b"),
        ("ti:a", "(" * 5000),
        ("ti:a OR " * 300 + "ti:a", "ti:a OR " * 5000 + "ti:b"),
        ("ti:a", "ti:a OR " * 5000 + "ti:b"),
    ],
)
def test_another_query_is_told_from_it(asked: str, found: str) -> None:
    """
    Other words, another field, another operator, another range, less or more: all of them would
    find other papers. A title of any size ends the comparison soon.
    """
    assert not is_same_query(asked, found)


@given(st.lists(WORDS.filter(str.isalpha), min_size=2, max_size=5, unique=True))
def test_the_order_of_phrases_does_not_matter(words: list[str]) -> None:
    """
    arXiv may sort what OR joins; the query stays the same. One phrase less is another query.
    """
    there, back = query_of(phrases=words), query_of(phrases=words[::-1])

    assert is_same_query(there, back)
    assert not is_same_query(there, query_of(phrases=words[1:]))


@pytest.mark.parametrize(
    ("title", "link", "named"),
    [
        (
            "arXiv Query: search_query=all:a&id_list=&start=0&max_results=9",
            "",
            QueryEcho("all:a", frozenset(), 0, 9),
        ),
        (
            'ArXiv Query: search_query=ti:"a&b"&id_list=2512.0001,2512.0002&start=7&max_results=9',
            "https://arxiv.org/api/query?search_query=x&start=1&max_results=1",
            QueryEcho('ti:"a&b"', frozenset({"2512.0001", "2512.0002"}), 7, 9),
        ),
        (
            "A title of next year",
            "https://arxiv.org/api/query?search_query=ti:a+b&start=1&max_results=2&id_list=",
            QueryEcho("ti:a b", frozenset(), 1, 2),
        ),
        ("A title of next year", "https://arxiv.org/api/query?start=0&max_results=9", None),
        ("search_query=&id_list=&start=zero&max_results=9", "https://arxiv.org/help", None),
        ("", "", None),
    ],
)
def test_the_question_is_read_from_the_title_or_else_from_the_link(
    title: str, link: str, named: QueryEcho | None
) -> None:
    """
    An answer that names no question contradicts nothing.
    """
    assert named == named_in(title, link)
