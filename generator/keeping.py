"""
The commands that look after the store.
"""

from collections.abc import Sequence

import click

from generator.config import read_keywords
from generator.errors import StoreError
from generator.project import Project
from generator.store import Store, compact, inspection, mend
from generator.wording import count

ALL_WELL, TO_LOOK_AT = 0, 1


def check_store(project: Project) -> int:
    """
    Print all that is wrong with the store, and return the exit code. Raises StoreError.
    """
    found = inspection(Store(project.store))
    _print(found.faults)
    for path in found.untidy:
        click.echo(f"{path}: reads well, but is not written as here; daily-papers store compact")
    if found.faults:
        click.echo(f"{count(len(found.faults), 'fault')}; try daily-papers store repair", err=True)
        return TO_LOOK_AT
    click.echo(f"{count(found.papers, 'paper')} in {count(found.files, 'file')}, no fault")
    return ALL_WELL


def repair_store(project: Project) -> int:
    """
    Mend the store, print what was done, and return the exit code. Raises StoreError.
    """
    mended = mend(Store(project.store))
    for one in mended:
        _print(one.faults)
        if one.lines:
            click.echo(f"  set aside: {count(one.lines, 'line')}, in {one.aside}")
    aside = sum(one.lines for one in mended)
    if not mended:
        click.echo("nothing to mend")
        return ALL_WELL
    click.echo(f"mended {count(len(mended), 'file')}, {count(aside, 'line')} set aside")
    return TO_LOOK_AT if aside else ALL_WELL


def compact_store(project: Project, *, forget: bool) -> int:
    """
    Write the store anew, print what was done, and return the exit code.

    Raises ConfigError and StoreError.
    """
    slugs = [keyword.slug for keyword in read_keywords(project.keywords)]
    done = compact(Store(project.store), slugs, forget=forget)
    click.echo(f"{count(done.files, 'file')} written anew")
    if done.papers:
        are = "under no keyword of keywords.yaml"
        remedy = "forgotten" if forget else "kept; --forget-unlisted removes them"
        click.echo(f"{count(done.papers, 'paper')} {are}: {remedy}")
    return ALL_WELL


def _print(faults: Sequence[StoreError]) -> None:
    for fault in faults:
        click.echo(str(fault))
