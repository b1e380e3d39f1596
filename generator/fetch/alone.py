"""
The strategy that asks arXiv for each keyword by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from generator.arxiv_api import ResultPage, Unreadable, bases_of
from generator.errors import AnswerError, ArxivError, FailureKind
from generator.fetch.offline_keyword import in_turn
from generator.fetch.plausibility import ById
from generator.fetch.strategy import Batch, KeywordAnswer, Refusal
from generator.fetch.update import known_bases
from generator.fetch.window import FetchWindow
from generator.keywords.keyword import Keyword
from generator.papers.announcement import Records
from generator.papers.paper import Paper, SortBy
from generator.text.terminal import count

# Asks for the papers of a keyword, newest first, in pages of so many; raises ArxivError.
Search = Callable[[Keyword, int], Iterator[ResultPage]]


class SearchApi(Protocol):
    """
    arXiv's query API; its methods raise ArxivError.
    """

    def pages(self, query: str, *, sort_by: SortBy, size: int, limit: int) -> Iterator[ResultPage]:
        """
        The newest *limit* papers that match *query*, newest first, in pages of *size*.
        """

    def by_ids(self, identifiers: Sequence[str]) -> Iterator[ResultPage]:
        """
        The papers with these *identifiers*.
        """


def search_of(
    api: SearchApi, *, limit: int, on_keyword: Callable[[Keyword], None] = lambda _: None
) -> Search:
    """
    Return a search at *api* for the papers of a keyword, by its query or by its identifiers.

    A query finds at most *limit* papers. *on_keyword* is called before each search.
    """

    def search(keyword: Keyword, size: int) -> Iterator[ResultPage]:
        on_keyword(keyword)
        if keyword.ids:
            return followed(keyword.ids, api.by_ids)
        return api.pages(keyword.query, sort_by=keyword.sort_by, size=size, limit=limit)

    return search


def followed(ids: Sequence[str], by_id: ById) -> Iterator[ResultPage]:
    """
    Yield one page with the papers that have these *ids*.

    An identifier that arXiv does not know is among the unreadable entries. Raises ArxivError.
    """
    pages = tuple(by_id(ids))
    papers = tuple(paper for page in pages for paper in page.papers)
    dropped = tuple(entry for page in pages for entry in page.dropped)
    answered = {paper.arxiv_id.base for paper in papers} | bases_of(dropped)
    dropped += tuple(
        Unreadable(base, "arXiv has no such paper", name=base)
        for base in ids
        if base not in answered
    )
    yield ResultPage(papers=papers, total=len(papers) + len(dropped), start=0, dropped=dropped)


class Alone:
    """
    Asks for one keyword after the other by *search*.
    """

    def __init__(self, search: Search) -> None:
        self._search = search

    def batches(
        self,
        windows: Sequence[FetchWindow],
        records: Records,
        now: datetime,  # noqa: ARG002 - a strategy's signature
    ) -> Iterator[Batch]:
        """
        Yield an answer or a refusal for each of *windows*.
        """
        for alike in in_turn(windows):
            for window, _offline in alike:
                try:
                    answer = self._answer(window, records)
                except ArxivError as exc:
                    yield (Refusal(window.keyword, exc),)
                else:
                    yield (answer,)

    def _answer(self, window: FetchWindow, records: Records) -> KeywordAnswer:
        answer = self._read(window, records)
        if answer.total == 0 and window.expected:
            # An answer without papers is believed only if arXiv gives it twice.
            answer = self._read(window, records)
        if answer.dropped and not answer.papers:
            number = count(len(answer.dropped), "paper")
            reason = f"of {number} none can be read: {answer.dropped[0]}"
            raise AnswerError("arXiv", reason, FailureKind.UNREADABLE)
        return answer

    def _read(self, window: FetchWindow, records: Records) -> KeywordAnswer:
        """
        Read pages until the window has what it asks for, or no page is left.
        """
        papers, dropped = list[Paper](), list[Unreadable]()
        gained, total = set[str](), 0
        oldest: datetime | None = None
        is_whole = is_enough = False
        for page in self._search(window.keyword, window.page_size):
            papers += page.papers
            dropped += page.dropped
            total, oldest = page.total, window.oldest(page.papers) or oldest
            gained |= _unknown(window, page, records)
            seen = len(papers) + len(dropped)
            is_whole = seen >= total
            # The first page of a baseline may be full of papers that an earlier query found.
            is_enough = window.is_enough(oldest, len(gained) if window.since else seen)
            if is_whole or is_enough:
                break
        return KeywordAnswer(
            window=window,
            papers=tuple(papers),
            matching=frozenset(paper.arxiv_id.base for paper in papers),
            complete_since=None if is_whole else oldest,
            covers_window=True,
            total=total,
            missed=not (is_whole or is_enough),
            dropped=tuple(dropped),
            unreadable=bases_of(dropped),
        )


def _unknown(window: FetchWindow, page: ResultPage, records: Records) -> set[str]:
    """
    The papers of *page* that the keyword will list for the first time.
    """
    known = known_bases(page.papers, records, window.keyword.slug)
    return {paper.arxiv_id.base for paper in window.admitted(page.papers, known)} - known
