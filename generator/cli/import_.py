"""
The command ``import``: papers from a file that another tracker wrote, or years of papers.
"""

import gzip
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

import click
from rich.console import Console
from rich.progress import Progress

from generator.build.lock import exclusive
from generator.build.project import Project
from generator.errors import ConfigError, ExitCode
from generator.imports.completion import take_over_rows
from generator.imports.history import Form, OfflineKeywords, form_of, import_history
from generator.imports.trackers import Table, parse_table
from generator.keywords.keyword import Keyword
from generator.keywords.keywords_file import read_keywords
from generator.keywords.slugs import slug_of
from generator.store import Store
from generator.text.terminal import count, printable

_GZIP = b"\x1f\x8b"

# A paper is some kilobytes; what has no line end is not read to its end.
_LONGEST = 4 * 1024 * 1024

_STEP = 5000


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="NAME=KEYWORD",
    help="The keyword a section of the file belongs to; NAME= leaves it out. Repeatable.",
)
@click.pass_obj
def command(project: Project, path: Path, sections: tuple[str, ...]) -> None:
    """
    Take over papers from a file.

    What another tracker listed: a DailyArXiv README.md, a cv-arxiv-daily JSON file. The next fetch
    asks arXiv for the papers; each keeps the day it was listed on. Or years of papers, of which
    the keywords find theirs: arXiv's metadata snapshot, JSON Lines of docs/store.md; also as .gz.
    """
    with exclusive(project):
        sys.exit(import_file(project, path, sections, today=datetime.now(UTC).date()))


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


def report_history(project: Project, lines: Lines, form: Form, *, today: date) -> ExitCode:
    """
    Take over those papers in *lines* that the keywords find, and return the exit code.

    Raises ConfigError and StoreError; then nothing was taken over.
    """
    keywords = read_keywords(project.keywords)
    offline = OfflineKeywords.of(keywords)
    done = import_history(Store(project.store), lines, form, offline, today=today)
    for keyword in keywords:
        if keyword in offline.only_arxiv and not done.added.get(keyword.slug):
            said = "left out: only arXiv can tell what its query finds"
        else:
            said = f"{count(done.added.get(keyword.slug, 0), 'paper')} → /{keyword.slug}/"
        click.echo(f"{printable(keyword.name)}: {said}")
    for sentence in done.reports:
        click.echo(f"left out: {printable(sentence)}", err=True)
    click.echo(
        f"{count(done.lines, 'line')} read, {done.unreadable} unreadable; "
        f"{count(done.undecided, 'paper')} left out that only arXiv can tell to be found or not"
    )
    return ExitCode.SOME_FAILED if done.unreadable or offline.only_arxiv else ExitCode.ALL_WELL


def import_file(project: Project, path: Path, given: Sequence[str], *, today: date) -> ExitCode:
    """
    Take over the papers in the file at *path*, whatever it is, and return the exit code.

    Raises ConfigError and StoreError.
    """
    lines = Lines(path)
    try:
        form = form_of(lines.first)
    except ValueError as exc:
        raise ConfigError(str(path), str(exc)) from exc
    if form is None:
        return _import_table(project, path, given)
    if given:
        raise ConfigError(f"--section {given[0]}", "is for trackers' files; keywords find the rest")
    return report_history(project, lines, form, today=today)


def _import_table(project: Project, path: Path, given: Sequence[str]) -> ExitCode:
    """
    Take over the rows of a tracker's file, and return the exit code.

    *given* are the keeper's words about sections, as ``NAME=KEYWORD``. Nothing is taken over
    where one of the file's sections has no keyword. Raises ConfigError and StoreError.
    """
    found = _table(path)
    keywords = read_keywords(project.keywords)
    sections = list(dict.fromkeys(row.section for row in found.rows))
    slugs = _slugs(path, sections, keywords, _given(given, sections, keywords))
    store = Store(project.store)
    before, records = store.pending(), store.records()
    after = take_over_rows(before, found.rows, slugs, records)
    store.write_pending(after)
    rows = Counter(row.section for row in found.rows)
    for section in sections:
        where = f"/{slugs[section]}/" if section in slugs else "left out"
        click.echo(f"{printable(section)}: {count(rows[section], 'row')} → {where}")
    for sentence in found.unreadable:
        click.echo(f"left out: {printable(sentence)}", err=True)
    known = len({row.base for row in found.rows if row.section in slugs} - set(after))
    click.echo(
        f"{count(len(after), 'paper')} waiting for the next fetch, {known} of the file known before"
    )
    return ExitCode.SOME_FAILED if found.unreadable else ExitCode.ALL_WELL


def _table(path: Path) -> Table:
    try:
        return parse_table(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as exc:
        raise ConfigError(str(path), "is no text in UTF-8") from exc
    except (OSError, ValueError) as exc:
        raise ConfigError(str(path), str(exc)) from exc


def _given(
    given: Sequence[str], sections: Sequence[str], keywords: Sequence[Keyword]
) -> dict[str, str | None]:
    """
    The slug the keeper gave for a section; None where its papers stay out.
    """
    slugs: dict[str, str | None] = {}
    for word in given:
        section, equals, name = word.rpartition("=")
        if not equals:
            raise ConfigError(f"--section {word}", "write NAME=KEYWORD, or NAME= to leave it out")
        if section not in sections:
            have = ", ".join(sections)
            raise ConfigError(f"--section {word}", f"the file has no such section; it has {have}")
        slug = _slug(name, keywords)
        if name and slug is None:
            have = ", ".join(keyword.name for keyword in keywords)
            raise ConfigError(f"--section {word}", f"no such keyword; there are {have}")
        slugs[section] = slug
    return slugs


def _slugs(
    path: Path,
    sections: Sequence[str],
    keywords: Sequence[Keyword],
    given: Mapping[str, str | None],
) -> dict[str, str]:
    slugs = {one: given[one] if one in given else _slug(one, keywords) for one in sections}
    strangers = [one for one in sections if slugs[one] is None and one not in given]
    if strangers:
        raise ConfigError(
            str(path),
            f"no keyword is called {', '.join(map(repr, strangers))}; add it to keywords.yaml, or "
            f'say where its papers belong: --section "{strangers[0]}={keywords[0].name}", '
            f'or that they stay out: --section "{strangers[0]}="',
        )
    return {section: slug for section, slug in slugs.items() if slug is not None}


def _slug(name: str, keywords: Sequence[Keyword]) -> str | None:
    wanted = {name.casefold(), slug_of(name)}
    found = (one.slug for one in keywords if {one.name.casefold(), one.slug} & wanted)
    return next(found, None)
