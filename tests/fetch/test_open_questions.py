"""
Questions that only arXiv can answer, and the requests that hold them.
"""

from datetime import UTC, datetime

import pytest
from samples.making import make_keyword, make_paper

from generator.fetch.offline_keyword import offline_keyword
from generator.fetch.open_questions import OpenQuestion, question_requests
from generator.fetch.window import StoredPapers, fetch_window
from generator.matching import TokenizedPaper
from generator.papers.freshness import Freshness

NOW = datetime(2025, 12, 20, 6, 0, tzinfo=UTC)


def question(number: int, name: str, title: str) -> OpenQuestion:
    """
    Whether the keyword of this *name* finds a paper with this *title*.
    """
    keyword = make_keyword(name, query=f'ti:"{name}"')
    before = Freshness(query=keyword.query, succeeded=NOW)
    offline = offline_keyword(fetch_window(keyword, before, StoredPapers.of({}, NOW), NOW))
    assert offline
    paper = make_paper(f"2512.0000{number}", title=title, abstract="Nothing.")
    return OpenQuestion(TokenizedPaper(paper), offline)


@pytest.mark.parametrize(("longest", "expected"), [(45, 1), (44, 2)])
def test_a_request_may_have_exactly_the_longest_length(longest: int, expected: int) -> None:
    """
    As its address has them, the query takes 22 characters, the two identifiers 23.
    """
    questions = [question(number, "Sails", "Sailing") for number in (1, 2)]

    assert expected == len(question_requests(questions, longest))


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("Mills", "Milling", [["2512.00001", "2512.00002"]]),
        ("Mills", "Milling sails", [["2512.00001"], ["2512.00002"]]),
        ("Sail", "Nothing", [["2512.00001"], ["2512.00002"]]),
    ],
)
def test_a_request_has_no_paper_that_two_of_its_keywords_may_find(
    name: str, title: str, expected: list[list[str]]
) -> None:
    """
    arXiv's answer does not say by which keyword a paper was found.
    """
    questions = [question(1, "Sails", "Sailing"), question(2, name, title)]

    found = question_requests(questions, 1000)

    assert expected == [list(request.identifiers) for request in found]


def test_a_request_asks_about_a_paper_once() -> None:
    """
    Two keywords ask about the same paper in two requests.
    """
    questions = [question(1, "Sails", "Nothing"), question(1, "Mills", "Nothing")]

    assert 2 == len(question_requests(questions, 1000))
