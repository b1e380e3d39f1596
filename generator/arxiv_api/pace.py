"""
The pace of requests: the policy that limits them, the pauses between them, and their time budget.
"""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec import Struct

from generator.arxiv_api.outage import Outage
from generator.errors import BudgetError, FailureKind

# Called before each pause with its seconds and its reason.
OnWait = Callable[[float, str], None]

_LOOPBACK = re.compile(
    r"https?://(?:[^/?#\\]*@)?(?:localhost|127\.[0-9.]+|\[::1\])(?:[:/]|$)", re.IGNORECASE
)

_ORDINARY = "arXiv asks for a pause between requests"

# How much longer the pause after a throttled request is: arXiv goes on throttling whoever goes on
# asking.
THROTTLED_WEIGHT = 5


class RequestPolicy(Struct, frozen=True, kw_only=True):
    """
    The limits for every request of one run. Times are seconds.
    """

    # https://info.arxiv.org/help/api/tou.html: "no more than one request every three seconds",
    # over all machines of one owner, on a single connection.
    pause: float = 3
    """The shortest time between two requests, retries and redirects included."""
    connect_timeout: float = 10
    """The longest wait for a connection."""
    read_timeout: float = 30
    """The longest wait for the next bytes of an answer."""
    deadline: float = 120
    """The longest time for one request and its whole answer."""
    budget: float = 1800
    """The longest time for all requests of the run, pauses included."""
    attempts: int = 5
    """How often a request is made if its refusals may pass."""
    incomplete_attempts: int = 3
    """How often a request is made if its answers are not whole."""
    # 2,000 entries have 4.6 MB, a day's page of OAI-PMH has up to 12 MB. The newest 2,000 papers
    # of experiments that name all their members, such as LHCb's 1,100, have some 15 MB.
    max_bytes: int = 24 * 2**20
    """The greatest size of one answer, as it is sent and unpacked."""
    # A full page takes 1 s. A slow computer may take several times as long.
    reading: float = 5
    """The longest time that reading one answer may keep the processor busy."""
    redirects: int = 3
    """How many redirects one request follows."""
    # The documented size of a slice.
    page_size: int = 2000
    """The greatest number of papers that one request asks for."""


def is_loopback(url: str) -> bool:
    """
    Whether *url* is on this machine, where no pause is needed.
    """
    return _LOOPBACK.match(url) is not None


class CostError(Exception):
    """
    An answer costs too much to be read.
    """


class Pace:
    """
    Lets requests pass one after the other, as *policy* allows, and counts them.

    *clock* and *sleep* use the same seconds. *jitter* gives a random number from 0 to 1.
    *cpu_clock* gives the seconds for which this program has kept the processor busy.
    """

    def __init__(
        self,
        policy: RequestPolicy,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        jitter: Callable[[], float],
        on_wait: OnWait | None = None,
        cpu_clock: Callable[[], float] = time.process_time,
    ) -> None:
        self.policy = policy
        self.requests = 0
        self.outage = Outage()
        # Seconds that the running request has from its beginning to its end.
        self.allowed = 0.0
        self._clock, self._sleep, self._jitter = clock, sleep, jitter
        self._on_wait, self._cpu_clock = on_wait, cpu_clock
        self._end = clock() + policy.budget
        self._due, self._reason = clock(), _ORDINARY
        self._until = self._end

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """
        Wait until the request to *url* may be made; the block makes it and reads its answer.

        The next pause begins when the block ends, because arXiv may have received a slow request
        late. Raises BudgetError if the run's time ends before, or in an outage.
        """
        self._wait(url)
        self.requests += 1
        now = self._clock()
        self.allowed = min(self.policy.deadline, self._end - now)
        self._until = now + self.allowed
        try:
            yield
        finally:
            self._due = max(self._due, self._clock() + self.policy.pause)

    def left(self) -> float:
        """
        Return the seconds until the running request must have its answer; 0 or less if it is late.
        """
        return self._until - self._clock()

    def reading(self) -> Callable[[], None]:
        """
        Return a function to call again and again while the answer of the running request is read.

        The function raises TimeoutError if the request is late, and CostError if the program has
        worked too long since the reading began.
        """
        end = self._cpu_clock() + self.policy.reading

        def check() -> None:
            if self._cpu_clock() > end:
                raise CostError(f"takes more than {self.policy.reading:g} s to read")
            if self.left() <= 0:
                raise TimeoutError("deadline")

        return check

    def delay(self, reason: str, *, tries: int, weight: float, asked_for: float | None) -> None:
        """
        Delay the next request, whichever it is, because of *reason*.

        The delay is *asked_for*, the seconds that arXiv named. If it is None, the delay is *weight*
        times the ordinary pause, doubles with each of *tries*, and is longer by a random part, so
        that sites which failed together do not ask again together.
        """
        growing = self.policy.pause * weight * 2**tries * (1 + self._jitter())
        wait = growing if asked_for is None else asked_for
        self._due = max(self._due, self._clock() + wait)
        self._reason = reason

    def _wait(self, url: str) -> None:
        if self.outage.cause:
            raise BudgetError(
                url,
                "not asked, because arXiv gave no answer to the last questions of this run"
                f" ({self.outage.cause.reason})",
                FailureKind.OUTAGE,
            )
        now = self._clock()
        wait, left = max(self._due - now, 0), self._end - now
        if wait >= left:
            raise BudgetError(
                url,
                f"{self._reason}; the next request is due in {wait:.0f} s, but of the time"
                f" for all requests ({self.policy.budget:.0f} s) {max(left, 0):.0f} s are left",
            )
        if wait > 0:
            if self._on_wait:
                self._on_wait(wait, self._reason)
            self._sleep(wait)
        self._reason = _ORDINARY
