"""
How fresh a keyword's papers are: when arXiv was asked, when it answered, what went wrong.
"""

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace


class Freshness(Struct, frozen=True, kw_only=True):
    """
    What is known of one keyword's fetches; times are UTC.

    *query* is the one that was answered last: another one starts anew. *total* is the number of
    papers that arXiv counted at *counted*: where many keywords are asked for together, nobody
    counts for each. *swept* is the last success that read so far back that nothing could be
    missed; where it read all that changed at arXiv, the next one begins with the changes of the
    day *harvested*. *newest* is the newest date in an answer; *dropped* has a sentence for each
    entry of it that could not be read. *announced* are the identifiers (without version) that the
    last run announced as news; *unfinished* says that it was cut off before its end. Papers older
    than *horizon* were never asked for; None says that all were. *missed* tells that more had
    come than the run could ask for. *failure* is None when the last run succeeded; *failures*
    counts the runs since the last success.
    """

    query: str | None = None
    attempted: datetime | None = None
    succeeded: datetime | None = None
    total: int | None = None
    counted: datetime | None = None
    swept: datetime | None = None
    harvested: date | None = None
    newest: datetime | None = None
    dropped: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    horizon: datetime | None = None
    missed: bool = False
    unfinished: bool = False
    failure: str | None = None
    failures: int = 0

    def failed(self, at: datetime, reason: str) -> "Freshness":
        """
        The same after an attempt that gave nothing usable.
        """
        return replace(self.unasked(reason), attempted=at)

    def unasked(self, reason: str) -> "Freshness":
        """
        The same after a run that had no time left to ask.
        """
        news = self._unread
        return replace(self, announced=news, failure=reason, failures=self.failures + 1)

    def announcing(self, at: datetime, papers: tuple[str, ...]) -> "Freshness":
        """
        The same while a run announces *papers*, and those of a run that was cut off.
        """
        news = tuple(dict.fromkeys((*self._unread, *papers)))
        return replace(self, attempted=at, announced=news, unfinished=True)

    def told(self, at: datetime) -> "Freshness":
        """
        The same at the end of the run *at* a moment: its digest also has what was cut off before.
        """
        return replace(self, attempted=at, unfinished=False) if self.unfinished else self

    @property
    def _unread(self) -> tuple[str, ...]:
        # Nobody was told what a run had announced that was cut off.
        return self.announced if self.unfinished else ()
