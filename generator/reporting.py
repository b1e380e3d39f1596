"""
The commands that tell how things stand: they print, and return whether all is well.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import click

from generator import staleness
from generator.config import read_site
from generator.keyword import Keyword
from generator.pipeline.render import edition
from generator.printable import printable
from generator.project import Project
from generator.wording import count


def report_keywords(
    project: Project, keywords: Sequence[Keyword], counts: Iterator[tuple[str, bool]] | None
) -> bool:
    """
    The query of each keyword, and of *counts* what arXiv said to it; whether it always answered.

    Raises ConfigError.
    """
    site = read_site(project.mkdocs)
    click.echo(f"{printable(site.name)}, {site.url}: {count(len(keywords), 'keyword')}")
    answered = True
    for keyword in keywords:
        click.echo(f"\n{printable(keyword.name)}  →  /{keyword.slug}/")
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
