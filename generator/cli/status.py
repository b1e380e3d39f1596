"""
The command ``status``: how fresh each keyword is, and whether its keeper has to look.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import click

from generator.build.project import Configuration, Project, read_configuration
from generator.build.render import edition
from generator.errors import ExitCode
from generator.site.edition import Edition
from generator.site.keyword_health import KeywordHealth, keyword_health
from generator.text.github_markdown import inline
from generator.text.terminal import count, printable

_COLUMNS = ("Keyword", "State", "Last success (UTC)", "Newest paper", "On arXiv", "Remarks")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="Lines, or a table such as for the summary of a job.",
)
@click.pass_obj
def command(project: Project, form: str) -> None:
    """
    Show how fresh each keyword is; exit code 1 when somebody has to look.

    That is when every keyword failed in its last run, or one in three runs, or one had no answer
    for two announcement days of arXiv.
    """
    is_well = report_freshness(read_configuration(project), form, now=datetime.now(UTC))
    sys.exit(ExitCode.ALL_WELL if is_well else ExitCode.SOME_FAILED)


def report_freshness(configuration: Configuration, form: str, *, now: datetime) -> bool:
    """
    Print how fresh each keyword is at *now*, as ``text`` or ``markdown``.

    Return whether nobody has to look. Raises StoreError.
    """
    current = edition(configuration)
    report = {"text": lines, "markdown": table}[form]
    for line in report(current, now):
        click.echo(printable(line))
    return not is_alarming(current, now)


def is_alarming(edition: Edition, now: datetime) -> bool:
    """
    Whether somebody has to look: no keyword is well, or a keyword alone is alarming at *now*.
    """
    known = keyword_health(edition)
    return not any(health.is_well for health in known) or any(
        health.is_alarming(now) for health in known
    )


def lines(edition: Edition, now: datetime) -> Iterator[str]:
    """
    A line of text for each keyword.
    """
    for health in keyword_health(edition):
        answered, newest = _answered(health), _newest(health)
        parts = (f"answered {answered}", f"newest paper {newest}", *health.remarks())
        yield f"{health.section.keyword.name}: {_state(health, now)}; {'; '.join(parts)}"


def table(edition: Edition, now: datetime) -> Iterator[str]:
    """
    The lines of a Markdown table of all keywords. The line above it counts those without answer.
    """
    known = keyword_health(edition)
    well = sum(health.is_well for health in known)
    yield f"arXiv’s last answers: {count(len(known), 'keyword')}, {len(known) - well} without."
    yield ""
    yield _row(_COLUMNS)
    yield _row(("---",) * len(_COLUMNS))
    for health in known:
        yield _row(_cells(health, now))


def _cells(health: KeywordHealth, now: datetime) -> Iterator[str]:
    state = _state(health, now)
    total = health.freshness.total
    yield inline(health.section.keyword.name, alone=True)
    yield f"**{state}**" if health.is_alarming(now) else state
    yield _answered(health).removesuffix(" UTC")
    yield _newest(health)
    yield "" if total is None else f"{total:,}"
    yield inline(" ".join(health.remarks()), alone=True)


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _state(health: KeywordHealth, now: datetime) -> str:
    if health.is_stale(now):
        return "STALE"
    if health.is_alarming(now):
        return "FAILING"
    if health.freshness.failure:
        return "failed"
    return "fresh" if health.is_well else "waiting"


def _answered(health: KeywordHealth) -> str:
    succeeded = health.freshness.succeeded
    return f"{succeeded:%Y-%m-%d %H:%M} UTC" if succeeded else "never"


def _newest(health: KeywordHealth) -> str:
    newest = health.section.listing.newest_day
    return f"{newest:%Y-%m-%d}" if newest else "none"
