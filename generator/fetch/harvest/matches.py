"""
Which papers of a harvest belong to which keyword.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.fetch.combined.grouping import Limits, Member
from generator.fetch.harvest import Page, Plan, Source
from generator.fetch.keyword_answer import Share
from generator.fetch.open_questions import OpenQuestion, question_requests
from generator.fetch.window import FetchWindow
from generator.matching import Index, TokenizedPaper, Verdict
from generator.papers.listing import Records
from generator.papers.paper import Paper

# So many doubts of a page arXiv is asked about, some twenty-five a request. It is about one in
# thousand papers a keyword; beyond, what its server does as it is published has to do.
MOST_DOUBTS = 250


class KeywordMatches(Struct):
    """
    The papers of a keyword: those *found*, those *known* before, and what cannot be read.
    """

    found: dict[str, Paper] = {}
    known: dict[str, Paper] = {}
    dropped: tuple[str, ...] = ()

    def share(self) -> Share:
        """
        The same as the keyword's part of an answer.
        """
        return Share(
            papers=tuple((self.known | self.found).values()),
            sure=frozenset(self.found),
            # Whatever changed was told: nothing was missed.
            back_to=None,
            dropped=self.dropped,
            unreadable=self.dropped,
        )

    def add(self, other: "KeywordMatches") -> None:
        """
        Take over what *other* has.
        """
        self.found |= other.found
        self.known |= other.known
        self.dropped += other.dropped


class HarvestMatches:
    """
    Finds the papers of the *planned* keywords; where only arXiv can tell, *source* is asked.
    """

    def __init__(self, source: Source, planned: Plan) -> None:
        self._source = source
        self._members = {member.slug: member for member in planned.members}
        self._index = Index({slug: member.matcher for slug, member in self._members.items()})
        self._gathered = {slug: KeywordMatches() for slug in self._members}

    def shares(self, page: Page, records: Records) -> list[tuple[FetchWindow, Share]]:
        """
        What is in *page* for each keyword, as far as one has anything.

        A paper that was listed before is brought up to date. Another one is listed only if it was
        submitted, or revised, within the month that every answer is read back: arXiv's records
        change for its own reasons as well, and an old paper is no news then. Raises ArxivError.
        """
        sheaves: dict[str, KeywordMatches] = {}
        doubts = [doubt for one in page.papers for doubt in self._sort(one, records, sheaves)]
        for doubt in self._settled(doubts):
            _sheaf(sheaves, doubt.member.slug).found[doubt.base] = doubt.searchable.paper
        for slug, sheaf in sheaves.items():
            self._gathered[slug].add(sheaf)
        self._drop(page.dropped, records)
        return [(self._members[slug].reach, sheaf.share()) for slug, sheaf in sheaves.items()]

    def gathered(self) -> list[tuple[FetchWindow, Share]]:
        """
        What was in all pages, for each keyword.
        """
        return [
            (self._members[slug].reach, sheaf.share()) for slug, sheaf in self._gathered.items()
        ]

    def _sort(
        self, paper: Paper, records: Records, sheaves: dict[str, KeywordMatches]
    ) -> Iterator[OpenQuestion]:
        base, searchable = paper.arxiv_id.base, TokenizedPaper(paper)
        known = self._knowing(base, records)
        for slug in known:
            _sheaf(sheaves, slug).known[base] = paper
        for slug, verdict in self._index.verdicts(searchable).items():
            member = self._members[slug]
            if slug not in known and not _is_recent(paper, member):
                continue
            if verdict == Verdict.SURE:
                _sheaf(sheaves, slug).found[base] = paper
            elif slug not in known:
                yield OpenQuestion(searchable, member)

    def _drop(self, dropped: Sequence[str], records: Records) -> None:
        for sentence in dropped:
            base = sentence.partition(":")[0]
            # What belongs to nobody must be told all the same.
            for slug in self._knowing(base, records) or [*self._members][:1]:
                self._gathered[slug].dropped += (sentence,)

    def _knowing(self, base: str, records: Records) -> list[str]:
        record = records.get(base)
        return [slug for slug in record.announced if slug in self._members] if record else []

    def _settled(self, doubts: Sequence[OpenQuestion]) -> Iterator[OpenQuestion]:
        """
        Those of *doubts* that turn out to be matches.
        """
        for one in question_requests(doubts[:MOST_DOUBTS], Limits().letters):
            matching = self._source.among(one.identifiers, one.query)
            yield from (doubt for doubt in one.doubts if doubt.base in matching)
        for doubt in doubts[MOST_DOUBTS:]:
            if doubt.member.matcher.verdict(doubt.searchable) == Verdict.LIKELY:
                yield doubt


def _sheaf(sheaves: dict[str, KeywordMatches], slug: str) -> KeywordMatches:
    return sheaves.setdefault(slug, KeywordMatches())


def _is_recent(paper: Paper, member: Member) -> bool:
    reach = member.reach
    moment = paper.date(reach.keyword.sort_by)
    return moment >= reach.floor and (reach.horizon is None or moment >= reach.horizon)
