"""
The command that looks whether arXiv has changed.
"""

# Imports stand in the command, as in cli.
# ruff: noqa: PLC0415

import sys
from typing import TYPE_CHECKING

import click

from generator.options import Terms, asks_arxiv

if TYPE_CHECKING:
    from typing import Unpack

    from generator.project import Project


@click.command()
@asks_arxiv
@click.pass_obj
def probe(project: "Project", **terms: "Unpack[Terms]") -> None:
    """
    Compare an answer of arXiv with what this program relies on, and print what has changed.

    Exit code 1 when something has, 3 when arXiv gave no answer.
    """
    from generator.probing import probe_arxiv

    sys.exit(probe_arxiv(project, **terms))
