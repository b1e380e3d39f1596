"""
The command ``check``: the queries of the keywords, and how many papers match them at arXiv.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Unpack

import click

from generator.arxiv_api.client import ArxivApi
from generator.build.project import Configuration, Project, read_configuration
from generator.cli.arxiv import arxiv
from generator.cli.options import Terms, asks_arxiv
from generator.errors import ArxivError, ExitCode
from generator.fetch.alone import followed
from generator.fetch.strategy import is_harvest, source_reason
from generator.keywords.arxiv_settings import Source
from generator.keywords.keyword import Keyword
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
    configuration = read_configuration(project)
    counts = count_matches(configuration, **terms) if live else None
    answered = report_keywords(configuration, counts)
    sys.exit(ExitCode.ALL_WELL if answered else ExitCode.SOME_FAILED)


def count_matches(
    configuration: Configuration, **terms: Unpack[Terms]
) -> Iterator[tuple[str, bool]]:
    """
    Ask arXiv how many papers match each keyword.

    Yield for each keyword, as soon as its request has ended, a sentence with the number or the
    failure, and whether arXiv answered. Raises ConfigError if the client cannot be set up.
    """
    api = arxiv(configuration, **terms)
    for keyword in configuration.keywords:
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
    configuration: Configuration, counts: Iterator[tuple[str, bool]] | None
) -> bool:
    """
    Print from which interface of arXiv papers come, and the query of each keyword.

    *counts* has, for each keyword, a sentence to print below the query, and whether arXiv answered;
    None if arXiv is not asked. Return whether arXiv answered for all keywords.
    """
    site, keywords = configuration.site, configuration.keywords
    click.echo(f"{printable(site.name)}, {site.url}: {count(len(keywords), 'keyword')}")
    for sentence in _explained(configuration.settings.source, keywords):
        click.echo(printable(sentence))
    answered = True
    for keyword in keywords:
        group = f"{printable(keyword.group)}: " if keyword.group else ""
        click.echo(f"\n{group}{printable(keyword.name)}  →  /{keyword.slug}/")
        click.echo(f"  {printable(keyword.query)}")
        if counts:
            text, is_answer = next(counts)
            answered &= is_answer
            click.echo(f"  {text}")
    return answered


def _explained(source: Source, keywords: Sequence[Keyword]) -> Iterator[str]:
    """
    Sentences that say which interface of arXiv is asked for *keywords*, and why.
    """
    why = source_reason(source, len(keywords))
    if not is_harvest(source, len(keywords)):
        yield f"New papers come from arXiv's query API ({why})."
        return
    yield f"New papers come from all that changes at arXiv, by OAI-PMH ({why})."
    yield "A keyword's first run asks the query API: the past cannot be harvested."
    alone = [keyword.name for keyword in keywords if not _is_decidable(keyword)]
    if alone:
        yield f"Only the query API can tell what these find, each day: {', '.join(alone)}."


def _is_decidable(keyword: Keyword) -> bool:
    try:
        return Matcher(keyword.query).decides
    except ValueError:
        return False
