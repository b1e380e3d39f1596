"""
The command ``demo``: a site from the embedded sample, shown in a browser.
"""

import os
from datetime import UTC, datetime

import click

from generator.build import webserver
from generator.build.demo import build_demo
from generator.build.engines import Engine
from generator.build.lock import exclusive
from generator.build.project import Project
from generator.cli.options import engine


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Where to serve the site.",
)
@click.option("--serve/--no-serve", default=True, help="Serve it, or stop after building.")
@engine
@click.pass_obj
def command(project: Project, port: int, *, serve: bool, engine: Engine) -> None:
    """
    Build a site from 113 sample papers and show it; needs no network, touches no store.
    """
    # mkdocs.yml takes the site's address from this variable.
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}/")
    click.echo("Building the demo from the sample …")
    with exclusive(project):
        built = build_demo(project.root, engine, now=datetime.now(UTC))
    click.echo(f"The site is in {built.site}")
    if serve:
        webserver.serve(built.site, port, ready=lambda url: click.echo(f"Open {url} (Ctrl-C ends)"))
