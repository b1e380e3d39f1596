"""
What a command shows while it works: a bar on a terminal, plain lines in a log.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from generator.fetch.update import Update
from generator.imports.completion import Completion
from generator.keywords.keyword import Keyword
from generator.text.terminal import count, printable


class FetchProgress:
    """
    Shows how far a fetch of *keywords* is, on *console*; use it as a context manager.
    """

    def __init__(self, keywords: Sequence[Keyword], console: Console) -> None:
        self._console = console
        columns = (
            *(SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn()),
            *(MofNCompleteColumn(), TimeElapsedColumn()),
        )
        self._bar = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task = self._bar.add_task("Asking arXiv", total=len(keywords))

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def asking(self, keyword: Keyword) -> None:
        """
        Show that arXiv is asked for *keyword*.
        """
        self._bar.update(self._task, description=f"Asking for {printable(keyword.name)}")

    def asking_together(self, keywords: Sequence[Keyword]) -> None:
        """
        Show that one request asks arXiv for all of *keywords*.
        """
        number = count(len(keywords), "keyword")
        self._bar.update(self._task, description=f"Asking for {number} together")

    def harvesting(self) -> None:
        """
        Show that all that changed at arXiv is read.
        """
        self._bar.update(self._task, description="Reading all that changed at arXiv")

    def waiting(self, seconds: float, reason: str) -> None:
        """
        Say that the run waits so many *seconds* before the next request, and for which *reason*.
        """
        self._say(f"waiting {seconds:.0f} s: {printable(reason)}")

    def done(self, update: Update) -> None:
        """
        Say what the fetch of a keyword brought, or why it failed. The store has it by then.
        """
        self._bar.advance(self._task)
        self._say(f"{printable(update.keyword.name)}: {_outcome(update)}")
        for entry in update.dropped:
            self._say(f"  left out: {printable(str(entry))}")

    def completed(self, completion: Completion) -> None:
        """
        Say how many imported papers arXiv has completed, and how many still wait.
        """
        outcome = f"{completion.completed} completed, {completion.waiting} waiting"
        if completion.failure:
            outcome = f"FAILED, the next run goes on: {printable(completion.failure)}; {outcome}"
        self._say(f"Imported papers: {outcome}")
        for reason in completion.dropped:
            self._say(f"  left out: {printable(reason)}")

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False, emoji=False, highlight=False, soft_wrap=True)


@contextmanager
def reading_progress(size: int) -> Iterator[Callable[[int], None]]:
    """
    Show on a terminal how much of a file of *size* bytes is read, as long as the block lasts.

    The block gets a function to call with the number of bytes read so far.
    """
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("Reading", total=size)
        yield lambda completed: bar.update(task, completed=completed)


def _outcome(update: Update) -> str:
    if update.failure:
        outcome = "FAILED, keeps what it had" if update.is_asked else "NOT ASKED, the next run does"
        return f"{outcome}: {printable(update.failure)}"
    return f"{len(update.announced)} announced" if update.announced else "nothing new"
