"""
Options that several commands have in common.
"""

from collections.abc import Callable
from typing import Any, TypedDict

import click


class Terms(TypedDict):
    """
    On which terms arXiv is asked: where, after which *pause* in seconds, within which *budget*
    of minutes.
    """

    api_url: str | None
    oai_url: str | None
    pause: float | None
    budget: float


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
    Give *command* the options that make its Terms.
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
