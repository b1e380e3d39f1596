"""
Which papers of a harvest belong to which keyword.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from generator.arxiv_api import Unreadable, bases_of
from generator.fetch.harvest.pages import HarvestApi, Page
from generator.fetch.harvest.plan import Plan
from generator.fetch.offline_keyword import LONGEST_QUERY, OfflineKeyword
from generator.fetch.open_questions import OpenQuestion, question_requests
from generator.fetch.strategy import NO_PAPER_EXPECTED, KeywordAnswer
from generator.matching import Index, TokenizedPaper, Verdict
from generator.papers.announcement import Records
from generator.papers.paper import Paper

# How many questions about a page arXiv is asked, about twenty-five in a request. About one paper
# in a thousand raises one for a keyword. Further questions are decided by arXiv's known rules.
MOST_QUESTIONS = 250


class KeywordMatches(Struct):
    """
    The papers of one keyword, by identifier without version.
    """

    found: dict[str, Paper] = {}
    """The papers that match."""
    known: dict[str, Paper] = {}
    """The papers that the store has for the keyword already, whether they match or not."""
    dropped: tuple[Unreadable, ...] = ()
    """The unreadable records that the keyword reports."""

    def add(self, other: "KeywordMatches") -> None:
        """
        Add the papers and records of *other*.
        """
        self.found |= other.found
        self.known |= other.known
        self.dropped += other.dropped

    def answer(self, member: OfflineKeyword, *, until: date | None) -> KeywordAnswer:
        """
        Return the matches as the answer for *member*, partial if *until* is None.

        *until* is the day with whose changes the next harvest begins.
        """
        return KeywordAnswer(
            window=member.shared_window,
            papers=tuple((self.known | self.found).values()),
            matching=frozenset(self.found),
            # A harvest holds papers that changed; papers that did not change are not missing.
            complete_since=NO_PAPER_EXPECTED,
            covers_window=True,
            dropped=self.dropped,
            unreadable=bases_of(self.dropped),
            harvested=until,
            is_partial=until is None,
        )


class HarvestMatches:
    """
    Finds the papers of the *planned* keywords; asks *source* where only arXiv can tell.
    """

    def __init__(self, source: HarvestApi, planned: Plan) -> None:
        self._source = source
        self._members = {member.slug: member for member in planned.members}
        self._index = Index({slug: member.matcher for slug, member in self._members.items()})
        self._all = {slug: KeywordMatches() for slug in self._members}

    def add(self, page: Page, records: Records) -> list[KeywordAnswer]:
        """
        Find the papers of *page*, and return a partial answer for each keyword that has some.

        A paper that the keyword has in *records* already is updated. Any other paper belongs to
        the keyword only if it was submitted or revised within the last thirty days: arXiv also
        changes records of old papers, which are no news. Raises ArxivError.
        """
        matches: dict[str, KeywordMatches] = {}
        questions = [one for paper in page.papers for one in self._match(paper, records, matches)]
        for question in self._confirmed(questions):
            found = _matches_of(matches, question.keyword.slug).found
            found[question.base] = question.paper.paper
        for slug, added in matches.items():
            self._all[slug].add(added)
        self._add_unreadable(page.dropped, records)
        return [added.answer(self._members[slug], until=None) for slug, added in matches.items()]

    def answers(self, until: date) -> list[KeywordAnswer]:
        """
        Return the answer of all pages for each keyword.

        *until* is the day with whose changes the next harvest begins.
        """
        return [one.answer(self._members[slug], until=until) for slug, one in self._all.items()]

    def _match(
        self, paper: Paper, records: Records, matches: dict[str, KeywordMatches]
    ) -> Iterator[OpenQuestion]:
        """
        Add *paper* to the *matches* of its keywords, and yield what only arXiv can tell.
        """
        base, indexed = paper.arxiv_id.base, TokenizedPaper(paper)
        known = self._knowing(base, records)
        for slug in known:
            _matches_of(matches, slug).known[base] = paper
        for slug, verdict in self._index.verdicts(indexed).items():
            member = self._members[slug]
            if slug not in known and not _is_recent(paper, member):
                continue
            if verdict == Verdict.SURE:
                _matches_of(matches, slug).found[base] = paper
            elif slug not in known:
                yield OpenQuestion(indexed, member)

    def _add_unreadable(self, dropped: Sequence[Unreadable], records: Records) -> None:
        for entry in dropped:
            knowing = self._knowing(entry.base, records) if entry.base else []
            # A record that no keyword knows is reported by the first, so that it is reported.
            for slug in knowing or [*self._members][:1]:
                self._all[slug].dropped += (entry,)

    def _knowing(self, base: str, records: Records) -> list[str]:
        """
        The slugs of the keywords that have the paper *base* already.
        """
        record = records.get(base)
        return [slug for slug in record.announced if slug in self._members] if record else []

    def _confirmed(self, questions: Sequence[OpenQuestion]) -> Iterator[OpenQuestion]:
        """
        Yield those *questions* whose keyword finds the paper.
        """
        for request in question_requests(questions[:MOST_QUESTIONS], LONGEST_QUERY):
            matching = self._source.among(request.identifiers, request.query)
            yield from (one for one in request.questions if one.base in matching)
        for question in questions[MOST_QUESTIONS:]:
            if question.keyword.matcher.verdict(question.paper) == Verdict.LIKELY:
                yield question


def _matches_of(matches: dict[str, KeywordMatches], slug: str) -> KeywordMatches:
    return matches.setdefault(slug, KeywordMatches())


def _is_recent(paper: Paper, member: OfflineKeyword) -> bool:
    window = member.window
    moment = paper.date(window.keyword.sort_by)
    return moment >= window.floor and (window.horizon is None or moment >= window.horizon)
