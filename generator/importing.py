"""
The command that takes over what another tracker listed, or papers from a file.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from generator.config import read_keywords
from generator.errors import ConfigError
from generator.history_file import Lines, import_history
from generator.imported import taken_over
from generator.keyword import Keyword, slug_of
from generator.pipeline.history import form_of
from generator.printable import printable
from generator.project import Project
from generator.store import Store
from generator.trackers import Table, table
from generator.wording import count

ALL_WELL, SOME_LEFT_OUT = 0, 1


def import_file(project: Project, path: Path, given: Sequence[str], *, today: date) -> int:
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
    return import_history(project, lines, form, today=today)


def _import_table(project: Project, path: Path, given: Sequence[str]) -> int:
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
    before, records = store.imported(), store.records()
    after = taken_over(before, found.rows, slugs, records)
    store.write_imported(after)
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
    return SOME_LEFT_OUT if found.unreadable else ALL_WELL


def _table(path: Path) -> Table:
    try:
        return table(path.read_text("utf-8-sig"))
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
