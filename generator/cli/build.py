"""
The command ``build``: fetch, render, build the site. The daily run.
"""

import sys
from typing import Unpack

import click

from generator.build.engines import Engine, build_site
from generator.build.lock import exclusive
from generator.build.project import Configuration, Project, read_configuration
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
        configuration = read_configuration(project)
        outcome = ExitCode.ALL_WELL
        if asking:
            outcome = fetch_all(configuration, (), only_due=only_due, **terms)
        render_site(configuration)
        _build(configuration, engine)
    sys.exit(outcome)


def _build(configuration: Configuration, engine: Engine) -> None:
    build_site(configuration.project, engine)
    click.echo(f"The site is in {configuration.project.site}")
    url = configuration.site.url
    if "//127.0.0.1" in url or "//localhost" in url:
        click.echo(f"Its feeds name {url}: before you publish it, set site_url in mkdocs.yml")
