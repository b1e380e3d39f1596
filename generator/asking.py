"""
The commands that ask arXiv: they wire its real endpoint, the clock and the progress display.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Unpack

from rich.console import Console

from generator.arxiv_api import ArxivApi, ResultPage
from generator.config import read_keywords, read_settings
from generator.endpoint import arxiv
from generator.errors import ArxivError
from generator.keyword import Keyword
from generator.options import Terms
from generator.pipeline.combined import Combined
from generator.pipeline.completing import Completion, complete
from generator.pipeline.fetch import due, fetch
from generator.pipeline.following import followed
from generator.pipeline.outcome import Update
from generator.printable import printable
from generator.progress import FetchProgress
from generator.project import Project
from generator.selection import selected
from generator.source import is_harvest
from generator.store import Store
from generator.wording import count

ALL_WELL, SOME_FAILED, ALL_FAILED = 0, 1, 3

# So many papers a keyword and run; more than a month of the broadest keyword brings.
LIMIT = 2000


def fetch_all(
    project: Project, only: Sequence[str], *, only_due: bool = False, **terms: Unpack[Terms]
) -> int:
    """
    Fetch the project's keywords, or *only* some, and return the exit code.

    *only_due* leaves out those that were answered since arXiv's last announcement. Raises
    ConfigError and StoreError.
    """
    followed = read_keywords(project.keywords)
    keywords = selected(followed, only)
    harvests = is_harvest(read_settings(project.keywords).source, len(followed))
    asked = _due(keywords, project) if only_due else keywords
    console = Console()
    with FetchProgress(asked, console) as progress:
        api = arxiv(project, progress.waiting, harvests=harvests, **terms)
        # First, so that no keyword's answer meets them as strangers.
        imported = _completed(api, project, progress)
        # Who names keywords wants to know about each: arXiv's own count, its own words.
        combined = None if only else Combined(api, on_group=progress.asking_together)
        source = api if harvests and not only else None
        updates = _shown(asked, api, project, progress, combined=combined, source=source)
    failed = sum(update.failure is not None for update in updates)
    announced = sum(len(update.announced) for update in updates)
    dropped = sum(len(update.dropped) for update in updates)
    spared = len(keywords) - len(asked)
    console.print(
        f"{count(len(keywords), 'keyword')}, {failed} failed"
        f"{f', {spared} answered before' if spared else ''}:"
        f" {count(announced, 'announcement')}{_left_out(dropped)},"
        f" {count(api.requests, 'request')}",
        highlight=False,
    )
    if failed == len(keywords):
        return ALL_FAILED
    return SOME_FAILED if failed or imported.failure else ALL_WELL


def _left_out(dropped: int) -> str:
    return f", {count(dropped, 'unreadable paper')} left out" if dropped else ""


def count_matches(
    project: Project, keywords: Sequence[Keyword], **terms: Unpack[Terms]
) -> Iterator[tuple[str, bool]]:
    """
    How many papers match each keyword, in words and as soon as arXiv answers; whether it did.
    """
    api = arxiv(project, **terms)
    for keyword in keywords:
        try:
            yield _counted(api, keyword), True
        except ArxivError as exc:
            yield f"not answered: {printable(exc.reason)}", False


def _counted(api: ArxivApi, keyword: Keyword) -> str:
    if keyword.ids:
        (page,) = followed(keyword.ids, api.by_ids)
        return "; ".join((f"{len(page.papers)} of {count(page.total, 'paper')}", *page.dropped))
    return count(api.total(keyword.query), "matching paper")


def _due(keywords: Sequence[Keyword], project: Project) -> Sequence[Keyword]:
    return due(keywords, Store(project.store), now=datetime.now(UTC))


def _completed(api: ArxivApi, project: Project, progress: FetchProgress) -> Completion:
    today = datetime.now(UTC).date()
    completion = complete(Store(project.store), api.by_ids, today=today)
    if completion is None:
        return Completion()
    progress.completed(completion)
    return completion


def _shown(
    keywords: Sequence[Keyword],
    api: ArxivApi,
    project: Project,
    progress: FetchProgress,
    *,
    combined: Combined | None,
    source: ArxivApi | None,
) -> list[Update]:
    def search(keyword: Keyword, size: int) -> Iterator[ResultPage]:
        progress.asking(keyword)
        if keyword.ids:
            return followed(keyword.ids, api.by_ids)
        return api.pages(keyword.query, sort_by=keyword.sort_by, size=size, limit=LIMIT)

    updates = []
    store, now = Store(project.store), datetime.now(UTC)
    if source:
        progress.harvesting()
    for update in fetch(
        keywords,
        search,
        store,
        now=now,
        by_id=api.by_ids,
        combined=combined,
        source=source,
    ):
        progress.done(update)
        updates.append(update)
    return updates
