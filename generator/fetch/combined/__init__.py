"""
Asks for many keywords in one request, and once more where it is not sure whose a paper is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Protocol

from msgspec.structs import replace

from generator.arxiv_api import DEPTH, ResultPage
from generator.errors import AnswerError, ArxivError, BudgetError
from generator.fetch.combined.assignment import Assignment, GroupAnswer
from generator.fetch.combined.grouping import Group, Limits, Member, halves, joined
from generator.fetch.keyword_answer import Share
from generator.fetch.open_questions import OpenQuestion, question_requests
from generator.keywords.keyword import Keyword
from generator.papers.listing import Records
from generator.papers.paper import Paper, SortBy

# So many strange papers are asked about in one request.
_STRANGE = 50


class Index(Protocol):
    """
    arXiv's search; raises ArxivError.
    """

    def pages(self, query: str, *, sort_by: SortBy, size: int, limit: int) -> Iterator[ResultPage]:
        """
        The newest *limit* papers that match, newest first, in pages of *size*.
        """

    def among(self, identifiers: Sequence[str], query: str) -> frozenset[str]:
        """
        Those of *identifiers*, without versions, that match.
        """


class Combined:
    """
    Asks *arxiv* for groups of keywords within *limits*; *on_group* is told before, for which.
    """

    def __init__(
        self,
        arxiv: Index,
        limits: Limits = Limits(),  # noqa: B008 - immutable
        on_group: Callable[[Sequence[Keyword]], None] = lambda _: None,
    ) -> None:
        self.limits = limits
        self._arxiv, self._on_group = arxiv, on_group

    def shares(self, groups: Iterable[Group], records: Records) -> dict[str, Share]:
        """
        What arXiv has for each keyword of *groups*, by slug.

        Who is missing there has to be asked for alone: arXiv did not answer its query, or not
        all doubts about it.
        """
        readings = (reading for group in groups for reading in self._readings(group))
        sortings = [Assignment.of(reading, records) for reading in readings]
        alone = self._settle(sortings) | self._explain(sortings)
        shares = (share for sorting in sortings for share in sorting.shares())
        return {slug: share for slug, share in shares if slug not in alone}

    def _readings(self, group: Group) -> Iterator[GroupAnswer]:
        if len(group.members) == 1:
            return
        try:
            yield self._read(group)
        except BudgetError:
            return
        except ArxivError:
            # One bad query spoils the others. To ask for all of them alone would cost more.
            for half in halves(group.members):
                yield from self._readings(replace(group, members=half))

    def _read(self, group: Group) -> GroupAnswer:
        self._on_group([member.reach.keyword for member in group.members])
        papers: dict[str, Paper] = {}
        dropped: tuple[str, ...] = ()
        query = joined(group.members)
        for page in self._arxiv.pages(query, sort_by="updated", size=group.size, limit=DEPTH):
            # While it is read, an answer can move: a paper may stand on two of its pages.
            papers |= {one.arxiv_id.base: one for one in page.papers if _is_newer(one, papers)}
            dropped += page.dropped
            oldest = min((one.updated for one in page.papers), default=None)
            if page.start + len(page.papers) + len(page.dropped) >= page.total:
                return _plausible(GroupAnswer(group, papers, None, dropped))
            if oldest and oldest < group.floor:
                return _plausible(GroupAnswer(group, papers, oldest, dropped))
        raise AnswerError("arXiv", "more papers match than it gives out")

    def _settle(self, sortings: Sequence[Assignment]) -> set[str]:
        """
        Ask about all doubts, and return the keywords for which that failed.
        """
        found = {slug: bases for sorting in sortings for slug, bases in sorting.found.items()}
        failed = set[str]()
        for one in question_requests(_doubts(sortings), self.limits.letters):
            try:
                matching = self._arxiv.among(one.identifiers, one.query)
            except ArxivError:
                failed |= {doubt.member.slug for doubt in one.doubts}
            else:
                for doubt in one.doubts:
                    found[doubt.member.slug] |= {doubt.base} & matching
        return failed

    def _explain(self, sortings: Iterable[Assignment]) -> set[str]:
        """
        Ask for whose sake the strange papers came; return the keywords for which that failed.
        """
        failed = set[str]()
        for sorting in sortings:
            by_members = sorted(sorting.unexplained().items(), key=lambda one: _slugs(one[1]))
            for _, alike in groupby(by_members, key=lambda one: _slugs(one[1])):
                bases, members = zip(*alike, strict=True)
                try:
                    for start in range(0, len(bases), _STRANGE):
                        for base, slug in self._whose(bases[start : start + _STRANGE], members[0]):
                            sorting.found[slug].add(base)
                except ArxivError:
                    failed |= set(_slugs(members[0]))
        return failed

    def _whose(
        self, bases: Sequence[str], members: tuple[Member, ...]
    ) -> Iterator[tuple[str, str]]:
        for half in filter(None, halves(members)):
            matching = sorted(self._arxiv.among(bases, joined(half)))
            if len(half) == 1:
                yield from ((base, half[0].slug) for base in matching)
            elif matching:
                yield from self._whose(matching, half)


def _is_newer(paper: Paper, papers: dict[str, Paper]) -> bool:
    before = papers.get(paper.arxiv_id.base)
    return before is None or before.arxiv_id.version < paper.arxiv_id.version


def _plausible(reading: GroupAnswer) -> GroupAnswer:
    if not reading.papers and reading.group.expected:
        why = f": {reading.dropped[0]}" if reading.dropped else ""
        raise AnswerError("arXiv", f"no paper came where there were some{why}")
    return reading


def _doubts(sortings: Iterable[Assignment]) -> Iterator[OpenQuestion]:
    for sorting in sortings:
        yield from sorting.doubts


def _slugs(members: tuple[Member, ...]) -> tuple[str, ...]:
    return tuple(member.slug for member in members)
