"""
How fresh a keyword's papers are: when arXiv was asked, when it answered, what went wrong.
"""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace


class Freshness(Struct, frozen=True, kw_only=True):
    """
    What is known of one keyword's fetches; times are UTC.

    *query* is the one that was answered last: another one starts anew. *total* is the number of
    papers arXiv counted at the last success, *newest* the newest date in that answer; *dropped*
    has a sentence for each entry of it that could not be read. *announced* are the identifiers
    (without version) that the last run announced as news. Papers older than *horizon* were never
    asked for; None says that all were. *missed* tells that more had come than the run could ask
    for. *failure* is None when the last run succeeded; *failures* counts the runs since the last
    success.
    """

    query: str | None = None
    attempted: datetime | None = None
    succeeded: datetime | None = None
    total: int | None = None
    newest: datetime | None = None
    dropped: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    horizon: datetime | None = None
    missed: bool = False
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
        news: tuple[str, ...] = ()
        return replace(self, announced=news, failure=reason, failures=self.failures + 1)
