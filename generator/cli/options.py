"""
Options that several commands have.
"""

from collections.abc import Callable
from typing import Any, TypedDict

import click

from generator.build.engines import Engine


class Terms(TypedDict):
    """
    The terms on which a command asks arXiv. None leaves the choice to ``keywords.yaml``.
    """

    api_url: str | None
    """The address of the query API."""

    oai_url: str | None
    """The address of the OAI-PMH interface."""

    pause: float | None
    """Seconds between two requests."""

    budget: float
    """Minutes for all requests of a run together."""


_TERMS = (
    click.option(
        "--api-url",
        envvar="ARXIV_API_URL",
        show_envvar=True,
        metavar="URL",
        help="Full address of the query endpoint, where it is not arXiv's own.",
    ),
    click.option(
        "--oai-url",
        envvar="OAI_URL",
        show_envvar=True,
        metavar="URL",
        help="Full address of the OAI-PMH endpoint, where it is not arXiv's own.",
    ),
    click.option(
        "--pause",
        type=click.FloatRange(min=0),
        metavar="SECONDS",
        help="Between two requests. arXiv asks for 3 and always gets them; your own endpoint may "
        "not.",
    ),
    click.option(
        "--budget",
        type=click.FloatRange(min=0, min_open=True),
        envvar="DAILY_PAPERS_BUDGET",
        show_envvar=True,
        default=30,
        show_default=True,
        metavar="MINUTES",
        help="For all requests together. Keywords left over are asked first by the next run.",
    ),
)


def asks_arxiv(command: Callable[..., Any]) -> Callable[..., Any]:
    """
    Add to *command* the options that become its ``Terms``.
    """
    for option in reversed(_TERMS):
        command = option(command)
    return command


only = click.option(
    "-k", "--keyword", "only", multiple=True, metavar="NAME", help="Only this one; repeatable."
)

due = click.option(
    "--due",
    "only_due",
    is_flag=True,
    help="Only keywords that were not answered since arXiv's last announcement.",
)

engine = click.option(
    "--engine",
    type=click.Choice([one.value for one in Engine]),
    callback=lambda _context, _option, name: Engine(name),
    envvar="DAILY_PAPERS_ENGINE",
    show_envvar=True,
    default=Engine.MKDOCS.value,
    show_default=True,
    help="What builds the site; all but mkdocs are to be installed first.",
)

fetching = click.option(
    "--fetch/--no-fetch",
    "asking",
    default=True,
    help="Ask arXiv first, or build from what is remembered.",
)
