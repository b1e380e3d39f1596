"""
arXiv's query API, asked through the arxiv package: one page of papers a request.
"""

from collections.abc import Iterator, Sequence

import arxiv  # type: ignore[import-untyped]  # the package has no type marker
from urllib3.exceptions import HTTPError

from generator.arxiv_api.answer_check import (
    CheckedAnswer,
    PageRequest,
    arxiv_id,
    checked_answer,
    unreadable_entry,
)
from generator.arxiv_api.answer_format import Difference, differences
from generator.arxiv_api.credentials import Credentials
from generator.arxiv_api.exchange_failures import kind_of
from generator.arxiv_api.pace import CostError, Pace
from generator.arxiv_api.result_page import ResultPage, normalized
from generator.arxiv_api.transport import Transport
from generator.errors import AnswerError, ArxivError, FailureKind, TransportError
from generator.papers.authors import author_names
from generator.papers.paper import Paper, SortBy, folded

_CRITERIA = {
    "updated": arxiv.SortCriterion.LastUpdatedDate,
    "published": arxiv.SortCriterion.SubmittedDate,
    None: arxiv.SortCriterion.Relevance,
}

# Errors of requests are OSErrors. The others come from the package when it reads an answer that
# passed our checks and is still not what the package expects.
_FOREIGN = (
    arxiv.ArxivError,
    HTTPError,
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
)


class QueryApi:
    """
    Asks the query API at *api_url*, at *pace*; *agent* is the User-Agent of the requests.

    The arxiv package writes the address of each request and reads the papers of each answer. It
    cannot tell a whole answer from a broken one, nor repeat only the broken ones, so the transport
    checks each answer first. Its Client takes no session, so the transport is mounted on its own.
    """

    def __init__(
        self,
        api_url: str,
        *,
        agent: str,
        pace: Pace,
        credentials: Credentials = Credentials(),  # noqa: B008 - immutable
    ) -> None:
        self._url, self._pace = api_url, pace
        self._body = b""
        self._request = PageRequest(0, 0)
        self._answer = CheckedAnswer(b"", 0)
        self._check = pace.reading()
        # The transport pauses and repeats.
        self._client = arxiv.Client(delay_seconds=0, num_retries=0)
        escaped = api_url.replace("{", "{{").replace("}", "}}")
        self._client.query_url_format = escaped + ("&" if "?" in api_url else "?") + "{}"
        transport = Transport(self._read, agent=agent, pace=pace, credentials=credentials)
        transport.mount_on(self._client._session, api_url)  # noqa: SLF001 - no public seam

    def page(
        self,
        query: str,
        *,
        start: int,
        size: int,
        sort_by: SortBy | None = None,
        ids: Sequence[str] = (),
    ) -> ResultPage:
        """
        Return the *size* papers that match *query* after the first *start* ones.

        They are sorted by the date *sort_by*, newest first; without it, the order is arXiv's. With
        *ids*, only papers with these identifiers. Raises ArxivError.
        """
        self._request = PageRequest(start, size, sort_by, tuple(ids), query)
        # One search a page: the package takes the number of entries that it could read for the
        # start of the next page, and asks for pages that are larger than the limit.
        search = arxiv.Search(
            query, id_list=list(ids), max_results=start + size, sort_by=_CRITERIA[sort_by]
        )
        papers, dropped = [], []
        for result in self._results(search):
            self._check_cost()
            try:
                papers.append(paper_of(result))
            except ValueError as exc:
                dropped.append(unreadable_entry(result.entry_id, str(exc)))
        answer = self._answer
        return ResultPage(tuple(papers), answer.total, start, (*answer.dropped, *dropped))

    def differences(self, query: str, size: int) -> tuple[Difference, ...]:
        """
        Compare the answer to *query*, for *size* papers, with the format this program relies on.

        Raises ArxivError if there is no answer, and AnswerError for an answer that has the
        expected format but is not whole.
        """
        self._body, failure = b"", None
        try:
            self.page(query, start=0, size=size, sort_by="updated")
        except AnswerError as exc:
            failure = exc
        try:
            found = differences(self._body)
        except ValueError as exc:
            raise failure or AnswerError(self._url, f"the answer {exc}") from exc
        if failure and not found:
            raise failure
        return found

    def _results(self, search: arxiv.Search) -> list[arxiv.Result]:
        self._client.page_size = self._request.size
        try:
            return list(self._client.results(search, offset=self._request.start))
        except ArxivError:
            raise
        except _FOREIGN as exc:
            reason = f"{type(exc).__name__}: {exc}"
            if isinstance(exc, OSError | HTTPError):
                raise TransportError(self._url, reason, kind_of(exc)) from exc
            raise AnswerError(self._url, reason) from exc

    def _read(self, body: bytes) -> bytes:
        self._body = body
        self._check = self._pace.reading()
        self._answer = checked_answer(body, self._request, self._check)
        return self._answer.body

    def _check_cost(self) -> None:
        try:
            self._check()
        except CostError as exc:
            raise AnswerError(self._url, f"the answer {exc}", FailureKind.TOO_LARGE) from exc
        except TimeoutError as exc:
            reason = "the answer was not read in time"
            raise TransportError(self._url, reason, FailureKind.TIME_OUT) from exc


def paper_of(result: arxiv.Result) -> Paper:
    """
    Return the paper in *result*, an entry whose identifier and dates are readable.

    Raises ValueError for an entry without title, author, abstract or category.
    """
    paper = Paper(
        arxiv_id=arxiv_id(result.entry_id),
        title=result.title,
        authors=author_names(folded(author.name) for author in result.authors),
        abstract=result.summary,
        categories=(result.primary_category, *result.categories),
        published=result.published,
        updated=result.updated,
        comment=result.comment,
        journal_ref=result.journal_ref,
        doi=result.doi and " ".join((result.doi, *_addresses_of_dois(result))),
    )
    return normalized(paper)


def _addresses_of_dois(result: arxiv.Result) -> Iterator[str]:
    # The package gives the first DOI alone; an entry has one link for each.
    return (link.href for link in result.links if link.title == "doi" and link.href)
