"""
Reads all that changed at arXiv, page by page, from where it was left.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from msgspec import Struct

from generator.arxiv_api import Changes, ResultPage
from generator.errors import AnswerError, ArxivError
from generator.fetch.combined.grouping import Member, matcher_of
from generator.fetch.window import FetchWindow
from generator.keywords.keyword import Keyword
from generator.papers.freshness import Freshness
from generator.papers.paper import ArxivId, Paper
from generator.store import HarvestBookmark

# Longer ago, asking for the keyword alone costs fewer requests.
LONGEST = timedelta(days=7)

# What the query API knew may be a day behind.
_BEHIND = timedelta(days=1)

_PHYSICS = frozenset(
    "astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics "
    "quant-ph".split()
)


class Source(Protocol):
    """
    arXiv's OAI-PMH and, for what that leaves open, its query API; raises ArxivError.
    """

    def changes(self, since: date, subset: str | None = None) -> Changes:
        """
        The first page of what changed on the day *since* or later.
        """

    def more_changes(self, token: str) -> Changes | None:
        """
        The page that *token* asks for; None where it is too old.
        """

    def by_ids(self, identifiers: Sequence[str]) -> Iterator[ResultPage]:
        """
        The papers with these *identifiers*.
        """

    def among(self, identifiers: Sequence[str], query: str) -> frozenset[str]:
        """
        Those of *identifiers*, without versions, that match.
        """


class Page(Struct, frozen=True):
    """
    One page of a harvest: *papers*, and sentences about those that nobody could read.

    *bookmark* is where the next page begins; after the last one *until* is the day with which
    the next harvest begins.
    """

    papers: tuple[Paper, ...]
    dropped: tuple[str, ...]
    bookmark: HarvestBookmark | None
    until: date | None


class Plan(Struct, frozen=True):
    """
    Which keywords are looked for in the harvest, and since when in which part of arXiv.
    """

    members: tuple[Member, ...]
    since: date
    subset: str | None

    @property
    def slugs(self) -> frozenset[str]:
        """
        The places of its keywords in addresses.
        """
        return frozenset(member.slug for member in self.members)


def plan(
    reaches: Iterable[FetchWindow], before: Callable[[Keyword], Freshness], now: datetime
) -> Plan | None:
    """
    The harvest for those of *reaches* that it can serve; None where it is none.

    It cannot serve who has to read further back than changes tell: keywords that were not
    answered yet, or long ago. Nor those of which only arXiv can tell what they find.
    """
    members, days = list[Member](), list[date]()
    for reach in reaches:
        matcher = matcher_of(reach)
        if matcher is None or reach.since is None:
            continue
        day = before(reach.keyword).harvested or (reach.since - _BEHIND).date()
        if timedelta(0) <= now.date() - day <= LONGEST:
            members.append(Member(reach, matcher))
            days.append(day)
    return Plan(tuple(members), min(days), _subset(members)) if members else None


def pages(
    source: Source, planned: Plan, bookmark: HarvestBookmark | None, now: datetime
) -> Iterator[Page]:
    """
    The pages of the *planned* harvest, beginning at *bookmark* if it is one of this harvest.

    Raises ArxivError.
    """
    if bookmark and not bookmark.continues(planned.since, planned.subset, planned.slugs):
        bookmark = None
    since = bookmark.since if bookmark else planned.since
    keywords = bookmark.keywords if bookmark else tuple(sorted(planned.slugs))
    restarted: date | None = None
    while True:
        found = _next(source, bookmark, now) if bookmark else None
        if found is None:
            day = bookmark.reached if bookmark else since
            if day == restarted:
                raise AnswerError("arXiv", "its tokens lead nowhere")
            restarted = day if bookmark else None
            found = source.changes(day, planned.subset)
        reached = _reached(found, bookmark.reached if bookmark else since)
        papers, dropped = _readable(source, found)
        if found.token is None:
            until = min(found.answered, now).date()
            yield Page(papers, dropped, None, until)
            return
        bookmark = HarvestBookmark(
            since=since,
            subset=planned.subset,
            keywords=keywords,
            reached=reached,
            token=found.token.text,
            expires=found.token.expires,
        )
        yield Page(papers, dropped, bookmark, None)


def _next(source: Source, bookmark: HarvestBookmark, now: datetime) -> Changes | None:
    if bookmark.expires and bookmark.expires <= now:
        return None
    return source.more_changes(bookmark.token)


def _reached(found: Changes, before: date) -> date:
    reached = found.reached or before
    if reached < before:
        raise AnswerError("arXiv", f"after changes of {before} it sends those of {reached}")
    return reached


def _readable(source: Source, found: Changes) -> tuple[tuple[Paper, ...], tuple[str, ...]]:
    """
    The papers of a page, those included that can only be read where they are asked for by name.
    """
    # The next harvest would not meet them again.
    named = {_base(sentence): sentence for sentence in found.dropped if _base(sentence)}
    if not named:
        return found.papers, found.dropped
    try:
        papers = [paper for page in source.by_ids(tuple(named)) for paper in page.papers]
    except ArxivError:
        papers = []
    read = {paper.arxiv_id.base for paper in papers}
    dropped = tuple(one for one in found.dropped if _base(one) not in read)
    return (*found.papers, *papers), dropped


def _base(sentence: str) -> str:
    try:
        return ArxivId.parse(sentence.partition(":")[0]).base
    except ValueError:
        return ""


def _subset(members: Iterable[Member]) -> str | None:
    """
    The smallest of OAI-PMH's sets that holds all papers of *members*.
    """
    archives = set[str]()
    for member in members:
        if member.matcher.categories is None:
            return None
        archives |= {category.partition(".")[0] for category in member.matcher.categories}
    groups = {"physics" if archive in _PHYSICS else archive for archive in archives}
    if len(groups) != 1:
        return None
    (group,) = groups
    return f"physics:{archives.pop()}" if group == "physics" and len(archives) == 1 else group
