"""
The command ``render``: pages, feeds and search index from what is remembered.
"""

import click

from generator.build.lock import exclusive
from generator.build.project import Configuration, Project, read_configuration
from generator.build.render import render


@click.command()
@click.pass_obj
def command(project: Project) -> None:
    """
    Write pages, feeds and search index from what is remembered; needs no network.
    """
    with exclusive(project):
        render_site(read_configuration(project))


def render_site(configuration: Configuration) -> None:
    """
    Write the source tree of a project, and print how many files were written.

    Raises ConfigError, StoreError and BuildError.
    """
    done = render(configuration)
    click.echo(f"Rendered {done.files} files: {done.written} written, {done.removed} removed")
