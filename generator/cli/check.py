"""
The command ``check``: what the keeper wrote, and how many papers match it at arXiv.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Unpack

import click

from generator.arxiv_api.client import ArxivApi
from generator.build.mkdocs_config import read_site
from generator.build.project import Project
from generator.cli.arxiv import arxiv
from generator.cli.options import Terms, asks_arxiv
from generator.errors import ArxivError, ExitCode
from generator.fetch.alone import followed
from generator.keywords.arxiv_settings import Source, is_harvest, reason
from generator.keywords.keyword import Keyword
from generator.keywords.keywords_file import read_keywords, read_settings
from generator.matching import Matcher
from generator.text.terminal import count, printable


@click.command()
@click.option("--live", is_flag=True, help="Ask arXiv how many papers match each.")
@asks_arxiv
@click.pass_obj
def command(project: Project, *, live: bool, **terms: Unpack[Terms]) -> None:
    """
    Check the configuration and show the query of each keyword.
    """
    keywords = read_keywords(project.keywords)
    counts = count_matches(project, keywords, **terms) if live else None
    answered = report_keywords(project, keywords, counts)
    sys.exit(ExitCode.ALL_WELL if answered else ExitCode.SOME_FAILED)


def count_matches(
    project: Project, keywords: Sequence[Keyword], **terms: Unpack[Terms]
) -> Iterator[tuple[str, bool]]:
    """
    How many papers match each keyword, in words and as soon as arXiv answers; whether it did.
    """
    api = arxiv(project, **terms)
    for keyword in keywords:
        try:
            yield _counted(api, keyword), True
        except ArxivError as exc:
            yield f"not answered: {printable(exc.reason)}", False


def _counted(api: ArxivApi, keyword: Keyword) -> str:
    if keyword.ids:
        (page,) = followed(keyword.ids, api.by_ids)
        return "; ".join(
            (f"{len(page.papers)} of {count(page.total, 'paper')}", *map(str, page.dropped))
        )
    return count(api.total(keyword.query), "matching paper")


def report_keywords(
    project: Project, keywords: Sequence[Keyword], counts: Iterator[tuple[str, bool]] | None
) -> bool:
    """
    Where papers come from, the query of each keyword, and what arXiv said to it, from *counts*.

    Returns whether it always answered.

    Raises ConfigError.
    """
    site = read_site(project.mkdocs)
    click.echo(f"{printable(site.name)}, {site.url}: {count(len(keywords), 'keyword')}")
    for sentence in _explained(read_settings(project.keywords).source, keywords):
        click.echo(printable(sentence))
    answered = True
    for keyword in keywords:
        group = f"{printable(keyword.group)}: " if keyword.group else ""
        click.echo(f"\n{group}{printable(keyword.name)}  →  /{keyword.slug}/")
        click.echo(f"  {printable(keyword.query)}")
        if counts:
            text, found = next(counts)
            answered &= found
            click.echo(f"  {text}")
    return answered


def _explained(source: Source, keywords: Sequence[Keyword]) -> Iterator[str]:
    """
    Which source *keywords* have, and why.
    """
    why = reason(source, len(keywords))
    if not is_harvest(source, len(keywords)):
        yield f"New papers come from arXiv's query API ({why})."
        return
    yield f"New papers come from all that changes at arXiv, by OAI-PMH ({why})."
    yield "A keyword's first run asks the query API: the past cannot be harvested."
    alone = [keyword.name for keyword in keywords if not _can_be_told(keyword)]
    if alone:
        yield f"Only the query API can tell what these find, each day: {', '.join(alone)}."


def _can_be_told(keyword: Keyword) -> bool:
    try:
        return Matcher(keyword.query).decides
    except ValueError:
        return False
