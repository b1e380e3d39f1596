"""
Papers that another tracker listed, until arXiv has told the rest of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.arxiv_api import BATCH, ResultPage
from generator.errors import AnswerError, ArxivError
from generator.imports.trackers import Row
from generator.papers.listing import ALL, MISSED, Announcement, Record, Records
from generator.papers.paper import Paper
from generator.store import PendingPaper, PendingPapers, Store, TrackerListing


def take_over_rows(
    waiting: PendingPapers, rows: Iterable[Row], slugs: Mapping[str, str], records: Records
) -> dict[str, PendingPaper]:
    """
    *waiting* with *rows* added; *slugs* has the keyword of each section, rows of others stay out.

    Where a keyword already announced a paper in *records*, that day stays; of two days the
    earlier one counts. Taking the same rows over again changes nothing.
    """
    after = dict(waiting)
    for row in rows:
        slug = slugs.get(row.section)
        record = records.get(row.base)
        if slug is None or (record and slug in record.announced):
            continue
        known = after.get(row.base, PendingPaper(row.title, {}))
        listed = min(
            filter(None, (known.listings.get(slug), TrackerListing(row.day, row.version))),
            key=lambda one: one.day,
        )
        after[row.base] = replace(known, listings={**known.listings, slug: listed})
    return after


def announce_imported(
    records: Records, waiting: PendingPapers, papers: Iterable[Paper], *, today: date
) -> dict[str, Record]:
    """
    The records that change when *papers*, some of those *waiting*, get the days they had.

    What a keyword announced before stays, and so does the first day under ALL.
    """
    changed: dict[str, Record] = {}
    for paper in papers:
        base = paper.arxiv_id.base
        before = records.get(base, Record(paper, {}))
        listed = waiting[base].listings
        days = {slug: _announcement(paper, one, today) for slug, one in sorted(listed.items())}
        first = min(days.values(), key=lambda one: one.day)
        after = replace(before, announced={ALL: first, **days, **before.announced})
        if after != records.get(base):
            changed[base] = after
    return changed


def _announcement(paper: Paper, listed: TrackerListing, today: date) -> Announcement:
    # A day that cannot be, from a slip or another time zone, must not make a page of its own.
    day = min(max(listed.day, paper.published.date()), today)
    if listed.version is None:
        first = paper.published.date() >= day - MISSED
    else:
        first = listed.version == 1
    return Announcement(day, "new" if first else "revised")


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
    waiting = store.pending()
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
    def __init__(self, store: Store, waiting: dict[str, PendingPaper], today: date) -> None:
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
        self.store.write_pending(self.waiting)

    def announce(self, papers: Sequence[Paper]) -> None:
        changed = announce_imported(self.records, self.waiting, papers, today=self.today)
        self.records |= changed
        self.store.remember(self.records, changed)
        for paper in papers:
            del self.waiting[paper.arxiv_id.base]
        self.completed += len(papers)
        self.store.write_pending(self.waiting)

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
