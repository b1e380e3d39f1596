"""
The transport to arXiv: patient, paced, and wary of what comes back.

The sending of requests, and of the arxiv package, knows no deadline, no growing pause, no doubt.
"""

import io
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import requests
from msgspec import Struct
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import ConnectionPool

from generator.arxiv_api import http_responses
from generator.arxiv_api.credentials import Credentials
from generator.arxiv_api.deadline import keep_deadline
from generator.arxiv_api.pace import Pace, RequestPolicy, is_loopback
from generator.arxiv_api.query_answer import ErrorEntry, error_reason
from generator.errors import AnswerError, ArxivError, TransportError

# Since September 2026 arXiv refuses requests that do not say what they accept.
_ACCEPT = "application/atom+xml, application/xml;q=0.9"

_CHUNK = 2**16

# Throttled, an impatient client stays throttled.
_THROTTLED_WEIGHT = 5

# Takes an address and the body of its answer, and returns what the caller may see of it. Raises
# ErrorEntry for an error of the caller's, and ValueError for anything less than whole.
Read = Callable[[str, bytes], bytes]


class _Reply(Struct, frozen=True):
    status: int
    headers: Mapping[str, str]
    body: bytes


class _PassingError(Exception):
    """
    What went wrong may be right the next time; after *tries* such times it counts as *failure*.
    """

    def __init__(
        self, failure: ArxivError, *, tries: int, weight: float = 1, after: float | None = None
    ) -> None:
        super().__init__(failure.reason)
        self.failure, self.tries, self.weight, self.after = failure, tries, weight, after


