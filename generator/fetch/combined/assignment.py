"""
Which papers of a group's answer belong to which of its keywords.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from generator.arxiv_api import Unreadable, bases_of
from generator.fetch.combined.grouping import QueryGroup
from generator.fetch.offline_keyword import OfflineKeyword
from generator.fetch.open_questions import OpenQuestion
from generator.fetch.strategy import KeywordAnswer
from generator.matching import Index, TokenizedPaper, Verdict
from generator.papers.announcement import Records
from generator.papers.paper import Paper


class GroupAnswer(Struct, frozen=True):
    """
    What arXiv answered to the joined query of a group.
    """

    group: QueryGroup
    papers: dict[str, Paper]
    """Each paper in the newest version that came, by identifier without version."""
    complete_since: datetime | None
    """Each matching paper of this date or later is in the answer; None if each one is."""
    dropped: tuple[Unreadable, ...] = ()
    """The entries that could not be read."""


class Assignment(Struct):
    """
    The papers of a group's answer, as identifiers without version, by keyword.
    """

    answer: GroupAnswer
    found: dict[str, set[str]]
    """The papers that certainly match, by the slug of the keyword."""
    known: dict[str, set[str]]
    """The papers that the store has for the keyword already, by its slug."""
    questions: list[OpenQuestion] = []
    """What only arXiv can tell."""
    unexplained: dict[str, tuple[OfflineKeyword, ...]] = {}
    """Papers that no known keyword finds, each with the keywords that may have found it."""

    @classmethod
    def of(cls, answer: GroupAnswer, records: Records) -> "Assignment":
        """
        Assign the papers of *answer*; *records* are the stored papers.
        """
        matchers = {member.slug: member.matcher for member in answer.group.members}
        found, known = ({slug: set[str]() for slug in matchers} for _ in range(2))
        assignment = cls(answer, found, known)
        index = Index(matchers)
        for base, paper in answer.papers.items():
            record, indexed = records.get(base), TokenizedPaper(paper)
            announced = frozenset(record.announced if record else ())
            assignment._assign(indexed, index.verdicts(indexed), announced)
        for entry in answer.dropped:
            assignment._assign_unreadable(entry)
        return assignment

    def answers(self) -> Iterator[KeywordAnswer]:
        """
        Yield the answer for each keyword of the group.
        """
        since, group = self.answer.complete_since, self.answer.group
        owners = [(entry, self._owners(entry)) for entry in self.answer.dropped]
        for member in group.members:
            bases = self.found[member.slug] | self.known[member.slug]
            yield KeywordAnswer(
                window=member.shared_window,
                papers=tuple(paper for one, paper in self.answer.papers.items() if one in bases),
                matching=frozenset(self.found[member.slug]),
                complete_since=since,
                covers_window=since is None or since < member.window.floor,
                dropped=tuple(entry for entry, slugs in owners if member.slug in slugs),
                unreadable=bases_of(self.answer.dropped),
            )

    def still_unexplained(self) -> dict[str, tuple[OfflineKeyword, ...]]:
        """
        Return the unexplained papers without those that were found since.
        """
        explained = set[str]().union(*self.found.values())
        return {base: them for base, them in self.unexplained.items() if base not in explained}

    def _owners(self, entry: Unreadable) -> list[str]:
        """
        The slugs of the keywords that report an unreadable entry.
        """
        owners = [
            member.slug
            for member in self.answer.group.members
            if entry.base in self.found[member.slug] or _reported_before(entry, member)
        ]
        # An entry that no keyword finds is reported by the first, so that it is reported at all.
        return owners or [*self.found][:1]

    def _assign_unreadable(self, entry: Unreadable) -> None:
        if entry.base is None:
            return
        members = self.answer.group.members
        owners = [member.slug for member in members if _reported_before(entry, member)]
        for slug in owners:
            self.found[slug].add(entry.base)
        if not owners:
            self.unexplained[entry.base] = members

    def _assign(
        self, indexed: TokenizedPaper, verdicts: Mapping[str, Verdict], announced: frozenset[str]
    ) -> None:
        """
        Assign one paper with its *verdicts*; *announced* holds the slugs that have it already.
        """
        paper, base = indexed.paper, indexed.paper.arxiv_id.base
        known = announced & self.known.keys()
        found = {slug for slug, verdict in verdicts.items() if verdict == Verdict.SURE}
        for slug in known:
            self.known[slug].add(base)
        for slug in found:
            self.found[slug].add(base)
        # Whether a keyword finds the paper does not matter if it would not be listed there.
        undecided = [
            member
            for member in self.answer.group.members
            if member.slug not in known | found and member.window.admitted((paper,), ())
        ]
        possible = [member for member in undecided if member.slug in verdicts]
        rejecting = [member for member in undecided if member.slug not in verdicts]
        self.questions += (OpenQuestion(indexed, member) for member in possible)
        is_explained = known or verdicts.keys() - {member.slug for member in possible}
        if rejecting and not is_explained:
            # arXiv found the paper for a keyword that rejects it by the known rules.
            self.unexplained[base] = tuple(rejecting)


def _reported_before(entry: Unreadable, member: OfflineKeyword) -> bool:
    return entry.base in member.window.unreadable_before
