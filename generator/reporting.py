"""
The commands that tell how things stand: they print, and return whether all is well.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from generator import staleness
from generator.config import read_settings
from generator.keyword import Keyword
from generator.matching import Matcher
from generator.pipeline.render import edition
from generator.printable import printable
from generator.project import Project
from generator.site_config import read_site
from generator.source import Source, is_harvest, reason
from generator.wording import count


def report_keywords(
    project: Project, keywords: Sequence[Keyword], counts: Iterator[tuple[str, bool]] | None
) -> bool:
    """
    Where papers come from, the query of each keyword, and what arXiv said to it, from *counts*.

    Returns whether it always answered.

    Raises ConfigError.
    """
    site = read_site(project.mkdocs)
    click.echo(f"{printable(site.name)}, {site.url}: {count(len(keywords), 'keyword')}")
    for sentence in _explained(read_settings(project.keywords).source, keywords):
        click.echo(printable(sentence))
    answered = True
    for keyword in keywords:
        group = f"{printable(keyword.group)}: " if keyword.group else ""
        click.echo(f"\n{group}{printable(keyword.name)}  →  /{keyword.slug}/")
        click.echo(f"  {printable(keyword.query)}")
        if counts:
            text, found = next(counts)
            answered &= found
            click.echo(f"  {text}")
    return answered


def report_freshness(project: Project, form: str, *, now: datetime) -> bool:
    """
    How fresh each keyword is at *now*, as ``text`` or ``markdown``; whether nobody has to look.

    Raises ConfigError and StoreError.
    """
    shown = edition(project)
    report = {"text": staleness.lines, "markdown": staleness.table}[form]
    for line in report(shown, now):
        click.echo(printable(line))
    return not staleness.is_alarming(shown, now)


def _explained(source: Source, keywords: Sequence[Keyword]) -> Iterator[str]:
    """
    Which source *keywords* have, and why.
    """
    why = reason(source, len(keywords))
    if not is_harvest(source, len(keywords)):
        yield f"New papers come from arXiv's query API ({why})."
        return
    yield f"New papers come from all that changes at arXiv, by OAI-PMH ({why})."
    yield "A keyword's first run asks the query API: the past cannot be harvested."
    alone = [keyword.name for keyword in keywords if not _can_be_told(keyword)]
    if alone:
        yield f"Only the query API can tell what these find, each day: {', '.join(alone)}."


def _can_be_told(keyword: Keyword) -> bool:
    try:
        return Matcher(keyword.query).decides
    except ValueError:
        return False
