"""
The command ``probe``: whether arXiv still answers as this program expects.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Unpack

import click

from generator.arxiv_api.answer_format import Difference
from generator.build.project import Configuration, Project, read_configuration
from generator.cli.arxiv import arxiv
from generator.cli.options import Terms, asks_arxiv
from generator.errors import AnswerError, ExitCode, TransportError
from generator.text.github_markdown import inline
from generator.text.terminal import printable

# Of 25 papers of the busiest category, some have a comment, a DOI or a journal reference.
_QUERY, _SIZE = "cat:cs.LG", 25

_HEAD = "| where | we rely on | found |\n| --- | --- | --- |"


@click.command()
@asks_arxiv
@click.pass_obj
def command(project: Project, **terms: Unpack[Terms]) -> None:
    """
    Compare an answer of arXiv with what this program relies on, and print what has changed.

    Exit code 1 when something has, 3 when arXiv gave no answer.
    """
    sys.exit(probe_arxiv(read_configuration(project), **terms))


def probe_arxiv(configuration: Configuration, **terms: Unpack[Terms]) -> ExitCode:
    """
    Ask arXiv one small query, print how its answer differs from earlier ones, and return the exit
    code.

    What is printed is Markdown. Raises ConfigError if the client cannot be set up.
    """
    api = arxiv(configuration, **terms)
    try:
        found = api.differences(_QUERY, _SIZE)
    except TransportError as exc:
        click.echo(f"arXiv gave no answer, so nothing can be said: {_quoted(exc.reason)}")
        return ExitCode.NOTHING_DONE
    except AnswerError as exc:
        click.echo(f"arXiv gave no answer that we can use: {_quoted(exc.reason)}")
        return ExitCode.SOME_FAILED
    for line in _report(found):
        click.echo(printable(line))
    return ExitCode.SOME_FAILED if found else ExitCode.ALL_WELL


def _report(found: Sequence[Difference]) -> Iterator[str]:
    if not found:
        yield "arXiv answers as we know it."
        return
    harmful = [difference for difference in found if difference.harmful]
    harmless = [difference for difference in found if not difference.harmful]
    if harmful:
        yield "**What we rely on has changed.** Papers may be left out, or fetches fail."
        yield from ("", *_table(harmful))
    if harmful and harmless:
        yield ""
    if harmless:
        yield "What we do not rely on has changed; nothing has to be done at once."
        yield from ("", *_table(harmless))


def _table(found: Sequence[Difference]) -> Iterator[str]:
    yield from _HEAD.splitlines()
    for difference in found:
        cells = (difference.path, difference.expected, difference.found)
        yield f"| {' | '.join(map(inline, cells))} |"


def _quoted(reason: str) -> str:
    return printable(inline(reason))
