"""
What an answer of arXiv changes for its keyword.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from msgspec import Struct

from generator.arxiv_api import Unreadable
from generator.fetch.strategy import KeywordAnswer
from generator.keywords.keyword import Keyword
from generator.papers.announcement import Record, Records, announce
from generator.papers.freshness import Freshness
from generator.papers.paper import Paper

# How many unreadable entries the freshness names.
_NAMED = 20


class Update(Struct, frozen=True, kw_only=True):
    """
    What the fetch of one keyword brought.
    """

    keyword: Keyword
    announced: tuple[str, ...] = ()
    """The announced papers, as identifiers without version."""
    dropped: tuple[Unreadable, ...] = ()
    """The entries of arXiv's answer that could not be read."""
    failure: str | None = None
    """Why arXiv gave no usable answer, for the log; None if it gave one."""
    is_asked: bool = True
    """Whether arXiv was asked; False for want of time, or in an outage."""


class Outcome(Struct, frozen=True):
    """
    An update, and what the store has to write for it.
    """

    update: Update
    before: Freshness
    """The keyword's freshness while its papers are written."""
    after: Freshness
    """The keyword's freshness once its papers are written."""
    changed: tuple[str, ...] = ()
    """The changed records, as identifiers without version."""
    is_partial: bool = False
    """Whether the fetch of the keyword goes on."""

    @property
    def slug(self) -> str:
        """
        The keyword's place in addresses.
        """
        return self.update.keyword.slug


class Decision(Struct, frozen=True, kw_only=True):
    """
    What the store should remember of an answer.
    """

    answer: KeywordAnswer
    now: datetime
    changed: dict[str, Record]
    """The records that the answer changes, by identifier without version."""
    announced: tuple[str, ...]
    """The papers that the answer announces, as identifiers without version."""

    @classmethod
    def of(cls, answer: KeywordAnswer, records: Records, now: datetime) -> "Decision":
        """
        Decide what *answer*, read at *now*, changes in *records*.
        """
        window = answer.window
        known = known_bases(answer.papers, records, window.keyword.slug)
        admitted = window.admitted(answer.papers, known)
        returned = {paper.arxiv_id.base for paper in admitted if window.was_lost(paper)} - known
        announced_by = partial(
            announce,
            slug=window.keyword.slug,
            today=now.date(),
            horizon=window.horizon,
            sort_by=window.keyword.sort_by,
        )
        # Papers that the store had before a loss are no news: they get the days of their own dates.
        changed = announced_by(
            records,
            papers=(paper for paper in admitted if paper.arxiv_id.base in returned),
            since=None,
        )
        changed |= announced_by(
            records,
            papers=(paper for paper in admitted if paper.arxiv_id.base not in returned),
            since=window.last_full_read,
        )
        announced = tuple(base for base in changed if base not in known | returned)
        if window.keyword.ids:
            announced += tuple(_new_versions(answer, records, known))
        return cls(answer=answer, now=now, changed=changed, announced=announced)

    def freshness(self, before: Freshness) -> Freshness:
        """
        Return the keyword's freshness after this answer; *before* is its freshness until then.
        """
        answer, window = self.answer, self.answer.window
        is_counted = answer.total is not None
        return Freshness(
            query=window.keyword.query,
            attempted=self.now,
            succeeded=self.now,
            total=answer.total if is_counted else window.expected,
            counted=self.now if is_counted else before.counted or before.succeeded,
            swept=self.now if answer.covers_window else window.last_full_read,
            harvested=answer.harvested,
            newest=self._newest,
            unreadable=tuple(one.base for one in answer.dropped[:_NAMED]),
            horizon=answer.complete_since if window.goes_back else window.horizon,
            # The papers of a baseline are no news.
            announced=before.announced if window.since else (),
            unfinished=True,
            missed=answer.missed,
        )

    @property
    def _newest(self) -> datetime | None:
        answer, window = self.answer, self.answer.window
        matching = (one for one in answer.papers if one.arxiv_id.base in answer.matching)
        newest = window.newest_of(matching, self.now)
        if answer.total is not None:
            return newest
        # Where arXiv did not count, the answer may hold only what has changed lately.
        return max(filter(None, (newest, window.newest)), default=None)


def known_bases(papers: Iterable[Paper], records: Records, slug: str) -> frozenset[str]:
    """
    Return the identifiers of those *papers* that the keyword *slug* has announced in *records*.
    """
    bases = (paper.arxiv_id.base for paper in papers)
    return frozenset(one for one in bases if one in records and slug in records[one].announced)


def _new_versions(answer: KeywordAnswer, records: Records, known: frozenset[str]) -> Iterator[str]:
    """
    The followed papers of which a new version came, even if another keyword stored it before.
    """
    newest = answer.window.newest
    for paper in answer.papers:
        base = paper.arxiv_id.base
        if base in known:
            stored = records[base].paper.arxiv_id.version
            if paper.arxiv_id.version > stored or (newest and paper.updated > newest):
                yield base
