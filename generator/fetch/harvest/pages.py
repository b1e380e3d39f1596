"""
The pages of a harvest: all that changed at arXiv, read from where the last run left off.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from generator.arxiv_api import Changes, ResultPage, ResumptionToken, Unreadable
from generator.errors import AnswerError
from generator.fetch.harvest.plan import Plan
from generator.fetch.harvest.progress import Progress
from generator.papers.paper import Paper
from generator.store import HarvestBookmark
from generator.text.terminal import count


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
    for found in _answers(source, planned.subset, bookmark, since=since, now=now):
        papers, dropped = _readable(source, found)
        if found.token is None:
            yield Page(papers, dropped, None, min(found.answered, now).date())
            return
        bookmark = HarvestBookmark(
            since=since,
            subset=planned.subset,
            keywords=keywords,
            reached=found.reached or since,
            token=found.token.text,
            expires=found.token.expires,
        )
        yield Page(papers, dropped, bookmark, None)


def _answers(
    source: HarvestApi,
    subset: str | None,
    bookmark: HarvestBookmark | None,
    *,
    since: date,
    now: datetime,
) -> Iterator[Changes]:
    """
    Yield arXiv's answers from *bookmark* on, or from the day *since* on. Raises ArxivError.
    """
    reached = bookmark.reached if bookmark else since
    token = ResumptionToken(bookmark.token, bookmark.expires) if bookmark else None
    progress = Progress(reached, now, bookmark)
    restarted: date | None = None
    while True:
        found = _next(source, token, now) if token else None
        if found is None:
            # Without a valid token the harvest begins again, with the last day that it reached.
            if reached == restarted:
                raise AnswerError("arXiv", "its tokens lead nowhere")
            found = source.changes(reached, subset)
            restarted = _restarted(found, reached) if token else None
            progress = Progress(reached, now)
        progress.add(found)
        reached, token = found.reached or reached, found.token
        yield found
        if token is None:
            return


def _restarted(found: Changes, day: date) -> date:
    """
    Return *day*, if the list that begins again there has changes in *found*. Raises AnswerError.
    """
    if not found.names:
        raise AnswerError("arXiv", f"it has no changes since {day}, where it had some")
    return day


def _next(source: HarvestApi, token: ResumptionToken, now: datetime) -> Changes | None:
    if token.expires and token.expires <= now:
        return None
    return source.more_changes(token.text)


def _readable(
    source: HarvestApi, found: Changes
) -> tuple[tuple[Paper, ...], tuple[Unreadable, ...]]:
    """
    Return the papers of a page, and the records that cannot be read.

    The query API is asked for papers whose record cannot be read: the next harvest would not meet
    them again. Raises ArxivError if no answer comes, and if no record of the page can be read.
    """
    named = tuple(dict.fromkeys(one.base for one in found.dropped if one.base))
    papers: list[Paper] = []
    if named:
        try:
            papers = [paper for page in source.by_ids(named) for paper in page.papers]
        except AnswerError:
            # arXiv will not answer it tomorrow either.
            papers = []
    read = {paper.arxiv_id.base for paper in papers}
    dropped = tuple(one for one in found.dropped if one.base not in read)
    if dropped and len(dropped) == len(found.names):
        number = count(len(dropped), "record")
        raise AnswerError("arXiv", f"of {number} none can be read: {dropped[0]}")
    return (*found.papers, *papers), dropped
