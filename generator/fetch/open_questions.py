"""
Which papers a keyword is asked about again, and how many such questions fit into one request.
"""

from collections.abc import Iterable

from msgspec import Struct

from generator.fetch.combined.grouping import Member, joined, letters
from generator.matching import TokenizedPaper, Verdict


class OpenQuestion(Struct, frozen=True):
    """
    A paper, and a keyword of which only arXiv can tell whether it finds the paper.
    """

    searchable: TokenizedPaper
    member: Member

    @property
    def base(self) -> str:
        """
        The paper's identifier without version.
        """
        return self.searchable.paper.arxiv_id.base


class QuestionRequest(Struct, frozen=True):
    """
    Doubts that one request settles: of its papers it returns those that their keyword finds.
    """

    doubts: tuple[OpenQuestion, ...]

    @property
    def identifiers(self) -> tuple[str, ...]:
        """
        The papers to be asked about.
        """
        return tuple(doubt.base for doubt in self.doubts)

    @property
    def query(self) -> str:
        """
        What is asked about them.
        """
        return joined({one.member.slug: one.member for one in self.doubts}.values())

    def admits(self, doubt: OpenQuestion, most: int) -> bool:
        """
        Whether *doubt* is settled by the same request, of *most* letters.

        No paper may be found for the sake of another's keyword.
        """
        more = QuestionRequest((*self.doubts, doubt))
        length = letters(more.query) + letters(",".join(more.identifiers))
        return length <= most and all(_are_apart(doubt, other) for other in self.doubts)


def question_requests(doubts: Iterable[OpenQuestion], most: int) -> list[QuestionRequest]:
    """
    As few requests as settle all *doubts*, each of *most* letters.
    """
    made: list[QuestionRequest] = []
    for doubt in doubts:
        for place, one in enumerate(made):
            if one.admits(doubt, most):
                made[place] = QuestionRequest((*one.doubts, doubt))
                break
        else:
            made.append(QuestionRequest((doubt,)))
    return made


def _are_apart(one: OpenQuestion, other: OpenQuestion) -> bool:
    if one.base == other.base:
        return False
    if one.member.slug == other.member.slug:
        return True
    return _is_out(one.member, other) and _is_out(other.member, one)


def _is_out(member: Member, doubt: OpenQuestion) -> bool:
    return member.matcher.verdict(doubt.searchable) == Verdict.NO
