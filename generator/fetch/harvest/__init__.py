"""
The strategy that reads all that changed at arXiv, and finds the papers of the keywords in it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Protocol

from generator.errors import ArxivError
from generator.fetch.harvest.matches import HarvestMatches
from generator.fetch.harvest.pages import HarvestApi, pages
from generator.fetch.harvest.plan import plan
from generator.fetch.strategy import Batch, Refusal
from generator.fetch.window import FetchWindow
from generator.papers.announcement import Records
from generator.store import HarvestBookmark


class BookmarkStore(Protocol):
    """
    Where the bookmark of a harvest is kept between two runs; its methods raise StoreError.
    """

    def bookmark(self) -> HarvestBookmark | None:
        """
        The bookmark; None if no harvest was cut off.
        """

    def write_bookmark(self, bookmark: HarvestBookmark | None) -> None:
        """
        Keep *bookmark*; None removes it.
        """


class Harvest:
    """
    Reads changes from *source*; *store* keeps how far it came, page by page.

    A harvest that was cut off goes on in the next run. *on_start* is called before the first
    request.
    """

    def __init__(
        self,
        source: HarvestApi,
        store: BookmarkStore,
        on_start: Callable[[], None] = lambda: None,
    ) -> None:
        self._source, self._store, self._on_start = source, store, on_start

    def batches(
        self, windows: Sequence[FetchWindow], records: Records, now: datetime
    ) -> Iterator[Batch]:
        """
        Yield partial answers for each page, and at the end an answer for each served keyword.

        If arXiv refuses a page, each served keyword gets a refusal. Keywords that a harvest
        cannot serve get nothing.
        """
        self._on_start()
        planned = plan(windows, now)
        if planned is None:
            return
        matches, until = HarvestMatches(self._source, planned), date.min
        try:
            for page in pages(self._source, planned, self._store.bookmark(), now):
                yield matches.add(page, records)
                # The papers of the page are stored by now: the next run need not read it again.
                if page.bookmark:
                    self._store.write_bookmark(page.bookmark)
                until = page.until or until
        except ArxivError as exc:
            yield [Refusal(member.window.keyword, exc) for member in planned.members]
        else:
            yield matches.answers(until)
            self._store.write_bookmark(None)
