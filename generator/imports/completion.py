"""
Rows of other trackers that wait until arXiv answers with the whole papers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.arxiv_api import BATCH, ResultPage
from generator.errors import AnswerError, ArxivError
from generator.imports.trackers import Row
from generator.papers.announcement import ALL, MISSED, Announcement, Record, Records
from generator.papers.paper import Paper
from generator.store import PendingPaper, PendingPapers, Store, TrackerListing

# Asks for the papers with these identifiers; raises ArxivError.
Lookup = Callable[[Sequence[str]], Iterator[ResultPage]]

# How many requests a run makes for imported papers: the keywords need most of its time.
MAX_REQUESTS = 50

_REFUSED = re.compile(r"incorrect id format for (\S+)")


class Completion(Struct, frozen=True, kw_only=True):
    """
    What one run did with imported papers.
    """

    completed: int = 0
    """How many papers were stored."""
    waiting: int = 0
    """How many papers wait for the next run."""
    dropped: tuple[str, ...] = ()
    """A sentence for each paper that arXiv does not have."""
    failure: str | None = None
    """Why arXiv gave no usable answer; None if it answered."""


def take_over_rows(
    waiting: PendingPapers, rows: Iterable[Row], slugs: Mapping[str, str], records: Records
) -> dict[str, PendingPaper]:
    """
    Return the *waiting* papers together with those of *rows*.

    *slugs* has the keyword of each section of the tracker's file; a row of any other section is
    left out. So is a paper that the keyword has announced in *records* already. If a paper has
    two days for a keyword, the earlier day counts. The same rows, taken over again, change nothing.
    """
    after = dict(waiting)
    for row in rows:
        slug = slugs.get(row.section)
        record = records.get(row.base)
        if slug is None or (record and slug in record.announced):
            continue
        known = after.get(row.base, PendingPaper(row.title, {}))
        earliest = min(
            filter(None, (known.listings.get(slug), TrackerListing(row.day, row.version))),
            key=lambda listing: listing.day,
        )
        after[row.base] = replace(known, listings={**known.listings, slug: earliest})
    return after


def announce_imported(
    records: Records, waiting: PendingPapers, papers: Iterable[Paper], *, today: date
) -> dict[str, Record]:
    """
    Return the records that change when *papers* are announced on the days that *waiting* names.

    An announcement that *records* have already stays; so does the first announcement, under ALL.
    """
    changed: dict[str, Record] = {}
    for paper in papers:
        base = paper.arxiv_id.base
        before = records.get(base, Record(paper, {}))
        rows = sorted(waiting[base].listings.items())
        imported = {slug: _announcement(paper, row, today) for slug, row in rows}
        first = min(imported.values(), key=lambda announcement: announcement.day)
        after = replace(before, announced={ALL: first, **imported, **before.announced})
        if after != records.get(base):
            changed[base] = after
    return changed


def complete(store: Store, lookup: Lookup, *, today: date) -> Completion | None:
    """
    Ask for the waiting papers by *lookup*, and store each under the day that its tracker named.

    The papers are no news. A paper that arXiv does not have, asked twice, is dropped. If arXiv
    gives no usable answer, the rest waits for the next run. Returns None if no paper waits. Raises
    StoreError.
    """
    waiting = store.pending()
    if not waiting:
        return None
    work = _Work(store, waiting, today)
    try:
        work.announce([work.records[base].paper for base in waiting if base in work.records])
        # Identifiers begin with their month: sorted, a batch changes few of the store's files.
        unknown = sorted(work.waiting)
        for start in range(0, min(len(unknown), MAX_REQUESTS * BATCH), BATCH):
            work.ask(unknown[start : start + BATCH], lookup)
    except ArxivError as exc:
        return work.completion(str(exc))
    return work.completion()


class _Work:
    """
    The imported papers of one run: those that still wait, and what became of the others.
    """

    def __init__(self, store: Store, waiting: dict[str, PendingPaper], today: date) -> None:
        self.store, self.waiting, self.today = store, waiting, today
        self.records = store.records()
        self.completed = 0
        self.dropped: list[str] = []

    def ask(self, batch: Sequence[str], lookup: Lookup) -> None:
        """
        Ask for the papers of *batch*, and drop those that arXiv does not have.
        """
        missing = list(batch)
        # arXiv's index may lose papers for an hour, but hardly the same papers twice.
        for _ in range(2):
            missing = self._missing(missing, lookup)
        for base in missing:
            title = self.waiting.pop(base).title
            self.dropped.append(f"{base} ({title}): arXiv has no readable record of it")
        self.store.write_pending(self.waiting)

    def announce(self, papers: Sequence[Paper]) -> None:
        """
        Store *papers* under their days; they wait no longer.
        """
        changed = announce_imported(self.records, self.waiting, papers, today=self.today)
        self.records |= changed
        self.store.remember(self.records, changed)
        for paper in papers:
            del self.waiting[paper.arxiv_id.base]
        self.completed += len(papers)
        self.store.write_pending(self.waiting)

    def completion(self, failure: str | None = None) -> Completion:
        """
        Return what the run did; *failure* is why it ended early, if it did.
        """
        return Completion(
            completed=self.completed,
            waiting=len(self.waiting),
            dropped=tuple(self.dropped),
            failure=failure,
        )

    def _missing(self, bases: list[str], lookup: Lookup) -> list[str]:
        """
        Ask for the papers *bases*, store them, and return those that did not come.
        """
        try:
            for page in lookup(bases):
                self.announce(page.papers)
        except AnswerError as exc:
            # arXiv refuses a whole batch for one identifier that it cannot read. Without that
            # identifier the other papers need not wait.
            refused = _REFUSED.search(exc.reason)
            if refused is None or refused[1] not in bases:
                raise
            others = [base for base in bases if base != refused[1]]
            return [refused[1], *self._missing(others, lookup)]
        return [base for base in bases if base in self.waiting]


def _announcement(paper: Paper, listing: TrackerListing, today: date) -> Announcement:
    # A day before the submission, or after today, comes from a slip or another time zone.
    day = min(max(listing.day, paper.published.date()), today)
    if listing.version is None:
        is_first = paper.published.date() >= day - MISSED
    else:
        is_first = listing.version == 1
    return Announcement(day, "new" if is_first else "revised")
