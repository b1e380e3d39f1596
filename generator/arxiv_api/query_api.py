"""
A paper as arXiv gives it, in our words.
"""

import re
from collections.abc import Sequence

import arxiv  # type: ignore[import-untyped]  # the package has no type marker
from msgspec.structs import replace
from urllib3.exceptions import HTTPError

from generator.arxiv_api.answer_shape import Difference, differences
from generator.arxiv_api.credentials import Credentials
from generator.arxiv_api.pace import Pace
from generator.arxiv_api.query_answer import Asked, QueryAnswer, arxiv_id, query_answer, unreadable
from generator.arxiv_api.result_page import ResultPage
from generator.arxiv_api.transport import Transport
from generator.errors import AnswerError, ArxivError, TransportError
from generator.papers.paper import Paper, SortBy, folded, folded_paragraphs

# cs.CV, hep-th, cond-mat.mes-hall. Until 2025 answers also held classes of the ACM (I.2.10)
# and of mathematics (68T45).
_CATEGORY = re.compile(
    r"[a-z]{1,20}(?:-[a-z]{1,20})?(?:\.[A-Za-z]{1,20}(?:-[A-Za-z]{1,20})?)?", re.ASCII
)

_NEEDED = {"title": "title", "authors": "author", "abstract": "abstract", "categories": "category"}


def paper_of(found: arxiv.Result) -> Paper:
    """
    The paper in *found*, an entry whose identifier and dates are readable.

    Raises ValueError where something is lacking that every paper has at arXiv.
    """
    paper = Paper(
        arxiv_id=arxiv_id(found.entry_id),
        title=found.title,
        authors=tuple(author.name for author in found.authors),
        abstract=found.summary,
        categories=(found.primary_category, *found.categories),
        published=found.published,
        updated=found.updated,
        comment=found.comment,
        journal_ref=found.journal_ref,
        doi=found.doi,
    )
    return whole(paper)


def whole(paper: Paper) -> Paper:
    """
    *paper* as it stands in an answer, its texts folded.

    Raises ValueError without title, author, abstract or category, which every paper has at arXiv.
    """
    folded_one = replace(
        paper,
        title=folded(paper.title),
        authors=tuple(filter(None, map(folded, paper.authors))),
        abstract=folded_paragraphs(paper.abstract),
        categories=tuple(dict.fromkeys(filter(_CATEGORY.fullmatch, map(folded, paper.categories)))),
        comment=_known(paper.comment),
        journal_ref=_known(paper.journal_ref),
        doi=_known(paper.doi),
    )
    for field, name in _NEEDED.items():
        if not getattr(folded_one, field):
            raise ValueError(f"no {name}")
    return folded_one


def _known(text: str | None) -> str | None:
    return folded(text or "") or None


_CRITERIA = {
    "updated": arxiv.SortCriterion.LastUpdatedDate,
    "published": arxiv.SortCriterion.SubmittedDate,
    None: arxiv.SortCriterion.Relevance,
}

# requests' errors are OSErrors; the others are what reading something unexpected ends in.
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
    Fetches single pages from *api_url*, at *pace*, in the name of *agent*.
    """

    def __init__(
        self,
        api_url: str,
        *,
        agent: str,
        pace: Pace,
        access: Credentials = Credentials(),  # noqa: B008 - immutable
    ) -> None:
        self._url = api_url
        self._body = b""
        self._answer = QueryAnswer(b"", 0)
        # Repeating and pausing are the transport's.
        self._client = arxiv.Client(delay_seconds=0, num_retries=0)
        escaped = api_url.replace("{", "{{").replace("}", "}}")
        self._client.query_url_format = escaped + ("&" if "?" in api_url else "?") + "{}"
        transport = Transport(self._read, agent=agent, pace=pace, access=access)
        transport.equip(self._client._session, api_url)  # noqa: SLF001 - the package has no public seam

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
        The papers from place *start* on, *size* of them, newest first by *sort_by* if given.

        Those that match *query*; where *ids* are given, of these only.
        """
        # One search a page: the package takes the number of entries it could read for the
        # place of the next page, and ignores the limit in what it asks for.
        search = arxiv.Search(
            query, id_list=list(ids), max_results=start + size, sort_by=_CRITERIA[sort_by]
        )
        papers, dropped = [], []
        for found in self._found(search, start=start, size=size):
            try:
                papers.append(paper_of(found))
            except ValueError as exc:
                dropped.append(unreadable(found.entry_id, str(exc)))
        whole = self._answer
        return ResultPage(tuple(papers), whole.total, start, (*whole.dropped, *dropped))

    def differences(self, query: str, size: int) -> tuple[Difference, ...]:
        """
        How the answer to *query*, *size* papers of it, differs from the shape it should have.

        Raises ArxivError where there is no answer, and AnswerError where one of the right shape
        is not whole.
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

    def _found(self, search: arxiv.Search, *, start: int, size: int) -> list[arxiv.Result]:
        self._client.page_size = size
        try:
            return list(self._client.results(search, offset=start))
        except ArxivError:
            raise
        except _FOREIGN as exc:
            kind = TransportError if isinstance(exc, OSError | HTTPError) else AnswerError
            raise kind(self._url, f"{type(exc).__name__}: {exc}") from exc

    def _read(self, url: str, body: bytes) -> bytes:
        self._body = body
        self._answer = query_answer(body, Asked.of(url))
        return self._answer.body
