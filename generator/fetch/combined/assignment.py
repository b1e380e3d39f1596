"""
Which papers of an answer that was given to many keywords belong to which of them.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from generator.fetch.combined.grouping import Group, Member
from generator.fetch.keyword_answer import Share
from generator.fetch.open_questions import OpenQuestion
from generator.matching import Index, TokenizedPaper, Verdict
from generator.papers.listing import Records
from generator.papers.paper import ArxivId, Paper


class GroupAnswer(Struct, frozen=True):
    """
    What came for a group: *papers* by identifier, each in the newest version met.

    It went *back_to* a date, or had all papers there are if that is None.
    """

    group: Group
    papers: dict[str, Paper]
    back_to: datetime | None
    dropped: tuple[str, ...] = ()


class Assignment(Struct):
    """
    The papers of a *reading* by keyword: *found* has identifiers by slug, as far as that is sure.

    Those of *known* had been found before. The papers of *strange* came for the sake of somebody
    who cannot be told, but must be among their members; so did entries that cannot be read.
    """

    reading: GroupAnswer
    found: dict[str, set[str]]
    known: dict[str, set[str]]
    doubts: list[OpenQuestion] = []
    strange: dict[str, tuple[Member, ...]] = {}

    @classmethod
    def of(cls, reading: GroupAnswer, records: Records) -> "Assignment":
        """
        Sort what came; under whom *records* have a paper is known already.
        """
        matchers = {member.slug: member.matcher for member in reading.group.members}
        sorting = cls(reading, {one: set() for one in matchers}, {one: set() for one in matchers})
        index = Index(matchers)
        for base, paper in reading.papers.items():
            record, searchable = records.get(base), TokenizedPaper(paper)
            announced = frozenset(record.announced if record else ())
            sorting._sort(searchable, index.verdicts(searchable), announced)
        for sentence in reading.dropped:
            sorting._sort_dropped(sentence)
        return sorting

    def shares(self) -> Iterator[tuple[str, Share]]:
        """
        What each keyword gets, by slug.
        """
        papers = self.reading.papers.items()
        owners = {sentence: self._owners(sentence) for sentence in self.reading.dropped}
        for slug in self.found:
            theirs = self.found[slug] | self.known[slug]
            share = Share(
                papers=tuple(paper for base, paper in papers if base in theirs),
                sure=frozenset(self.found[slug]),
                back_to=self.reading.back_to,
                dropped=tuple(one for one, whose in owners.items() if slug in whose),
                unreadable=self.reading.dropped,
            )
            yield slug, share

    def unexplained(self) -> dict[str, tuple[Member, ...]]:
        """
        The strange papers, those excepted that were found meanwhile.
        """
        explained = set[str]().union(*self.found.values())
        return {base: them for base, them in self.strange.items() if base not in explained}

    def _owners(self, sentence: str) -> list[str]:
        base = _named(sentence)
        # What belongs to nobody must be told all the same.
        return [slug for slug in self.found if base in self.found[slug]] or [*self.found][:1]

    def _sort_dropped(self, sentence: str) -> None:
        base, members = _named(sentence), self.reading.group.members
        owners = [member.slug for member in members if sentence in member.reach.dropped]
        for slug in owners:
            self.found[slug].add(base)
        if base and not owners:
            self.strange[base] = members

    def _sort(
        self, searchable: TokenizedPaper, verdicts: Mapping[str, Verdict], announced: frozenset[str]
    ) -> None:
        paper, base = searchable.paper, searchable.paper.arxiv_id.base
        known = announced & self.known.keys()
        sure = {slug for slug, verdict in verdicts.items() if verdict == Verdict.SURE}
        for slugs, places in ((known, self.known), (sure, self.found)):
            for slug in slugs:
                places[slug].add(base)
        # What would not be listed need not be asked about.
        settled = known | sure
        others = [
            member
            for member in self.reading.group.members
            if member.slug not in settled and member.reach.listed((paper,), ())
        ]
        doubtful = [member for member in others if member.slug in verdicts]
        strangers = [member for member in others if member.slug not in verdicts]
        self.doubts += (OpenQuestion(searchable, member) for member in doubtful)
        explained = known or verdicts.keys() - {member.slug for member in doubtful}
        if strangers and not explained:
            self.strange[base] = tuple(strangers)


def _named(sentence: str) -> str:
    """
    The identifier in a sentence about an entry, without version; nothing if it has none.
    """
    found = re.search(r"/abs/([^\s:]+):", sentence)
    try:
        return ArxivId.parse(found[1]).base if found else ""
    except ValueError:
        return ""
