"""
The freshness of a keyword: when arXiv was asked, when it answered, and what went wrong.
"""

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from generator.errors import FailureKind


class Freshness(Struct, frozen=True, kw_only=True):
    """
    What the store remembers of one keyword's fetches.

    Moments are in UTC; a moment that is None has not come yet.
    """

    query: str | None = None
    """
    The query that arXiv answered last. If the keyword's query differs, its fetches begin anew.
    """

    attempted: datetime | None = None
    """
    The last run that asked arXiv, whether or not it succeeded.
    """

    succeeded: datetime | None = None
    """
    The last run that got a complete answer.
    """

    total: int | None = None
    """
    The number of papers that match at arXiv, by arXiv's own count at *counted*.
    """

    counted: datetime | None = None
    """
    When arXiv gave *total*. It gives none when several keywords share one query.
    """

    swept: datetime | None = None
    """
    The last success that read back so far that no paper can have been missed.
    """

    harvested: date | None = None
    """
    The day with whose changes the next harvest begins, if *swept* was a harvest of all changes.
    """

    newest: datetime | None = None
    """
    The newest date of a paper in an answer.
    """

    unreadable: tuple[str | None, ...] = ()
    """
    The entries of the last answer that could not be read, as identifiers without version; None is
    an entry whose identifier cannot be read either.
    """

    announced: tuple[str, ...] = ()
    """
    The papers that the last run announced, as identifiers without version.
    """

    horizon: datetime | None = None
    """
    Older papers were never asked for; None says that all were.
    """

    missed: bool = False
    """
    Whether arXiv had more new papers than the run could ask for.
    """

    unfinished: bool = False
    """
    Whether the last run was interrupted, so that no digest names the papers in *announced*.
    """

    failure: FailureKind | None = None
    """
    Why the last run failed; None if it succeeded.
    """

    status: int | None = None
    """
    The HTTP status of the answer that made the last run fail, if it had one that matters.
    """

    failures: int = 0
    """
    The number of runs since the last success.
    """

    def failed(self, at: datetime, kind: FailureKind, status: int | None = None) -> "Freshness":
        """
        Return the freshness after a run that asked *at* a moment and failed in the way of *kind*.

        *status* is the HTTP status of the answer, if it had one that matters.
        """
        return replace(self.unasked(kind), attempted=at, status=status)

    def unasked(self, kind: FailureKind) -> "Freshness":
        """
        Return the freshness after a run that did not ask arXiv, for example for want of time.
        """
        return replace(
            self,
            announced=self._undigested,
            failure=kind,
            status=None,
            failures=self.failures + 1,
        )

    def announcing(self, at: datetime, papers: tuple[str, ...]) -> "Freshness":
        """
        Return the freshness while the run *at* a moment announces *papers* (without version).

        The papers of an earlier, interrupted run stay announced: this run's digest names them too.
        """
        announced = tuple(dict.fromkeys((*self._undigested, *papers)))
        return replace(self, attempted=at, announced=announced, unfinished=True)

    def finished(self, at: datetime) -> "Freshness":
        """
        Return the freshness at the end of the run *at* a moment, whose digest names all papers.
        """
        return replace(self, attempted=at, unfinished=False) if self.unfinished else self

    def reading_back(self, to: datetime) -> "Freshness":
        """
        Return the freshness with which the next fetch reads back *to* a moment at least.
        """
        swept = self.swept or self.succeeded
        if swept is None:
            return self
        harvested = min(self.harvested or to.date(), to.date())
        return replace(self, swept=min(swept, to), harvested=harvested)

    @property
    def _undigested(self) -> tuple[str, ...]:
        return self.announced if self.unfinished else ()
