"""
The strategy that asks arXiv for the papers of many keywords in one request.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Protocol

from msgspec.structs import replace

from generator.arxiv_api import DEPTH, ResultPage, Unreadable
from generator.errors import AnswerError, ArxivError, BudgetError, FailureKind
from generator.fetch.combined.assignment import Assignment, GroupAnswer
from generator.fetch.combined.grouping import Limits, QueryGroup, halves, turns
from generator.fetch.offline_keyword import OfflineKeyword, joined_query
from generator.fetch.open_questions import question_requests
from generator.fetch.strategy import Batch, KeywordAnswer, Refusal, Strategy
from generator.fetch.window import FetchWindow
from generator.keywords.keyword import Keyword
from generator.papers.announcement import Records
from generator.papers.paper import Paper, SortBy

# How many unexplained papers one request asks about.
_UNEXPLAINED = 50


class CombinedApi(Protocol):
    """
    arXiv's query API; its methods raise ArxivError.
    """

    def pages(self, query: str, *, sort_by: SortBy, size: int, limit: int) -> Iterator[ResultPage]:
        """
        The newest *limit* papers that match *query*, newest first, in pages of *size*.
        """

    def among(self, identifiers: Sequence[str], query: str) -> frozenset[str]:
        """
        Those of *identifiers*, given and returned without version, that match *query*.
        """


class Combined:
    """
    Asks *api* for groups of keywords within *limits*.

    The strategy *alone* asks for keywords that fit into no group, and for those that their
    group's answer leaves open; so each keyword is asked for in its turn. *on_group* is called
    before each request for a group, with the group's keywords.
    """

    def __init__(
        self,
        api: CombinedApi,
        alone: Strategy,
        *,
        limits: Limits = Limits(),  # noqa: B008 - immutable
        on_group: Callable[[Sequence[Keyword]], None] = lambda _: None,
    ) -> None:
        self._api, self._alone, self._limits, self._on_group = api, alone, limits, on_group

    def batches(
        self, windows: Sequence[FetchWindow], records: Records, now: datetime
    ) -> Iterator[Batch]:
        """
        Yield an answer or a refusal for each of *windows*; those of a group come together.
        """
        for turn in turns(windows, now, self._limits):
            if isinstance(turn, FetchWindow):
                yield from self._alone.batches([turn], records, now)
                continue
            members = [member for group in turn for member in group.members]
            failures: dict[str, ArxivError] = {}
            answers = self._answers(turn, records, failures)
            yield [answers[one.slug] for one in members if one.slug in answers]
            for member in members:
                if member.slug not in answers:
                    for batch in self._alone.batches([member.window], records, now):
                        yield [_as_asked(one, failures) for one in batch]

    def _answers(
        self, groups: Iterable[QueryGroup], records: Records, failures: dict[str, ArxivError]
    ) -> dict[str, KeywordAnswer]:
        """
        Return an answer for each keyword of *groups*, by slug.

        A keyword is missing there if arXiv did not answer its query, or a question about it. Put
        into *failures*, by slug, why a request for the keyword's group failed.
        """
        group_answers = (
            answer for group in groups for answer in self._group_answers(group, failures)
        )
        assignments = [Assignment.of(answer, records) for answer in group_answers]
        failed = self._ask_questions(assignments) | self._explain(assignments)
        answers = (answer for assignment in assignments for answer in assignment.answers())
        slugs = ((answer.window.keyword.slug, answer) for answer in answers)
        return {slug: answer for slug, answer in slugs if slug not in failed}

    def _group_answers(
        self, group: QueryGroup, failures: dict[str, ArxivError]
    ) -> Iterator[GroupAnswer]:
        if len(group.members) == 1:
            return
        try:
            yield self._read(group)
        except BudgetError:
            return
        except ArxivError as exc:
            failures |= {member.slug: exc for member in group.members}
            # One query that arXiv refuses makes it refuse all. Halves find it with fewer requests
            # than asking for each keyword alone.
            for half in halves(group.members):
                yield from self._group_answers(replace(group, members=half), failures)

    def _read(self, group: QueryGroup) -> GroupAnswer:
        self._on_group([member.window.keyword for member in group.members])
        papers: dict[str, Paper] = {}
        dropped: tuple[Unreadable, ...] = ()
        query = joined_query(group.members)
        for page in self._api.pages(query, sort_by="updated", size=group.page_size, limit=DEPTH):
            # If papers are announced between two requests, a paper may come on two pages.
            papers |= {one.arxiv_id.base: one for one in page.papers if _is_newer(one, papers)}
            dropped += page.dropped
            oldest = min((one.updated for one in page.papers), default=None)
            if page.start + len(page.papers) + len(page.dropped) >= page.total:
                return _plausible(GroupAnswer(group, papers, None, dropped))
            if oldest and oldest < group.floor:
                return _plausible(GroupAnswer(group, papers, oldest, dropped))
        raise AnswerError("arXiv", "more papers match than it gives out", FailureKind.TOO_MANY)

    def _ask_questions(self, assignments: Sequence[Assignment]) -> set[str]:
        """
        Ask all open questions, and return the slugs of keywords whose question failed.
        """
        found = {slug: bases for one in assignments for slug, bases in one.found.items()}
        failed = set[str]()
        questions = (question for one in assignments for question in one.questions)
        for request in question_requests(questions, self._limits.query):
            try:
                matching = self._api.among(request.identifiers, request.query)
            except ArxivError:
                failed |= {question.keyword.slug for question in request.questions}
            else:
                for question in request.questions:
                    found[question.keyword.slug] |= {question.base} & matching
        return failed

    def _explain(self, assignments: Iterable[Assignment]) -> set[str]:
        """
        Ask which keyword finds each unexplained paper; return the slugs for which that failed.
        """
        failed = set[str]()
        for assignment in assignments:
            papers = sorted(assignment.still_unexplained().items(), key=lambda one: _slugs(one[1]))
            for _, alike in groupby(papers, key=lambda one: _slugs(one[1])):
                bases, candidates = zip(*alike, strict=True)
                try:
                    for start in range(0, len(bases), _UNEXPLAINED):
                        some = bases[start : start + _UNEXPLAINED]
                        for base, slug in self._finders(some, candidates[0]):
                            assignment.found[slug].add(base)
                except ArxivError:
                    failed |= set(_slugs(candidates[0]))
        return failed

    def _finders(
        self, bases: Sequence[str], candidates: tuple[OfflineKeyword, ...]
    ) -> Iterator[tuple[str, str]]:
        """
        Yield each of the papers *bases* with the slug of each of *candidates* that finds it.
        """
        for half in filter(None, halves(candidates)):
            matching = sorted(self._api.among(bases, joined_query(half)))
            if len(half) == 1:
                yield from ((base, half[0].slug) for base in matching)
            elif matching:
                yield from self._finders(matching, half)


def _is_newer(paper: Paper, papers: dict[str, Paper]) -> bool:
    before = papers.get(paper.arxiv_id.base)
    return before is None or before.arxiv_id.version < paper.arxiv_id.version


def _plausible(answer: GroupAnswer) -> GroupAnswer:
    if not answer.papers and answer.group.expected:
        why = f": {answer.dropped[0]}" if answer.dropped else ""
        reason = f"no paper came where there were some{why}"
        raise AnswerError("arXiv", reason, FailureKind.IMPLAUSIBLE)
    return answer


def _as_asked(
    given: KeywordAnswer | Refusal, failures: Mapping[str, ArxivError]
) -> KeywordAnswer | Refusal:
    """
    Return *given* with the failure of the keyword's group if the keyword was not asked alone.
    """
    if isinstance(given, Refusal) and isinstance(given.error, BudgetError):
        return Refusal(given.keyword, failures.get(given.keyword.slug, given.error))
    return given


def _slugs(members: tuple[OfflineKeyword, ...]) -> tuple[str, ...]:
    return tuple(member.slug for member in members)
