"""
How often, how long and how much arXiv is asked: the pause between requests and the time of a run.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct

from generator.errors import BudgetError

_LOOPBACK = re.compile(
    r"https?://(?:[^/?#\\]*@)?(?:localhost|127\.[0-9.]+|\[::1\])(?:[:/]|$)", re.IGNORECASE
)


class RequestPolicy(Struct, frozen=True, kw_only=True):
    """
    Limits for every request of one run; times are seconds.

    Between any two requests lie *pause* seconds or more, retries and redirects included. A
    request gets *connect_timeout* for the connection, *read_timeout* for each sign of life and
    *deadline* for its whole answer, all requests together get *budget*. A refusal that may pass
    is met *attempts* times, an answer that does not prove itself whole *doubts* times, before
    the request counts as failed. One request asks for *page_size* papers or fewer; an answer has
    *max_bytes* or less, once unpacked, and comes after *redirects* or fewer. After *refusals* that
    concern no query, one after the other, nothing more is asked for.
    """

    # https://info.arxiv.org/help/api/tou.html: "no more than one request every three seconds",
    # over all machines of one owner, on a single connection.
    pause: float = 3
    connect_timeout: float = 10
    read_timeout: float = 30
    deadline: float = 120
    budget: float = 1800
    attempts: int = 5
    doubts: int = 3
    max_bytes: int = 64 * 2**20
    redirects: int = 3
    refusals: int = 3
    # The documented size of a slice.
    page_size: int = 2000


def is_loopback(url: str) -> bool:
    """
    Whether *url* is on this machine, where nobody else is to be spared.
    """
    return _LOOPBACK.match(url) is not None


# Told, before each pause, how long it is and what for.
OnWait = Callable[[float, str], None]

# Unauthorized, Forbidden, Not Found, Gone, Unavailable For Legal Reasons.
_REFUSED = frozenset({401, 403, 404, 410, 451})

_ORDINARY = "arXiv asks for a pause between requests"


class Pace:
    """
    Lets one request after the other pass, and counts them.
    """

    def __init__(
        self,
        manners: RequestPolicy,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        jitter: Callable[[], float],
        on_wait: OnWait | None = None,
    ) -> None:
        self.manners = manners
        self.requests = 0
        self._refusals = 0
        # Seconds that the request under way has from beginning to end.
        self.given = 0.0
        self._clock, self._sleep, self._jitter = clock, sleep, jitter
        self._on_wait = on_wait or _unheard
        self._end = clock() + manners.budget
        self._due, self._reason = clock(), _ORDINARY
        self._until = self._end

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """
        Wait until the request to *url* may go out; until it is over, left() is its time.

        The pause runs from the end of a request, not from its beginning: what comes late to
        arXiv must not come close to the next. Raises BudgetError if the run ends before,
        or arXiv refuses whatever it is asked.
        """
        self._wait(url)
        self.requests += 1
        now = self._clock()
        self.given = min(self.manners.deadline, self._end - now)
        self._until = now + self.given
        try:
            yield
        finally:
            self._due = max(self._due, self._clock() + self.manners.pause)

    def left(self) -> float:
        """
        Seconds until the answer under way must be whole; zero or less when it is too late.
        """
        return self._until - self._clock()

    def rest(self, reason: str, *, tries: int, weight: float, asked_for: float | None) -> None:
        """
        Let the next request, whoever makes it, wait because of *reason*.

        The wait is what arXiv *asked_for*, otherwise it doubles with each of *tries*, and is
        *weight* times the ordinary one; jitter keeps the forks of this site apart.
        """
        growing = self.manners.pause * weight * 2**tries * (1 + self._jitter())
        wait = growing if asked_for is None else asked_for
        self._due = max(self._due, self._clock() + wait)
        self._reason = reason

    def answered(self, status: int) -> None:
        """
        An answer came, with this *status*; of refusals that concern no query a few are enough.
        """
        self._refusals = self._refusals + 1 if status in _REFUSED else 0

    def _wait(self, url: str) -> None:
        if self._refusals >= self.manners.refusals:
            raise BudgetError(
                url,
                f"the last {self._refusals} requests were refused; no more are made in this run",
            )
        now = self._clock()
        wait, left = max(self._due - now, 0), self._end - now
        if wait >= left:
            raise BudgetError(
                url,
                f"{self._reason}; the next request is due in {wait:.0f} s, but of the time"
                f" for all requests ({self.manners.budget:.0f} s) {max(left, 0):.0f} s are left",
            )
        if wait > 0:
            self._on_wait(wait, self._reason)
            self._sleep(wait)
        self._reason = _ORDINARY


def _unheard(seconds: float, reason: str) -> None:
    """
    Nobody wants to know.
    """
