"""
The command ``export``: the papers of each page as one file.
"""

from typing import TextIO

import click

from generator.build.project import Project, read_configuration
from generator.build.render import edition
from generator.cli.options import only as only_option
from generator.keywords.keywords_file import selected
from generator.site.exports import FORMATS


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "csv", "jsonl", "bibtex", "ris", "csl-json"]),
    default="markdown",
    show_default=True,
)
@click.option("-o", "--output", type=click.File("w", "utf-8", atomic=True), default="-")
@only_option
@click.pass_obj
def command(project: Project, form: str, output: TextIO, only: tuple[str, ...]) -> None:
    """
    Print the papers of each page as one file.
    """
    sections = edition(read_configuration(project)).sections
    wanted = set(selected([section.keyword for section in sections], only))
    output.write(FORMATS[form](section for section in sections if section.keyword in wanted))
