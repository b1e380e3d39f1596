"""
The commands that make the site: they say what was written, and where it is.
"""

import click

from generator.engine import Engine
from generator.pipeline import render as rendering
from generator.pipeline import site
from generator.project import Project
from generator.site_config import read_site


def render(project: Project) -> None:
    """
    Write the project's source tree.

    Raises ConfigError, StoreError and BuildError.
    """
    done = rendering.render(project)
    click.echo(f"Rendered {done.files} files: {done.written} written, {done.removed} removed")


def build_site(project: Project, engine: Engine) -> None:
    """
    Build the source tree into the project's site with *engine*. Raises ConfigError and BuildError.
    """
    site.build_site(project, engine)
    click.echo(f"The site is in {project.site}")
    url = read_site(project.mkdocs).url
    if "//127.0.0.1" in url or "//localhost" in url:
        click.echo(f"Its feeds name {url}: before you publish it, set site_url in mkdocs.yml")
