"""
The client through which the rest of the program asks arXiv.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from importlib.metadata import version
from typing import TypeVar
from urllib.parse import quote

from generator.arxiv_api.answer_format import Difference
from generator.arxiv_api.credentials import Credentials
from generator.arxiv_api.oai_pmh import OaiPmh
from generator.arxiv_api.pace import OnWait, Pace, RequestPolicy
from generator.arxiv_api.query_api import QueryApi
from generator.arxiv_api.result_page import BATCH, DEPTH, MAX_SIZE, Changes, ResultPage, bases_of
from generator.errors import ArxivError, BudgetError, TransportError
from generator.papers.paper import SortBy

API_URL = "https://export.arxiv.org/api/query"

OAI_URL = "https://oaipmh.arxiv.org/oai"

# A paper that arXiv has had since 2007. No keyword's query is needed to ask for it.
_KNOWN = "0704.0001"

T = TypeVar("T")


class ArxivApi:
    """
    Asks the query API at *api_url* and OAI-PMH at *oai_url*, one request after the other.

    All requests of one object keep one pace and share one time budget, those of *policy*. *agent*
    is their User-Agent, see user_agent(); *credentials* are their other headers and the key.
    *on_wait* is called before each pause.
    """

    def __init__(  # noqa: PLR0913 - where, who, how, and four seams
        self,
        api_url: str = API_URL,
        *,
        oai_url: str = OAI_URL,
        agent: str,
        credentials: Credentials = Credentials(),  # noqa: B008 - immutable
        policy: RequestPolicy = RequestPolicy(),  # noqa: B008 - immutable
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
        on_wait: OnWait | None = None,
    ) -> None:
        self._pace = Pace(policy, clock=clock, sleep=sleep, jitter=jitter, on_wait=on_wait)
        self._queries = QueryApi(api_url, agent=agent, pace=self._pace, credentials=credentials)
        self._harvest = OaiPmh(oai_url, agent=agent, pace=self._pace, credentials=credentials)

    @property
    def requests(self) -> int:
        """
        The number of requests made so far, retries and redirects included.
        """
        return self._pace.requests

    def pages(self, query: str, *, sort_by: SortBy, size: int, limit: int) -> Iterator[ResultPage]:
        """
        Yield the newest *limit* papers that match *query*, newest first, in pages of *size*.

        Each page is one request, made when the page is taken. There is always a first page, even
        if nothing matches, and no page beyond the 10 000 papers that arXiv gives out. Raises
        ArxivError for a page without a usable answer, and BudgetError if no request could be made
        in time.
        """
        start, end = 0, min(limit, DEPTH)
        total = end
        with self._begun():
            while start < min(end, total):
                wanted = min(size, MAX_SIZE, self._pace.policy.page_size, end - start)
                page = self._query(query, start=start, size=wanted, sort_by=sort_by)
                yield page
                start, total = start + wanted, page.total

    def by_ids(self, identifiers: Sequence[str]) -> Iterator[ResultPage]:
        """
        Yield the papers with these *identifiers*, in pages of BATCH identifiers.

        An identifier without version gives the paper's newest version. Papers that arXiv does not
        know are missing. Each page is one request. Raises ArxivError for a page without a usable
        answer.
        """
        for start in range(0, len(identifiers), BATCH):
            batch = identifiers[start : start + BATCH]
            yield self._query("", size=len(batch), ids=batch)

    def among(self, identifiers: Sequence[str], query: str) -> frozenset[str]:
        """
        Return those *identifiers*, given without versions, whose papers match *query*.

        An entry that cannot be read is a match, too. Makes one request. Raises ArxivError.
        """
        page = self._query(query, size=len(identifiers), ids=identifiers)
        found = {paper.arxiv_id.base for paper in page.papers}
        return frozenset(identifiers) & (found | bases_of(page.dropped))

    def total(self, query: str) -> int:
        """
        Return the number of papers that match *query*. Makes one request. Raises ArxivError.
        """
        return self._query(query, size=1).total

    def differences(self, query: str, size: int) -> tuple[Difference, ...]:
        """
        Compare the answer to *query*, for *size* papers, with the format this program relies on.

        Makes one request. Raises ArxivError if there is no answer to compare.
        """
        return self._queries.differences(query, size)

    def changes(self, since: date, subset: str | None = None) -> Changes:
        """
        Return the first page of what changed on the day *since* or later, by OAI-PMH.

        With *subset*, the name of one of OAI-PMH's sets, only changes in this set. Raises
        ArxivError.
        """
        return self._counted(lambda: self._harvest.first(since, subset))

    def more_changes(self, token: str) -> Changes | None:
        """
        Return the page that *token* of the page before asks for; None if *token* has expired.

        Raises ArxivError.
        """
        return self._counted(lambda: self._harvest.next(token))

    @contextmanager
    def _begun(self) -> Iterator[None]:
        before = self.requests
        try:
            yield
        except BudgetError as exc:
            if self.requests == before:
                raise
            # BudgetError means that nothing was asked. Here, requests were made for this query,
            # and the time ended between them.
            raise TransportError(exc.url, exc.reason, exc.kind) from exc

    def _query(
        self,
        query: str,
        *,
        start: int = 0,
        size: int,
        sort_by: SortBy | None = None,
        ids: Sequence[str] = (),
    ) -> ResultPage:
        return self._counted(
            lambda: self._queries.page(query, start=start, size=size, sort_by=sort_by, ids=ids)
        )

    def _counted(self, ask: Callable[[], T]) -> T:
        """
        Return what *ask* returns, and count whether arXiv answered.
        """
        outage = self._pace.outage
        try:
            answer = ask()
        except BudgetError:
            raise
        except ArxivError as exc:
            outage.failed(exc)
            if outage.is_possible:
                self._decide()
            raise
        outage.answered()
        return answer

    def _decide(self) -> None:
        """
        Decide whether the last failures are an outage.

        If the queries may be at fault, ask for a paper by its identifier: a question that does not
        depend on any keyword.
        """
        outage = self._pace.outage
        if not outage.is_certain:
            with suppress(ArxivError):
                self._queries.page("", start=0, size=1, ids=(_KNOWN,))
                outage.answered()
                return
        outage.begin()


def user_agent(site_url: str) -> str:
    """
    Return the User-Agent of this program: ``daily-papers/0.1.0 (+SITE_URL)``.

    arXiv finds the owner of the requests by the address of the site.
    """
    product = f"daily-papers/{version('daily-papers')}"
    # A header is ASCII, and a parenthesis would end the comment.
    contact = quote(site_url.strip(), safe="/:?#[]@!$&'*+,;=%~")
    return f"{product} (+{contact})" if contact else product
