"""
The command ``import``: papers from another tracker's file, from a snapshot of arXiv, or a store.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from generator.build.lock import exclusive
from generator.build.project import Project
from generator.cli.progress import reading_progress
from generator.errors import ConfigError, ExitCode
from generator.imports.completion import take_over_rows
from generator.imports.file_lines import file_lines, first_line
from generator.imports.history import Form, OfflineKeywords, form_of, import_history
from generator.imports.trackers import Table, parse_table
from generator.keywords.keyword import Keyword
from generator.keywords.keywords_file import read_keywords_file
from generator.keywords.slugs import slug_of
from generator.store import Store
from generator.text.terminal import count, printable


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


def import_file(project: Project, path: Path, given: Sequence[str], *, today: date) -> ExitCode:
    """
    Import the papers in the file at *path*, print what was done, and return the exit code.

    *given* are the values of ``--section``, as ``NAME=KEYWORD``. Raises ConfigError and StoreError.
    """
    try:
        form = form_of(first_line(path))
    except ValueError as exc:
        raise ConfigError(str(path), str(exc)) from exc
    if form is None:
        return _import_table(project, path, given)
    if given:
        raise ConfigError(f"--section {given[0]}", "is for trackers' files; keywords find the rest")
    return _import_history(project, path, form, today=today)


def _import_history(project: Project, path: Path, form: Form, *, today: date) -> ExitCode:
    """
    Store the papers of the file that keywords find. If an error is raised, nothing was stored.
    """
    keywords, _ = read_keywords_file(project.keywords)
    offline = OfflineKeywords.of(keywords)
    with reading_progress(path.stat().st_size) as on_read:
        lines = file_lines(path, on_read)
        done = import_history(Store(project.store), lines, form, offline, today=today)
    for keyword in keywords:
        if keyword in offline.only_arxiv and not done.added.get(keyword.slug):
            outcome = "left out: only arXiv can tell what its query finds"
        else:
            outcome = f"{count(done.added.get(keyword.slug, 0), 'paper')} → /{keyword.slug}/"
        click.echo(f"{printable(keyword.name)}: {outcome}")
    for sentence in done.reports:
        click.echo(f"left out: {printable(sentence)}", err=True)
    click.echo(
        f"{count(done.lines, 'line')} read, {done.unreadable} unreadable; "
        f"{count(done.undecided, 'paper')} left out that only arXiv can tell to be found or not"
    )
    return ExitCode.SOME_FAILED if done.unreadable or offline.only_arxiv else ExitCode.ALL_WELL


def _import_table(project: Project, path: Path, given: Sequence[str]) -> ExitCode:
    """
    Remember the papers in a tracker's file, so that the next fetch asks arXiv for them.

    Raises ConfigError, and then nothing was stored, if a section of the file has no keyword.
    """
    found = _table(path)
    keywords, _ = read_keywords_file(project.keywords)
    sections = list(dict.fromkeys(row.section for row in found.rows))
    slugs = _slugs(path, sections, keywords, _given_slugs(given, sections, keywords))
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


def _given_slugs(
    given: Sequence[str], sections: Sequence[str], keywords: Sequence[Keyword]
) -> dict[str, str | None]:
    """
    For each section that *given* names, the slug of its keyword; None if its papers stay out.
    """
    slugs: dict[str, str | None] = {}
    for value in given:
        section, equals, name = value.rpartition("=")
        if not equals:
            raise ConfigError(f"--section {value}", "write NAME=KEYWORD, or NAME= to leave it out")
        if section not in sections:
            have = ", ".join(sections)
            raise ConfigError(f"--section {value}", f"the file has no such section; it has {have}")
        slug = _slug(name, keywords)
        if name and slug is None:
            have = ", ".join(keyword.name for keyword in keywords)
            raise ConfigError(f"--section {value}", f"no such keyword; there are {have}")
        slugs[section] = slug
    return slugs


def _slugs(
    path: Path,
    sections: Sequence[str],
    keywords: Sequence[Keyword],
    given: Mapping[str, str | None],
) -> dict[str, str]:
    """
    For each section whose papers are imported, the slug of its keyword. *given* are as above.
    """
    slugs = {name: given[name] if name in given else _slug(name, keywords) for name in sections}
    unknown = [name for name in sections if slugs[name] is None and name not in given]
    if unknown:
        raise ConfigError(
            str(path),
            f"no keyword is called {', '.join(map(repr, unknown))}; add it to keywords.yaml, or "
            f'say where its papers belong: --section "{unknown[0]}={keywords[0].name}", '
            f'or that they stay out: --section "{unknown[0]}="',
        )
    return {section: slug for section, slug in slugs.items() if slug is not None}


def _slug(name: str, keywords: Sequence[Keyword]) -> str | None:
    wanted = {name.casefold(), slug_of(name)}
    found = (known.slug for known in keywords if {known.name.casefold(), known.slug} & wanted)
    return next(found, None)
