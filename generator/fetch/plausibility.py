"""
Whether an answer can be true that lacks papers which earlier answers had.

On 12 November 2025 arXiv's search returned papers of 2020 as its newest: answers that were whole
in themselves. So arXiv is asked for the missing papers by identifier.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice

from generator.arxiv_api import ResultPage
from generator.errors import AnswerError, FailureKind
from generator.fetch.strategy import KeywordAnswer
from generator.fetch.window import FetchWindow
from generator.matching import Matcher, TokenizedPaper, Verdict
from generator.papers.announcement import MISSED, Records
from generator.papers.paper import Paper

# Asks for papers by identifier, in their newest versions; raises ArxivError.
ById = Callable[[Sequence[str]], Iterable[ResultPage]]

# How many missing papers of a keyword, the newest, are asked for.
_MOST = 20


class Plausibility:
    """
    Checks *answers* that came together; *by_id* asks arXiv for the papers that they lack.

    *records* are the stored papers, *now* is the time of the run.
    """

    def __init__(
        self, answers: Iterable[KeywordAnswer], records: Records, now: datetime, by_id: ById
    ) -> None:
        self._records, self._now, self._by_id = records, now, by_id
        # One request then serves all answers.
        self._missing = dict.fromkeys(base for one in answers for base in self.missing(one))
        self._found: dict[str, Paper] | None = None

    def check(self, answer: KeywordAnswer) -> None:
        """
        Raise AnswerError if *answer* lacks a paper that arXiv has and that must match.

        Raises ArxivError if arXiv cannot be asked for that paper.
        """
        missing = self.missing(answer)
        paper = self._contradiction(missing) if missing else None
        if paper is None:
            return
        if answer.total is not None and not answer.papers:
            reason = f"no paper matches, asked twice, where {answer.window.expected} did before"
        else:
            reason = f"the answer is older than the last: {paper.arxiv_id} is missing"
        reason = f"{reason}; the search may stand still"
        raise AnswerError("arXiv", reason, FailureKind.IMPLAUSIBLE)

    def missing(self, answer: KeywordAnswer) -> tuple[str, ...]:
        """
        Return the stored papers that *answer* lacks, newest first, as identifiers.

        The result is empty if the newest paper of the answer is at least as new as that of
        earlier answers: papers are added, and none becomes older. It is empty, too, if no paper
        matched before, because the stored papers then come from an earlier query or from an
        import. Papers before the date since which the answer is complete are not expected.
        """
        window = answer.window
        if window.since is None or not window.expected:
            return ()
        after, until = None, None
        if answer.papers or answer.complete_since:
            dates = (window.newest_of(answer.papers, self._now), answer.complete_since)
            after, until = max(filter(None, dates), default=None), window.newest
            # arXiv repairs its search within days: a paper that lacks for a month was removed.
            if after is None or until is None or after >= until or until < self._now - MISSED:
                return ()
        found = {paper.arxiv_id.base: paper for paper in answer.papers}
        expected = _matching(window.keyword.query, self._stored(window, after, until))
        lacking = (one.arxiv_id.base for one in expected if not _holds(found, one))
        # An entry that cannot be read is in the answer all the same.
        return tuple(one for one in islice(lacking, _MOST) if one not in answer.unreadable)

    def _contradiction(self, missing: Sequence[str]) -> Paper | None:
        """
        Ask for the *missing* papers, and return one that proves the answer wrong, if there is one.

        A paper that was revised or moved to another category may match no longer. A paper that is
        unchanged must still match. If arXiv has only an older version of a paper, or none, then
        its index is out of order. Returns None if each of the papers was changed.
        """
        if self._found is None:
            pages = self._by_id(tuple(self._missing))
            self._found = {one.arxiv_id.base: one for page in pages for one in page.papers}
        for base in missing:
            stored, found = self._records[base].paper, self._found.get(base)
            if found is None or found == stored or found.arxiv_id.version < stored.arxiv_id.version:
                return stored
        return None

    def _stored(
        self, window: FetchWindow, after: datetime | None, until: datetime | None
    ) -> list[Paper]:
        """
        The stored papers of the keyword, newest first; only those of a later date than *after*.

        Papers later than *until* are left out. If one of the two dates is None, all are returned.
        """
        sort_by, slug = window.keyword.sort_by, window.keyword.slug
        papers = [
            paper
            for paper in (one.paper for one in self._records.values() if slug in one.announced)
            if after is None or until is None or after < paper.date(sort_by) <= until
        ]
        return sorted(papers, key=lambda paper: paper.date(sort_by), reverse=True)


def _matching(query: str, papers: Sequence[Paper]) -> Sequence[Paper]:
    """
    Return those *papers* that must match *query* by arXiv's rules, as far as they are known.

    A stored paper may not match: another keyword may have brought a newer version, or an earlier
    query of this keyword may have found it. If nobody but arXiv can tell what the query finds,
    and no paper matches by the known rules, all papers are returned.
    """
    try:
        matcher = Matcher(query)
    except ValueError:
        return papers
    least = Verdict.SURE if matcher.decides else Verdict.LIKELY
    matching = [paper for paper in papers if matcher.verdict(TokenizedPaper(paper)) >= least]
    return matching if matching or matcher.decides else papers


def _holds(papers: Mapping[str, Paper], paper: Paper) -> bool:
    found = papers.get(paper.arxiv_id.base)
    return found is not None and found.arxiv_id.version >= paper.arxiv_id.version
