"""
The commands: words in, exit code out.
"""

# Imports stand in the commands that need them: `--help` must not wait for MkDocs or arXiv.
# ruff: noqa: PLC0415

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from generator.options import Terms, asks_arxiv, due, engine, fetching
from generator.options import only as only_some
from generator.probe_command import probe
from generator.store_commands import store

if TYPE_CHECKING:
    from typing import Unpack

    from generator.engine import Engine
    from generator.project import Project


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="daily-papers", prog_name="daily-papers")
@click.option(
    "-C",
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder with keywords.yaml and mkdocs.yml; by default this one.",
)
@click.pass_context
def cli(context: click.Context, root: Path) -> None:
    """
    Follow arXiv: a few keywords in, a searchable site of new papers and their feeds out.
    """
    from generator.project import Project

    context.obj = Project.at(root)


@cli.command()
@fetching
@engine
@due
@asks_arxiv
@click.pass_obj
def build(
    project: "Project", *, asking: bool, engine: "Engine", only_due: bool, **terms: "Unpack[Terms]"
) -> None:
    """
    Fetch new papers, render pages and feeds, build the site: the daily run.
    """
    from generator.asking import ALL_WELL, fetch_all
    from generator.building import build_site, render
    from generator.exclusive import alone

    with alone(project):
        outcome = fetch_all(project, (), only_due=only_due, **terms) if asking else ALL_WELL
        render(project)
        build_site(project, engine)
    sys.exit(outcome)


@cli.command()
@only_some
@due
@asks_arxiv
@click.pass_obj
def fetch(
    project: "Project", only: tuple[str, ...], *, only_due: bool, **terms: "Unpack[Terms]"
) -> None:
    """
    Ask arXiv for new papers and remember them.
    """
    from generator.asking import fetch_all
    from generator.exclusive import alone

    with alone(project):
        sys.exit(fetch_all(project, only, only_due=only_due, **terms))


@cli.command()
@click.pass_obj
def render(project: "Project") -> None:
    """
    Write pages, feeds and search index from what is remembered; needs no network.
    """
    from generator.building import render
    from generator.exclusive import alone

    with alone(project):
        render(project)


@cli.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="NAME=KEYWORD",
    help="The keyword a section of the file belongs to; NAME= leaves it out. Repeatable.",
)
@click.pass_obj
def import_(project: "Project", path: Path, sections: tuple[str, ...]) -> None:
    """
    Take over papers from a file.

    What another tracker listed: a DailyArXiv README.md, a cv-arxiv-daily JSON file. The next fetch
    asks arXiv for the papers; each keeps the day it was listed on. Or years of papers, of which
    the keywords find theirs: arXiv's metadata snapshot, JSON Lines of docs/store.md; also as .gz.
    """
    from generator.exclusive import alone
    from generator.importing import import_file

    with alone(project):
        sys.exit(import_file(project, path, sections, today=datetime.now(UTC).date()))


@cli.command()
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
def demo(project: "Project", port: int, *, serve: bool, engine: "Engine") -> None:
    """
    Build a site from 113 sample papers and show it; needs no network, touches no store.
    """
    from generator import webserver
    from generator.exclusive import alone
    from generator.pipeline.demo import build_demo

    # mkdocs.yml takes the site's address from here.
    os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{port}/")
    click.echo("Building the demo from the sample …")
    with alone(project):
        built = build_demo(project.root, engine, now=datetime.now(UTC))
    click.echo(f"The site is in {built.site}")
    if serve:
        webserver.serve(built.site, port, ready=lambda url: click.echo(f"Open {url} (Ctrl-C ends)"))


@cli.command()
@click.option("--live", is_flag=True, help="Ask arXiv how many papers match each.")
@asks_arxiv
@click.pass_obj
def check(project: "Project", *, live: bool, **terms: "Unpack[Terms]") -> None:
    """
    Check the configuration and show the query of each keyword.
    """
    from generator.asking import ALL_WELL, SOME_FAILED, count_matches
    from generator.config import read_keywords
    from generator.reporting import report_keywords

    keywords = read_keywords(project.keywords)
    counts = count_matches(project, keywords, **terms) if live else None
    sys.exit(ALL_WELL if report_keywords(project, keywords, counts) else SOME_FAILED)


@cli.command()
@click.option("--issue", "as_issue", is_flag=True, help="As title and text of a GitHub issue.")
@click.pass_obj
def digest(project: "Project", *, as_issue: bool) -> None:
    """
    Print what the last run announced, as Markdown.
    """
    from generator.config import read_settings
    from generator.digest import digest as digest_of
    from generator.digest import issue as issue_of
    from generator.pipeline.render import edition

    if not as_issue:
        click.echo(digest_of(edition(project)), nl=False)
    elif read_settings(project.keywords).digest_issue and (issue := issue_of(edition(project))):
        click.echo(f"{issue.title}\n\n{issue.body}", nl=False)


@cli.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "csv", "jsonl", "bibtex", "ris", "csl-json"]),
    default="markdown",
    show_default=True,
)
@click.option("-o", "--output", type=click.File("w", "utf-8", atomic=True), default="-")
@only_some
@click.pass_obj
def export(project: "Project", form: str, output: TextIO, only: tuple[str, ...]) -> None:
    """
    Print the papers of each page as one file.
    """
    from generator.exports import FORMATS
    from generator.pipeline.render import edition
    from generator.selection import selected

    sections = edition(project).sections
    wanted = set(selected([section.keyword for section in sections], only))
    output.write(FORMATS[form](one for one in sections if one.keyword in wanted))


@cli.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="Lines, or a table such as for the summary of a job.",
)
@click.pass_obj
def status(project: "Project", form: str) -> None:
    """
    Show how fresh each keyword is; exit code 1 when somebody has to look.

    That is when every keyword failed in its last run, or one in three runs, or one had no answer
    for two announcement days of arXiv.
    """
    from generator.reporting import report_freshness

    sys.exit(0 if report_freshness(project, form, now=datetime.now(UTC)) else 1)


@cli.command()
def schema() -> None:
    """
    Print the JSON Schema of keywords.yaml, for editors.
    """
    import json

    from generator.keywords_file import schema as schema_of

    click.echo(json.dumps(schema_of(), indent=2))


cli.add_command(probe)
cli.add_command(store)
