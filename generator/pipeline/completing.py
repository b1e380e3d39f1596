"""
Imported papers get what only arXiv can tell: authors, categories, abstracts.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from generator.arxiv_api import BATCH, ResultPage
from generator.errors import AnswerError, ArxivError
from generator.imported import Imported, announced
from generator.paper import Paper
from generator.store import Store

# Asks for the papers with these identifiers; raises ArxivError.
Lookup = Callable[[Sequence[str]], Iterator[ResultPage]]

# So many requests a run: the keywords need their share of its time.
MOST = 50

_REFUSED = re.compile(r"incorrect id format for (\S+)")


class Completion(Struct, frozen=True, kw_only=True):
    """
    What became of imported papers: so many *completed*, so many *waiting* for the next run.

    *dropped* has a sentence for each that arXiv does not have. *failure* is None unless arXiv
    gave no usable answer.
    """

    completed: int = 0
    waiting: int = 0
    dropped: tuple[str, ...] = ()
    failure: str | None = None


def complete(store: Store, lookup: Lookup, *, today: date) -> Completion | None:
    """
    Ask for the imported papers and store them under the days they had; None where none wait.

    They are no news. What arXiv does not have, asked twice, is dropped. A failure leaves the
    rest waiting. Raises StoreError.
    """
    waiting = store.imported()
    if not waiting:
        return None
    work = _Work(store, waiting, today)
    try:
        work.announce([work.records[base].paper for base in waiting if base in work.records])
        # By month: a batch then rewrites few of the store's files.
        unknown = sorted(work.waiting)
        for start in range(0, min(len(unknown), MOST * BATCH), BATCH):
            work.ask(unknown[start : start + BATCH], lookup)
    except ArxivError as exc:
        return work.outcome(str(exc))
    return work.outcome()


class _Work:
    def __init__(self, store: Store, waiting: dict[str, Imported], today: date) -> None:
        self.store, self.waiting, self.today = store, waiting, today
        self.records = store.records()
        self.completed = 0
        self.dropped: list[str] = []

    def ask(self, batch: Sequence[str], lookup: Lookup) -> None:
        asked = list(batch)
        # An index may lose papers for an hour, but hardly the same ones twice.
        for _ in range(2):
            asked = self._missing(asked, lookup)
        for base in asked:
            title = self.waiting.pop(base).title
            self.dropped.append(f"{base} ({title}): arXiv has no readable record of it")
        self.store.write_imported(self.waiting)

    def announce(self, papers: Sequence[Paper]) -> None:
        changed = announced(self.records, self.waiting, papers, today=self.today)
        self.records |= changed
        self.store.remember(self.records, changed)
        for paper in papers:
            del self.waiting[paper.arxiv_id.base]
        self.completed += len(papers)
        self.store.write_imported(self.waiting)

    def outcome(self, failure: str | None = None) -> Completion:
        return Completion(
            completed=self.completed,
            waiting=len(self.waiting),
            dropped=tuple(self.dropped),
            failure=failure,
        )

    def _missing(self, asked: list[str], lookup: Lookup) -> list[str]:
        try:
            for page in lookup(asked):
                self.announce(page.papers)
        except AnswerError as exc:
            # One identifier that arXiv cannot read would keep all others of its batch waiting.
            refused = _REFUSED.search(exc.reason)
            if refused is None or refused[1] not in asked:
                raise
            return [refused[1], *self._missing([one for one in asked if one != refused[1]], lookup)]
        return [base for base in asked if base in self.waiting]