class Transport(HTTPAdapter):
    """
    Sends a request until it has an answer that *read* finds whole, or gives up with an ArxivError.

    *manners* are those of *pace* where nothing else is said. The key of *access* goes to the host
    that it is for, and nowhere else: neither to another host nor into what is told.
    """

    def __init__(
        self,
        read: Read,
        *,
        agent: str,
        pace: Pace,
        manners: RequestPolicy | None = None,
        accept: str = _ACCEPT,
        access: Credentials = Credentials(),  # noqa: B008 - immutable
    ) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1)
        self._read, self._pace, self._manners = read, pace, manners or pace.manners
        self._access = access
        self._home: str | None = None
        self._headers = {"User-Agent": agent, "Accept": accept, **access.headers}

    def equip(self, session: requests.Session, url: str) -> None:
        """
        Send all requests of *session*, which are for *url*.
        """
        self._home = url
        session.mount("https://", self)
        session.mount("http://", self)
        # The environment names proxies and certificates, which many networks need, but none
        # for this machine itself.
        session.trust_env = not is_loopback(url)
        # Without an auth of its own, requests sends what ~/.netrc has for the host.
        session.auth = _anonymous

    def send(self, request: requests.PreparedRequest, *_: Any, **options: Any) -> requests.Response:
        """
        Send *request*, patiently; the response holds what may be seen of the answer.
        """
        # Here, because the package sets a User-Agent of its own on each request.
        request.headers.update(self._headers)
        options["stream"] = True
        tries = 0
        while True:
            tries += 1
            try:
                return _response(request, self._answer(request, options))
            except _PassingError as exc:
                self._endure(exc, tries)

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> ConnectionPool:
        """
        The pool of connections for a request, each with an eye on the clock.
        """
        pool = super().get_connection_with_tls_context(*args, **options)
        keep_deadline(pool, self._pace.left)
        return pool

    def _endure(self, error: _PassingError, tries: int) -> None:
        # After the last try, too: the next query would meet the same trouble.
        self._pace.rest(str(error), tries=tries, weight=error.weight, asked_for=error.after)
        if tries >= error.tries:
            again = f" ({tries} times)" if tries > 1 else ""
            raise type(error.failure)(error.failure.url, f"{error}{again}") from error

    def _answer(self, request: requests.PreparedRequest, options: dict[str, Any]) -> bytes:
        url = request.url or ""
        reply = self._reply(request, options)
        self._pace.answered(reply.status)
        if reply.status != HTTPStatus.OK:
            raise self._refusal(url, reply)
        try:
            http_responses.check_feed(reply.headers, reply.body)
            return self._read(url, reply.body)
        except ErrorEntry as exc:
            raise AnswerError(url, f"arXiv says: {exc}") from exc
        except ValueError as exc:
            raise self._doubt(url, f"the answer {exc}") from exc

    def _refusal(self, url: str, reply: _Reply) -> ArxivError | _PassingError:
        why = error_reason(reply.body) or http_responses.plain_reason(reply.headers, reply.body)
        reason = f"HTTP {reply.status}" + (f", arXiv says: {why}" if why else "")
        if reply.status not in http_responses.PASSING:
            return AnswerError(url, reason)
        # What arXiv cannot search is an internal error, too, and stays one.
        internal = reply.status == HTTPStatus.INTERNAL_SERVER_ERROR
        return _PassingError(
            TransportError(url, reason),
            tries=self._manners.doubts if internal else self._manners.attempts,
            weight=_THROTTLED_WEIGHT if reply.status in http_responses.THROTTLING else 1,
            after=http_responses.retry_after(reply.headers),
        )

    def _doubt(self, url: str, reason: str) -> _PassingError:
        return _PassingError(AnswerError(url, reason), tries=self._manners.doubts)

    def _reply(self, request: requests.PreparedRequest, options: dict[str, Any]) -> _Reply:
        url = request.url or ""
        for _ in range(1 + self._manners.redirects):
            reply = self._exchange(request, options)
            if reply.status not in http_responses.REDIRECTING:
                return reply
            request = request.copy()
            try:
                target = http_responses.redirect_target(request.url or "", reply.headers)
                request.url = self._access.without_key(target)
            except ValueError as exc:
                raise AnswerError(url, self._access.hidden(str(exc))) from exc
        raise AnswerError(url, f"redirected more than {self._manners.redirects} times")

    def _exchange(self, request: requests.PreparedRequest, options: dict[str, Any]) -> _Reply:
        url = request.url or ""
        with self._pace.turn(url):
            try:
                sent = self._access.granted(request, self._home)
                with super().send(sent, **options | {"timeout": self._timeout()}) as response:
                    return self._told(response)
            except requests.exceptions.ContentDecodingError as exc:
                raise self._doubt(url, "the answer cannot be unpacked") from exc
            except (
                requests.ConnectionError,
                requests.Timeout,
                requests.exceptions.ChunkedEncodingError,
            ) as exc:
                failure = TransportError(url, self._trouble(exc))
                raise _PassingError(failure, tries=self._manners.attempts) from exc

    def _told(self, response: requests.Response) -> _Reply:
        # Servers say what they were asked, and errors repeat what servers say.
        headers = response.headers.copy()
        if response.status_code not in http_responses.REDIRECTING:
            headers.update({name: self._access.hidden(text) for name, text in headers.items()})
        body = self._access.hidden_bytes(self._body(response))
        return _Reply(response.status_code, headers, body)

    def _timeout(self) -> tuple[float, float]:
        # urllib3 refuses a time of nothing.
        left = max(self._pace.left(), 0.001)
        return min(self._manners.connect_timeout, left), min(self._manners.read_timeout, left)

    def _body(self, response: requests.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if len(body) > self._manners.max_bytes:
                raise AnswerError(
                    response.url,
                    f"the answer has more than {self._manners.max_bytes} bytes",
                )
        return bytes(body)

    def _trouble(self, exc: BaseException) -> str:
        if self._pace.left() <= 0:
            return f"no whole answer within {self._pace.given:.3g} s"
        if isinstance(exc, requests.ConnectTimeout):
            return f"no connection within {self._manners.connect_timeout:g} s"
        cause = _root(exc)
        if isinstance(cause, TimeoutError):
            return f"no sign of life for {self._manners.read_timeout:g} s"
        return self._access.hidden(f"the connection failed: {str(cause) or type(cause).__name__}")


def _anonymous(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _root(exc: BaseException) -> BaseException:
    while (cause := exc.__cause__ or exc.__context__) is not None:
        exc = cause
    return exc


def _response(request: requests.PreparedRequest, body: bytes) -> requests.Response:
    response = requests.Response()
    response.status_code, response.raw = HTTPStatus.OK, io.BytesIO(body)
    response.url, response.request = request.url or "", request
    return response
