"""
The command ``probe``: whether arXiv still answers as this program expects.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Unpack

import click

from generator.arxiv_api.answer_format import Difference
from generator.build.project import Project
from generator.cli.arxiv import arxiv
from generator.cli.options import Terms, asks_arxiv
from generator.errors import AnswerError, ExitCode, TransportError
from generator.text.github_markdown import inline
from generator.text.terminal import printable

# Some of a day's papers of the busiest category have comments, DOIs and journal references.
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
    sys.exit(probe_arxiv(project, **terms))


def probe_arxiv(project: Project, **terms: Unpack[Terms]) -> ExitCode:
    """
    Ask arXiv one small query, print as Markdown what is not as it was, and return the exit code.

    Raises ConfigError.
    """
    api = arxiv(project, **terms)
    try:
        found = api.differences(_QUERY, _SIZE)
    except TransportError as exc:
        click.echo(f"arXiv gave no answer, so nothing can be said: {_told(exc.reason)}")
        return ExitCode.NOTHING_DONE
    except AnswerError as exc:
        click.echo(f"arXiv gave no answer that we can use: {_told(exc.reason)}")
        return ExitCode.SOME_FAILED
    for line in _report(found):
        click.echo(printable(line))
    return ExitCode.SOME_FAILED if found else ExitCode.ALL_WELL


def _report(found: Sequence[Difference]) -> Iterator[str]:
    if not found:
        yield "arXiv answers as we know it."
        return
    harmful = [one for one in found if one.harmful]
    if harmful:
        yield "**What we rely on has changed.** Papers may be left out, or fetches fail."
        yield from ("", *_table(harmful))
    if others := [one for one in found if not one.harmful]:
        if harmful:
            yield ""
        yield "What we do not rely on has changed; nothing has to be done at once."
        yield from ("", *_table(others))


def _table(found: Sequence[Difference]) -> Iterator[str]:
    yield from _HEAD.splitlines()
    for one in found:
        yield f"| {' | '.join(inline(text) for text in (one.path, one.expected, one.found))} |"


def _told(reason: str) -> str:
    return printable(inline(reason))
