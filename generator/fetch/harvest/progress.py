"""
How far a harvest came, and whether its next page can be the next one.
"""

from datetime import date, datetime, timedelta

from generator.arxiv_api import Changes
from generator.errors import AnswerError
from generator.store import HarvestBookmark

# arXiv's servers keep a page for up to four days (their header Surrogate-Control).
_OLDEST = timedelta(days=7)

# A computer's clock may be slow.
_NEWEST = timedelta(days=1)


class Progress:
    """
    The pages of one list of changes, in the order in which they were read at *now*.

    *since* is the day with whose changes the next page may begin. *bookmark* is where a list was
    left; None for a list from its beginning.
    """

    def __init__(self, since: date, now: datetime, bookmark: HarvestBookmark | None = None) -> None:
        self._reached, self._now = since, now
        self._tokens = {bookmark.token} if bookmark else set[str]()
        self._names = set[str]()
        # The pages that an earlier run read were not counted.
        self._count = None if bookmark else 0

    def add(self, page: Changes) -> None:
        """
        Add *page* as the next one. Raises AnswerError if it contradicts the pages before it.
        """
        self._check_moment(page.answered)
        self._check_circle(page)
        if page.begun and page.begun < self._reached:
            raise AnswerError(
                "arXiv", f"after changes of {self._reached} it sends those of {page.begun}"
            )
        try:
            page.check_size(self._count)
        except ValueError as exc:
            raise AnswerError("arXiv", f"the answer {exc}") from exc
        self._reached = page.reached or self._reached
        self._names.update(page.names)
        if self._count is not None:
            self._count += len(page.names)
        if page.token:
            self._tokens.add(page.token.text)

    def _check_moment(self, answered: datetime) -> None:
        if answered.date() < self._reached - _NEWEST:
            reason = f"it answered on {answered.date()}, before the changes of {self._reached}"
        elif not self._now - _OLDEST <= answered <= self._now + _NEWEST:
            reason = f"its answer is of {answered.date()}, and this computer's clock says "
            reason += str(self._now.date())
        else:
            return
        raise AnswerError("arXiv", reason)

    def _check_circle(self, page: Changes) -> None:
        if page.token and page.token.text in self._tokens:
            raise AnswerError("arXiv", "its pages lead in a circle: a resumption token came twice")
        if self._names.issuperset(page.names) and page.names:
            count = len(page.names)
            raise AnswerError(
                "arXiv", f"its pages lead in a circle: all {count} records of a page came before"
            )
