"""
What the rest of the generator knows of arXiv's interfaces.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.arxiv_api.credentials import Credentials
from generator.arxiv_api.pace import OnWait, Pace, RequestPolicy
from generator.arxiv_api.result_page import Changes, ResultPage, bases_of
from generator.errors import BudgetError, TransportError
from generator.papers.paper import SortBy

if TYPE_CHECKING:
    from generator.arxiv_api.answer_shape import Difference


API_URL = "https://export.arxiv.org/api/query"

OAI_URL = "https://oaipmh.arxiv.org/oai"

# arXiv answers 500 where start + max_results is greater (its manual says 30 000).
DEPTH = 10_000

# The documented size of a slice.
MAX_SIZE = 2000

# Identifiers of one request: more would make its address longer than some servers read.
BATCH = 200


class ArxivApi:
    """
    Asks the query API at *api_url*, and OAI-PMH at *oai_url*, one request after the other.

    However many queries an object is asked, its requests keep one pace and share one budget.
    *agent* is the User-Agent, see user_agent(). *on_wait* is called with the seconds and the
    reason before each pause. *access* has further headers and a key.
    """

    def __init__(  # noqa: PLR0913 - where, who, how, and four seams
        self,
        api_url: str = API_URL,
        *,
        oai_url: str = OAI_URL,
        agent: str,
        access: Credentials = Credentials(),  # noqa: B008 - immutable
        manners: RequestPolicy = RequestPolicy(),  # noqa: B008 - immutable
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
        on_wait: OnWait | None = None,
    ) -> None:
        # arxiv and requests take longer to import than most commands to run.
        from generator.arxiv_api.oai_pmh import OaiPmh  # noqa: PLC0415
        from generator.arxiv_api.query_api import QueryApi  # noqa: PLC0415 - see above

        self._pace = Pace(manners, clock=clock, sleep=sleep, jitter=jitter, on_wait=on_wait)
        self._connection = QueryApi(api_url, agent=agent, pace=self._pace, access=access)
        self._harvest = OaiPmh(oai_url, agent=agent, pace=self._pace, access=access)

    @property
    def requests(self) -> int:
        """
        Requests made so far, retries and redirects included.
        """
        return self._pace.requests

    def pages(self, query: str, *, sort_by: SortBy, size: int, limit: int) -> Iterator[ResultPage]:
        """
        The newest *limit* papers that match, newest first, in pages of *size*.

        Each page is one request, made when it is asked for. There is always a first page, even
        if nothing matches, and no page beyond the 10 000 papers that arXiv gives out. Raises
        ArxivError for a page without a usable answer, and BudgetError where the time was over
        before the first request.
        """
        start, end = 0, min(limit, DEPTH)
        total = end
        with self._begun():
            while start < min(end, total):
                asked = min(size, MAX_SIZE, self._pace.manners.page_size, end - start)
                page = self._connection.page(query, start=start, size=asked, sort_by=sort_by)
                yield page
                start, total = start + asked, page.total

    def by_ids(self, identifiers: Sequence[str]) -> Iterator[ResultPage]:
        """
        The papers with these *identifiers*, in their newest versions unless one is named.

        Each page is one request for the next BATCH identifiers. What arXiv does not know is
        missing there, without a word. Raises ArxivError for a page without a usable answer.
        """
        for start in range(0, len(identifiers), BATCH):
            batch = identifiers[start : start + BATCH]
            yield self._connection.page("", start=0, size=len(batch), ids=batch)

    def among(self, identifiers: Sequence[str], query: str) -> frozenset[str]:
        """
        Those of *identifiers*, given and returned without versions, that match *query*.

        One request, of whose answer entries that cannot be read count, too. Raises ArxivError.
        """
        page = self._connection.page(query, start=0, size=len(identifiers), ids=identifiers)
        found = {paper.arxiv_id.base for paper in page.papers}
        return frozenset(identifiers) & (found | bases_of(page.dropped))

    def total(self, query: str) -> int:
        """
        How many papers match *query*: one small request.
        """
        return self._connection.page(query, start=0, size=1).total

    def differences(self, query: str, size: int) -> tuple["Difference", ...]:
        """
        How the answer to *query* differs from the shape that this program relies on.

        One small request, for *size* papers. Raises ArxivError where there is none to compare.
        """
        return self._connection.differences(query, size)

    def changes(self, since: date, subset: str | None = None) -> Changes:
        """
        The first page of what changed on the day *since* or later, by OAI-PMH.

        Where *subset* is named, one of OAI-PMH's sets, only its papers. Raises ArxivError.
        """
        return self._harvest.first(since, subset)

    def more_changes(self, token: str) -> Changes | None:
        """
        The page that *token* of the one before asks for; None where arXiv forgot about it.

        Raises ArxivError.
        """
        return self._harvest.next(token)

    @contextmanager
    def _begun(self) -> Iterator[None]:
        made = self.requests
        try:
            yield
        except BudgetError as exc:
            if self.requests == made:
                raise
            # What was begun, and used up time, was asked for.
            raise TransportError(exc.url, exc.reason) from exc


def user_agent(site_url: str) -> str:
    """
    Who is asking, and where to complain: ``daily-papers/0.1.0 (+SITE_URL)``.
    """
    product = f"daily-papers/{version('daily-papers')}"
    # A header is ASCII, and a parenthesis would end the comment.
    contact = quote(site_url.strip(), safe="/:?#[]@!$&'*+,;=%~")
    return f"{product} (+{contact})" if contact else product
