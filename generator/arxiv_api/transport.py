"""
The transport to arXiv: makes each request at the right pace, and again until its answer is whole.
"""

import io
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import requests
from msgspec import Struct
from requests.adapters import HTTPAdapter
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import HTTPError

from generator.arxiv_api import http_responses
from generator.arxiv_api.answer_check import ReportedError, error_reason
from generator.arxiv_api.credentials import Credentials, secrets_of
from generator.arxiv_api.deadline import TooManyBytesError, keep_limits
from generator.arxiv_api.exchange_failures import FOREIGN, kind_of, root
from generator.arxiv_api.pace import THROTTLED_WEIGHT, CostError, Pace, RequestPolicy, is_loopback
from generator.errors import AnswerError, ArxivError, BudgetError, FailureKind, TransportError

# Since September 2026 arXiv refuses requests that do not say what they accept.
_ACCEPT = "application/atom+xml, application/xml;q=0.9"

_CHUNK = 2**16

# Takes the body of an answer, and returns the body that the sender of the request gets. Raises
# ReportedError if the body is arXiv's error message, ValueError if the answer is not whole,
# TimeoutError if the request is late, and CostError if reading costs too much.
Read = Callable[[bytes], bytes]


class _Reply(Struct, frozen=True):
    status: int
    headers: Mapping[str, str]
    body: bytes


class _PassingError(Exception):
    """
    A request failed, and may succeed if it is made again.

    After *tries* such errors, *failure* is raised. The pause before the next try is *after*, the
    seconds that arXiv named, or *weight* times the ordinary pause.
    """

    def __init__(
        self, failure: ArxivError, *, tries: int, weight: float = 1, after: float | None = None
    ) -> None:
        super().__init__(failure.reason)
        self.failure, self.tries, self.weight, self.after = failure, tries, weight, after


class _FramingError(requests.exceptions.ChunkedEncodingError):
    """
    The body of an answer does not have the form that its headers say.
    """


