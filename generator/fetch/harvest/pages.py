"""
The pages of a harvest: all that changed at arXiv, read from where the last run left off.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from generator.arxiv_api import Changes, ResultPage, Unreadable
from generator.errors import AnswerError, ArxivError
from generator.fetch.harvest.plan import Plan
from generator.papers.paper import Paper
from generator.store import HarvestBookmark


class HarvestApi(Protocol):
    """
    arXiv's OAI-PMH, and its query API for what OAI-PMH leaves open; raises ArxivError.
    """

    def changes(self, since: date, subset: str | None = None) -> Changes:
        """
        The first page of what changed on the day *since* or later.
        """

    def more_changes(self, token: str) -> Changes | None:
        """
        The page that *token* asks for; None if arXiv has forgotten the token.
        """

    def by_ids(self, identifiers: Sequence[str]) -> Iterator[ResultPage]:
        """
        The papers with these *identifiers*.
        """

    def among(self, identifiers: Sequence[str], query: str) -> frozenset[str]:
        """
        Those of *identifiers*, given and returned without version, that match *query*.
        """


class Page(Struct, frozen=True):
    """
    One page of a harvest.
    """

    papers: tuple[Paper, ...]
    """The papers that changed."""
    dropped: tuple[Unreadable, ...]
    """The records that neither interface gives in a readable form."""
    bookmark: HarvestBookmark | None
    """Where the next page begins; None on the last page."""
    until: date | None
    """On the last page, the day with whose changes the next harvest begins."""


def pages(
    source: HarvestApi, planned: Plan, bookmark: HarvestBookmark | None, now: datetime
) -> Iterator[Page]:
    """
    Yield the pages of the *planned* harvest.

    It goes on at *bookmark* if that belongs to a harvest of the same changes. Raises ArxivError.
    """
    if bookmark and not bookmark.continues(planned.since, planned.subset, planned.slugs):
        bookmark = None
    since = bookmark.since if bookmark else planned.since
    keywords = bookmark.keywords if bookmark else tuple(sorted(planned.slugs))
    restarted: date | None = None
    while True:
        found = _next(source, bookmark, now) if bookmark else None
        if found is None:
            # Without a valid token the harvest begins again, with the last day that it reached.
            day = bookmark.reached if bookmark else since
            if day == restarted:
                raise AnswerError("arXiv", "its tokens lead nowhere")
            restarted = day if bookmark else None
            found = source.changes(day, planned.subset)
        reached = _reached(found, bookmark.reached if bookmark else since)
        papers, dropped = _readable(source, found)
        if found.token is None:
            yield Page(papers, dropped, None, min(found.answered, now).date())
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


def _next(source: HarvestApi, bookmark: HarvestBookmark, now: datetime) -> Changes | None:
    if bookmark.expires and bookmark.expires <= now:
        return None
    return source.more_changes(bookmark.token)


def _reached(found: Changes, before: date) -> date:
    reached = found.reached or before
    if reached < before:
        raise AnswerError("arXiv", f"after changes of {before} it sends those of {reached}")
    return reached


def _readable(
    source: HarvestApi, found: Changes
) -> tuple[tuple[Paper, ...], tuple[Unreadable, ...]]:
    """
    Return the papers of a page, and the records that cannot be read.

    The query API is asked for papers whose record cannot be read: the next harvest would not meet
    them again.
    """
    named = tuple(dict.fromkeys(one.base for one in found.dropped if one.base))
    if not named:
        return found.papers, found.dropped
    try:
        papers = [paper for page in source.by_ids(named) for paper in page.papers]
    except ArxivError:
        papers = []
    read = {paper.arxiv_id.base for paper in papers}
    return (*found.papers, *papers), tuple(one for one in found.dropped if one.base not in read)
