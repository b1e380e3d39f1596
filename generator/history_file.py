"""
A file with years of papers, packed or not, read line by line, and what is said of it.
"""

import gzip
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO

import click
from rich.console import Console
from rich.progress import Progress

from generator.config import read_keywords
from generator.errors import ConfigError
from generator.pipeline.history import Form, Judges, take_over
from generator.printable import printable
from generator.project import Project
from generator.store import Store
from generator.wording import count

ALL_WELL, SOME_LEFT_OUT = 0, 1

_GZIP = b"\x1f\x8b"
# A paper is some kilobytes; what has no line end is not read to its end.
_LONGEST = 4 * 1024 * 1024
_STEP = 5000


class Lines:
    """
    The lines of the file at *path*, unpacked where it is packed by gzip; *first* is the first.

    Raises ConfigError where it cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.first = next(self._read(), b"")

    def __iter__(self) -> Iterator[bytes]:
        """
        Each line, with progress on a terminal.
        """
        yield from self._read(shown=True)

    def _read(self, *, shown: bool = False) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                packed = file.peek(2)[:2] == _GZIP
                with gzip.open(file) if packed else file as unpacked:
                    lines = iter(lambda: unpacked.readline(_LONGEST), b"")
                    yield from self._watched(lines, file) if shown else lines
        except (EOFError, zlib.error) as exc:
            raise ConfigError(str(self.path), f"cannot be unpacked: {exc}") from exc
        except OSError as exc:
            reason = exc.strerror or str(exc)
            raise ConfigError(str(self.path), f"cannot be read: {reason}") from exc

    def _watched(self, lines: Iterator[bytes], file: IO[bytes]) -> Iterator[bytes]:
        size = self.path.stat().st_size
        console = Console(stderr=True)
        with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
            task = bar.add_task("Reading", total=size)
            for number, line in enumerate(lines):
                if number % _STEP == 0:
                    bar.update(task, completed=file.tell())
                yield line


def import_history(project: Project, lines: Lines, form: Form, *, today: date) -> int:
    """
    Take over those papers in *lines* that the keywords find, and return the exit code.

    Raises ConfigError and StoreError; then nothing was taken over.
    """
    keywords = read_keywords(project.keywords)
    judges = Judges.of(keywords)
    done = take_over(Store(project.store), lines, form, judges, today=today)
    for keyword in keywords:
        if keyword in judges.only_arxiv and not done.listed.get(keyword.slug):
            said = "left out: only arXiv can tell what its query finds"
        else:
            said = f"{count(done.listed.get(keyword.slug, 0), 'paper')} → /{keyword.slug}/"
        click.echo(f"{printable(keyword.name)}: {said}")
    for sentence in done.named:
        click.echo(f"left out: {printable(sentence)}", err=True)
    click.echo(
        f"{count(done.lines, 'line')} read, {done.broken} unreadable; "
        f"{count(done.doubtful, 'paper')} left out that only arXiv can tell to be found or not"
    )
    return SOME_LEFT_OUT if done.broken or judges.only_arxiv else ALL_WELL
