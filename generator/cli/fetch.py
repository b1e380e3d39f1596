"""
The command ``fetch``: ask arXiv for new papers and remember them.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Unpack

import click
from rich.console import Console

from generator.arxiv_api.client import ArxivApi
from generator.build.lock import exclusive
from generator.build.project import Configuration, Project, read_configuration
from generator.cli.arxiv import arxiv
from generator.cli.options import Terms, asks_arxiv, due, only
from generator.cli.progress import FetchProgress
from generator.errors import ExitCode
from generator.fetch.alone import Alone, search_of
from generator.fetch.combined import Combined
from generator.fetch.harvest import Harvest
from generator.fetch.run import due as due_keywords
from generator.fetch.run import fetch
from generator.fetch.strategy import Strategy, is_harvest
from generator.fetch.update import Update
from generator.imports.completion import Completion, complete
from generator.keywords.keyword import Keyword
from generator.keywords.keywords_file import selected
from generator.store import Store
from generator.text.terminal import count

# How many papers a run reads of a keyword: more than come in a month for the broadest one.
LIMIT = 2000


@click.command()
@only
@due
@asks_arxiv
@click.pass_obj
def command(
    project: Project, only: tuple[str, ...], *, only_due: bool, **terms: Unpack[Terms]
) -> None:
    """
    Ask arXiv for new papers and remember them.
    """
    with exclusive(project):
        sys.exit(fetch_all(read_configuration(project), only, only_due=only_due, **terms))


def fetch_all(
    configuration: Configuration,
    only: Sequence[str],
    *,
    only_due: bool = False,
    **terms: Unpack[Terms],
) -> ExitCode:
    """
    Fetch the keywords of *configuration*, print the outcome, and return the exit code.

    *only* are the names of the keywords to fetch; if it is empty, all are fetched.
    *only_due* leaves out keywords that were answered since arXiv's last announcement. Raises
    ConfigError and StoreError.
    """
    project = configuration.project
    keywords = selected(configuration.keywords, only)
    harvests = is_harvest(configuration.settings.source, len(configuration.keywords))
    asked = _due(keywords, project) if only_due else keywords
    console = Console()
    with FetchProgress(asked, console) as progress:
        api = arxiv(configuration, progress.waiting, harvests=harvests, **terms)
        # Imported papers are stored before the fetch: it would announce them as new otherwise.
        imported = _completed(api, project, progress)
        store = Store(project.store)
        strategies = _strategies(
            api, store, progress, harvests=harvests and not only, combines=not only
        )
        updates = _fetched(asked, api, store, progress, strategies=strategies)
    skipped = len(keywords) - len(asked)
    for line in _summary(updates, len(keywords), skipped, api.requests):
        console.print(line, highlight=False)
    failed = sum(update.failure is not None for update in updates)
    if failed == len(keywords):
        return ExitCode.NOTHING_DONE
    return ExitCode.SOME_FAILED if failed or imported.failure else ExitCode.ALL_WELL


def _summary(
    updates: Sequence[Update], keywords: int, skipped: int, requests: int
) -> Iterator[str]:
    """
    Yield the last lines of a fetch: how many keywords failed, and how much is new.
    """
    failed = sum(update.failure is not None for update in updates)
    not_asked = sum(not update.is_asked for update in updates)
    announced = sum(len(update.announced) for update in updates)
    dropped = sum(len(update.dropped) for update in updates)
    if not_asked:
        yield f"{count(not_asked, 'keyword')} not asked; first in the next run"
    yield (
        f"{count(keywords, 'keyword')}, {failed} failed"
        f"{f', {skipped} answered before' if skipped else ''}:"
        f" {count(announced, 'announcement')}{_left_out(dropped)}, {count(requests, 'request')}"
    )


def _left_out(dropped: int) -> str:
    return f", {count(dropped, 'unreadable paper')} left out" if dropped else ""


def _due(keywords: Sequence[Keyword], project: Project) -> Sequence[Keyword]:
    return due_keywords(keywords, Store(project.store), now=datetime.now(UTC))


def _completed(api: ArxivApi, project: Project, progress: FetchProgress) -> Completion:
    today = datetime.now(UTC).date()
    completion = complete(Store(project.store), api.by_ids, today=today)
    if completion is None:
        return Completion()
    progress.completed(completion)
    return completion


def _fetched(
    keywords: Sequence[Keyword],
    api: ArxivApi,
    store: Store,
    progress: FetchProgress,
    *,
    strategies: Sequence[Strategy],
) -> list[Update]:
    updates = []
    for update in fetch(keywords, strategies, store, now=datetime.now(UTC), by_id=api.by_ids):
        progress.done(update)
        updates.append(update)
    return updates


def _strategies(
    api: ArxivApi, store: Store, progress: FetchProgress, *, harvests: bool, combines: bool
) -> list[Strategy]:
    """
    Return the ways of asking arXiv, in their order.

    With ``--keyword`` each keyword is asked for alone, because arXiv's count and its error
    message can then be shown for that keyword.
    """
    alone = Alone(search_of(api, limit=LIMIT, on_keyword=progress.asking))
    last = Combined(api, alone, on_group=progress.asking_together) if combines else alone
    return [Harvest(api, store, progress.harvesting), last] if harvests else [last]
