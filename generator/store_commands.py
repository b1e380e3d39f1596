"""
The commands below ``store``: words in, exit code out.
"""

# Imports stand in the commands that need them, as in cli.
# ruff: noqa: PLC0415

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from generator.project import Project


@click.group()
def store() -> None:
    """
    Look after the remembered papers: site_src/data, described in docs/store.md.
    """


@store.command()
@click.pass_obj
def check(project: "Project") -> None:
    """
    Read every file and name every fault; exit code 1 where there is one.
    """
    from generator.keeping import check_store

    sys.exit(check_store(project))


@store.command()
@click.pass_obj
def repair(project: "Project") -> None:
    """
    Mend what can be mended safely.

    Papers in the wrong month or in two places, merge conflicts, lines that were cut off. What
    cannot stay goes into a .broken file beside its own, and exit code 1 says so.
    """
    from generator.exclusive import alone
    from generator.keeping import repair_store

    with alone(project):
        sys.exit(repair_store(project))


@store.command()
@click.option(
    "--forget-unlisted",
    "forget",
    is_flag=True,
    help="Remove, for good, papers that no keyword of keywords.yaml lists, and what is known of "
    "keywords that are gone.",
)
@click.pass_obj
def compact(project: "Project", *, forget: bool) -> None:
    """
    Write each file as this program does: in order, without spare spaces or lines.
    """
    from generator.exclusive import alone
    from generator.keeping import compact_store

    with alone(project):
        sys.exit(compact_store(project, forget=forget))
