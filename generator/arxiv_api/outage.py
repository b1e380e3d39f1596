"""
An outage: arXiv gives nobody an answer, and a run stops asking.
"""

from http import HTTPStatus

from generator.errors import ArxivError, FailureKind

# After how many questions in a row without an answer there may be an outage.
_MOST = 3

# No query can cause a failure of these kinds.
_NO_QUERY = frozenset(
    {
        FailureKind.NO_CONNECTION,
        FailureKind.NAME_NOT_FOUND,
        FailureKind.TLS,
        FailureKind.PROXY,
    }
)

# These statuses concern whoever asks, not the query.
_NO_QUERY_STATUS = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.NOT_ACCEPTABLE,
        HTTPStatus.GONE,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
    }
)


class Outage:
    """
    Counts the questions in a row to which arXiv gave no usable answer.

    A question is a request with its retries. The run decides: it is an outage after three such
    questions, whatever the failures were.
    """

    def __init__(self) -> None:
        self._failures: list[ArxivError] = []
        self.cause: ArxivError | None = None

    def answered(self) -> None:
        """
        Count an answer: arXiv is up.
        """
        self._failures.clear()

    def failed(self, error: ArxivError) -> None:
        """
        Count a question that ended with *error*.
        """
        self._failures.append(error)

    def begin(self) -> None:
        """
        Declare the outage: no more requests are made.
        """
        self.cause = self._failures[-1]

    @property
    def is_possible(self) -> bool:
        """
        Whether so many questions in a row had no answer that arXiv may be down.
        """
        return len(self._failures) >= _MOST

    @property
    def is_certain(self) -> bool:
        """
        Whether the last questions failed in one way, and in a way that no query can cause.
        """
        last = self._failures[-_MOST:]
        kind, status = last[-1].kind, last[-1].status
        return all(_is_like(one, last[-1]) for one in last) and (
            kind in _NO_QUERY or status in _NO_QUERY_STATUS
        )

    def is_known(self, error: ArxivError) -> bool:
        """
        Whether the question before failed as *error* does, so that a retry has little hope.
        """
        return bool(self._failures) and _is_like(self._failures[-1], error)


def _is_like(one: ArxivError, other: ArxivError) -> bool:
    return (one.kind, one.status) == (other.kind, other.status)
