"""
Whether a paper matches a keyword where only arXiv can tell: such questions, and their requests.
"""

from collections.abc import Iterable

from msgspec import Struct

from generator.fetch.offline_keyword import OfflineKeyword, joined_query, length_in_address
from generator.matching import TokenizedPaper, Verdict


class OpenQuestion(Struct, frozen=True):
    """
    The question whether *keyword* finds *paper*.
    """

    paper: TokenizedPaper
    keyword: OfflineKeyword

    @property
    def base(self) -> str:
        """
        The paper's identifier without version.
        """
        return self.paper.paper.arxiv_id.base


class QuestionRequest(Struct, frozen=True):
    """
    Questions that arXiv answers by one request: it returns the papers that their keyword finds.
    """

    questions: tuple[OpenQuestion, ...]

    @property
    def identifiers(self) -> tuple[str, ...]:
        """
        The papers that the questions are about, as identifiers without version.
        """
        return tuple(question.base for question in self.questions)

    @property
    def query(self) -> str:
        """
        A query that finds the papers of each keyword in the questions.
        """
        return joined_query({one.keyword.slug: one.keyword for one in self.questions}.values())

    def admits(self, question: OpenQuestion, longest: int) -> bool:
        """
        Whether the request can answer *question*, too, with at most *longest* characters.

        It cannot if a paper of one question might be found by the keyword of another: the answer
        does not say by which keyword a paper was found.
        """
        more = QuestionRequest((*self.questions, question))
        length = length_in_address(more.query) + length_in_address(",".join(more.identifiers))
        return length <= longest and all(_are_apart(question, other) for other in self.questions)


def question_requests(questions: Iterable[OpenQuestion], longest: int) -> list[QuestionRequest]:
    """
    Return few requests that answer all *questions*, each of at most *longest* characters.
    """
    requests: list[QuestionRequest] = []
    for question in questions:
        for position, request in enumerate(requests):
            if request.admits(question, longest):
                requests[position] = QuestionRequest((*request.questions, question))
                break
        else:
            requests.append(QuestionRequest((question,)))
    return requests


def _are_apart(question: OpenQuestion, other: OpenQuestion) -> bool:
    if question.base == other.base:
        return False
    if question.keyword.slug == other.keyword.slug:
        return True
    return _rejects(question.keyword, other) and _rejects(other.keyword, question)


def _rejects(keyword: OfflineKeyword, question: OpenQuestion) -> bool:
    return keyword.matcher.verdict(question.paper) == Verdict.NO
