"""
The commands ``store check``, ``store repair`` and ``store compact``.
"""

import sys
from collections.abc import Sequence

import click

from generator.build.lock import exclusive
from generator.build.project import Project
from generator.errors import ExitCode, StoreError
from generator.keywords.keywords_file import read_keywords_file
from generator.store import Store
from generator.store import check as check_files
from generator.store import compact as compact_files
from generator.store import repair as repair_files
from generator.text.terminal import count


@click.group()
def command() -> None:
    """
    Look after the remembered papers: site_src/data, described in docs/store.md.
    """


@command.command()
@click.pass_obj
def check(project: Project) -> None:
    """
    Read every file and name every fault; exit code 1 where there is one.
    """
    sys.exit(check_store(project))


@command.command()
@click.option(
    "--accept-loss",
    is_flag=True,
    help="Give up the papers of files that are missing or lack lines. The next fetch asks arXiv "
    "for them, and does not announce them again.",
)
@click.pass_obj
def repair(project: Project, *, accept_loss: bool) -> None:
    """
    Mend what can be mended safely.

    Papers in the wrong month or in two places, merge conflicts, lines that were cut off. What
    cannot stay goes into a .broken file beside its own, and exit code 1 says so.
    """
    with exclusive(project):
        sys.exit(repair_store(project, accept_loss=accept_loss))


@command.command()
@click.option(
    "--forget-unlisted",
    "forget",
    is_flag=True,
    help="Remove, for good, papers that no keyword of keywords.yaml lists, and what is known of "
    "keywords that are gone.",
)
@click.pass_obj
def compact(project: Project, *, forget: bool) -> None:
    """
    Write each file as this program does: in order, without spare spaces or lines.
    """
    with exclusive(project):
        sys.exit(compact_store(project, forget=forget))


def check_store(project: Project) -> ExitCode:
    """
    Print all that is wrong with the store, and return the exit code. Raises StoreError.
    """
    found = check_files(Store(project.store))
    _print(found.faults)
    for path in found.not_canonical:
        click.echo(f"{path}: reads well, but is not written as here; daily-papers store compact")
    if found.faults:
        click.echo(f"{count(len(found.faults), 'fault')}; try daily-papers store repair", err=True)
        return ExitCode.SOME_FAILED
    click.echo(f"{count(found.papers, 'paper')} in {count(found.files, 'file')}, no fault")
    return ExitCode.ALL_WELL


def repair_store(project: Project, *, accept_loss: bool = False) -> ExitCode:
    """
    Repair the store, print what was done, and return the exit code.

    *accept_loss* gives up the papers of files that are missing or lack lines. Raises StoreError.
    """
    report = repair_files(Store(project.store), accept_loss=accept_loss)
    for file in report.files:
        _print(file.faults)
        if file.lines:
            click.echo(f"  set aside: {count(file.lines, 'line')}, in {file.aside}")
    aside = sum(file.lines for file in report.files)
    if report.files:
        click.echo(f"mended {count(len(report.files), 'file')}, {count(aside, 'line')} set aside")
    elif not report.shortages:
        click.echo("nothing to mend")
    _print_shortages(report.shortages, accepted=accept_loss)
    is_left = report.shortages and not accept_loss
    return ExitCode.SOME_FAILED if aside or is_left else ExitCode.ALL_WELL


def _print_shortages(shortages: Sequence[StoreError], *, accepted: bool) -> None:
    for shortage in shortages:
        fault = str(shortage).partition(". ")[0] if accepted else str(shortage)
        click.echo(f"{fault}: given up" if accepted else fault)
    if shortages and accepted:
        click.echo(
            f"{count(len(shortages), 'file')} given up; the next fetch asks arXiv for the papers "
            "again, and does not announce them as news"
        )


def compact_store(project: Project, *, forget: bool) -> ExitCode:
    """
    Write the store anew, print what was done, and return the exit code.

    *forget* removes papers that no keyword lists. Raises ConfigError and StoreError.
    """
    keywords, _ = read_keywords_file(project.keywords)
    slugs = [keyword.slug for keyword in keywords]
    done = compact_files(Store(project.store), slugs, forget=forget)
    click.echo(f"{count(done.files, 'file')} written anew")
    if done.papers:
        are = "under no keyword of keywords.yaml"
        remedy = "forgotten" if forget else "kept; --forget-unlisted removes them"
        click.echo(f"{count(done.papers, 'paper')} {are}: {remedy}")
    return ExitCode.ALL_WELL


def _print(faults: Sequence[StoreError]) -> None:
    for fault in faults:
        click.echo(str(fault))