class Transport(HTTPAdapter):
    """
    Makes a request until *read* accepts its answer, or raises ArxivError.

    By default *policy* is that of *pace*. The key of *credentials* goes to the host of the mounted
    address alone. It is redacted in answers and messages.
    """

    def __init__(
        self,
        read: Read,
        *,
        agent: str,
        pace: Pace,
        policy: RequestPolicy | None = None,
        accept: str = _ACCEPT,
        credentials: Credentials = Credentials(),  # noqa: B008 - immutable
    ) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1)
        self._read, self._pace, self._policy = read, pace, policy or pace.policy
        self._credentials = credentials
        self._home: str | None = None
        self._secrets: frozenset[str] = frozenset()
        self._headers = {"User-Agent": agent, "Accept": accept, **credentials.headers}

    def mount_on(self, session: requests.Session, url: str) -> None:
        """
        Send all requests of *session* through this transport; they all go to *url*.
        """
        self._home, self._secrets = url, secrets_of(url)
        session.mount("https://", self)
        session.mount("http://", self)
        # Many networks need the proxies and certificates that the environment names. Requests to
        # this machine need none.
        session.trust_env = not is_loopback(url)
        # Without an auth of its own, requests sends what ~/.netrc has for the host.
        session.auth = _anonymous

    def send(self, request: requests.PreparedRequest, *_: Any, **options: Any) -> requests.Response:
        """
        Make *request*, if need be several times, and return the response with what *read* returned.

        Raises ArxivError.
        """
        # Set here, because the arxiv package sets its own User-Agent on each request.
        request.headers.update(self._headers)
        options["stream"] = True
        tries, last = 0, None
        while True:
            tries += 1
            try:
                return _response(request, self._answer(request, options))
            except _PassingError as exc:
                self._delay_or_raise(exc, tries)
                last = exc.failure
            except BudgetError as exc:
                if last is None:
                    raise
                # BudgetError means that nothing was asked. Here the time ended between two tries.
                raise _with_reason(last, exc.reason) from exc

    def get_connection_with_tls_context(self, *args: Any, **options: Any) -> ConnectionPool:
        """
        Return the pool of connections for a request; their reads keep the request's limits.
        """
        pool = super().get_connection_with_tls_context(*args, **options)
        keep_limits(pool, self._pace.left, self._policy.max_bytes)
        return pool

    def _delay_or_raise(self, error: _PassingError, tries: int) -> None:
        # Delays after the last try, too: the next query would fail for the same reason.
        self._pace.delay(str(error), tries=tries, weight=error.weight, asked_for=error.after)
        # If the last question ended with the same failure, then this one was its retry.
        is_retry = isinstance(error.failure, TransportError) and self._pace.outage.is_known(
            error.failure
        )
        if tries >= error.tries or is_retry:
            again = f" ({tries} times)" if tries > 1 else ""
            raise _with_reason(error.failure, f"{error}{again}") from error

    def _answer(self, request: requests.PreparedRequest, options: dict[str, Any]) -> bytes:
        url = request.url or ""
        reply = self._reply(request, options)
        if reply.status != HTTPStatus.OK:
            raise self._refusal(url, reply)
        try:
            http_responses.check_feed(reply.headers, reply.body)
        except ValueError as exc:
            raise self._incomplete(
                url, f"the answer {self._redacted(exc)}", FailureKind.NOT_XML
            ) from exc
        try:
            return self._read(reply.body)
        except ReportedError as exc:
            reason = f"arXiv says: {self._redacted(exc)}"
            raise AnswerError(url, reason, FailureKind.REPORTED) from exc
        except CostError as exc:
            raise AnswerError(url, f"the answer {exc}", FailureKind.TOO_LARGE) from exc
        except TimeoutError as exc:
            raise _PassingError(self._failure(url, exc), tries=self._policy.attempts) from exc
        except ValueError as exc:
            raise self._incomplete(url, f"the answer {self._redacted(exc)}") from exc

    def _refusal(self, url: str, reply: _Reply) -> ArxivError | _PassingError:
        reported = error_reason(reply.body)
        why = reported or http_responses.plain_reason(reply.headers, reply.body)
        reason = f"HTTP {reply.status}" + (f", arXiv says: {self._redacted(why)}" if why else "")
        if reply.status not in http_responses.PASSING:
            kind = FailureKind.REPORTED if reported else FailureKind.REFUSED
            return AnswerError(url, reason, kind, reply.status)
        # Some queries that arXiv cannot search always give an internal error.
        internal = reply.status == HTTPStatus.INTERNAL_SERVER_ERROR
        return _PassingError(
            TransportError(url, reason, FailureKind.REFUSED, reply.status),
            tries=self._policy.incomplete_attempts if internal else self._policy.attempts,
            weight=THROTTLED_WEIGHT if reply.status in http_responses.THROTTLING else 1,
            after=http_responses.retry_after(reply.headers),
        )

    def _incomplete(
        self, url: str, reason: str, kind: FailureKind = FailureKind.NOT_WHOLE
    ) -> _PassingError:
        failure = AnswerError(url, reason, kind)
        return _PassingError(failure, tries=self._policy.incomplete_attempts)

    def _reply(self, request: requests.PreparedRequest, options: dict[str, Any]) -> _Reply:
        url = request.url or ""
        for _ in range(1 + self._policy.redirects):
            reply = self._exchange(request, options)
            if reply.status not in http_responses.REDIRECTING:
                return reply
            request = request.copy()
            try:
                target = http_responses.redirect_target(request.url or "", reply.headers)
                request.url = self._credentials.without_key(target)
            except ValueError as exc:
                raise AnswerError(url, self._redacted(exc), FailureKind.REDIRECTED) from exc
        raise AnswerError(
            url, f"redirected more than {self._policy.redirects} times", FailureKind.REDIRECTED
        )

    def _exchange(self, request: requests.PreparedRequest, options: dict[str, Any]) -> _Reply:
        url = request.url or ""
        with self._pace.turn(url):
            try:
                sent = self._credentials.with_key(request, self._home)
                with super().send(sent, **options | {"timeout": self._timeout()}) as response:
                    return self._redacted_reply(response)
            except requests.exceptions.ContentDecodingError as exc:
                raise self._incomplete(url, "the answer cannot be unpacked") from exc
            except (
                requests.ConnectionError,
                requests.Timeout,
                requests.exceptions.ChunkedEncodingError,
                # Here, this is a header of the answer: those of the request were checked before.
                requests.exceptions.InvalidHeader,
            ) as exc:
                raise _PassingError(self._failure(url, exc), tries=self._policy.attempts) from exc
            except TooManyBytesError as exc:
                raise self._too_large(url) from exc
            except FOREIGN as exc:
                # An address, a proxy or a file of certificates that cannot be used: no retry helps.
                raise self._failure(url, exc) from exc

    def _redacted_reply(self, response: requests.Response) -> _Reply:
        # Servers repeat the request in their answers, and our errors quote these answers.
        headers = response.headers.copy()
        if response.status_code not in http_responses.REDIRECTING:
            headers.update(
                {name: self._credentials.redacted(text) for name, text in headers.items()}
            )
        body = self._credentials.redacted_bytes(self._body(response))
        return _Reply(response.status_code, headers, body)

    def _timeout(self) -> tuple[float, float]:
        # urllib3 refuses a timeout of 0.
        left = max(self._pace.left(), 0.001)
        return min(self._policy.connect_timeout, left), min(self._policy.read_timeout, left)

    def _body(self, response: requests.Response) -> bytes:
        body = io.BytesIO()
        try:
            for chunk in response.iter_content(_CHUNK):
                if body.tell() + len(chunk) > self._policy.max_bytes:
                    raise self._too_large(response.url)
                body.write(chunk)
        except (HTTPError, ValueError) as exc:
            # Such as a negative length of a chunk. requests lets these pass as they are.
            if isinstance(exc, requests.RequestException):
                raise
            raise _FramingError(str(exc)) from exc
        return body.getvalue()

    def _too_large(self, url: str | None) -> AnswerError:
        reason = f"the answer has more than {self._policy.max_bytes} bytes"
        return AnswerError(url or "", reason, FailureKind.TOO_LARGE)

    def _failure(self, url: str, exc: BaseException) -> TransportError:
        kind = kind_of(exc)
        if self._pace.left() <= 0:
            kind = FailureKind.TIME_OUT
            reason = f"no whole answer within {self._pace.allowed:.3g} s"
        elif isinstance(exc, requests.ConnectTimeout):
            reason = f"no connection within {self._policy.connect_timeout:g} s"
        elif isinstance(exc, _FramingError | requests.exceptions.InvalidHeader):
            kind, reason = FailureKind.NOT_WHOLE, "the answer does not keep to HTTP"
        elif kind == FailureKind.TIME_OUT:
            reason = f"no sign of life for {self._policy.read_timeout:g} s"
        else:
            cause = root(exc)
            reason = f"the connection failed: {str(cause) or type(cause).__name__}"
        return TransportError(url, self._redacted(reason), kind)

    def _redacted(self, reason: object) -> str:
        # Servers and libraries repeat the address, and what it may hold is secret.
        return self._credentials.redacted(str(reason), self._secrets)


def _anonymous(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _with_reason(error: ArxivError, reason: str) -> ArxivError:
    return type(error)(error.url, reason, error.kind, error.status)


def _response(request: requests.PreparedRequest, body: bytes) -> requests.Response:
    response = requests.Response()
    response.status_code, response.raw = HTTPStatus.OK, io.BytesIO(body)
    response.url, response.request = request.url or "", request
    return response
