"""
Whether arXiv still answers as this program expects.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Unpack

import click

from generator.endpoint import arxiv
from generator.errors import AnswerError, TransportError
from generator.markdown import inline
from generator.options import Terms
from generator.printable import printable
from generator.project import Project

if TYPE_CHECKING:
    # With an XML parser that the rest can do without.
    from generator.arxiv_api.shape import Difference

AS_KNOWN, CHANGED, NO_ANSWER = 0, 1, 3

# Some of a day's papers of the busiest category have comments, DOIs and journal references.
_QUERY, _SIZE = "cat:cs.LG", 25
_HEAD = "| where | we rely on | found |\n| --- | --- | --- |"


def probe_arxiv(project: Project, **terms: Unpack[Terms]) -> int:
    """
    Ask arXiv one small query, print as Markdown what is not as it was, and return the exit code.

    Raises ConfigError.
    """
    api = arxiv(project, **terms)
    try:
        found = api.differences(_QUERY, _SIZE)
    except TransportError as exc:
        click.echo(f"arXiv gave no answer, so nothing can be said: {_told(exc.reason)}")
        return NO_ANSWER
    except AnswerError as exc:
        click.echo(f"arXiv gave no answer that we can use: {_told(exc.reason)}")
        return CHANGED
    for line in _report(found):
        click.echo(printable(line))
    return CHANGED if found else AS_KNOWN


def _report(found: "Sequence[Difference]") -> Iterator[str]:
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


def _table(found: "Sequence[Difference]") -> Iterator[str]:
    yield from _HEAD.splitlines()
    for one in found:
        yield f"| {' | '.join(inline(text) for text in (one.path, one.was, one.found))} |"


def _told(reason: str) -> str:
    return printable(inline(reason))
