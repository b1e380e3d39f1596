"""
The command ``build``: fetch, render, build the site. The daily run.
"""

import sys
from typing import Unpack

import click

from generator.build.engines import Engine, build_site
from generator.build.lock import exclusive
from generator.build.mkdocs_config import read_site
from generator.build.project import Project
from generator.cli.fetch import fetch_all
from generator.cli.options import Terms, asks_arxiv, due, engine, fetching
from generator.cli.render import render_site
from generator.errors import ExitCode


@click.command()
@fetching
@engine
@due
@asks_arxiv
@click.pass_obj
def command(
    project: Project, *, asking: bool, engine: Engine, only_due: bool, **terms: Unpack[Terms]
) -> None:
    """
    Fetch new papers, render pages and feeds, build the site: the daily run.
    """
    with exclusive(project):
        outcome = (
            fetch_all(project, (), only_due=only_due, **terms) if asking else ExitCode.ALL_WELL
        )
        render_site(project)
        _build(project, engine)
    sys.exit(outcome)


def _build(project: Project, engine: Engine) -> None:
    build_site(project, engine)
    click.echo(f"The site is in {project.site}")
    url = read_site(project.mkdocs).url
    if "//127.0.0.1" in url or "//localhost" in url:
        click.echo(f"Its feeds name {url}: before you publish it, set site_url in mkdocs.yml")
