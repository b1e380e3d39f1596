"""
The command ``digest``: what the last run announced, as Markdown.
"""

import click

from generator.build.project import Project
from generator.build.render import edition
from generator.keywords.keywords_file import read_settings
from generator.site.digest import digest, issue


@click.command()
@click.option("--issue", "as_issue", is_flag=True, help="As title and text of a GitHub issue.")
@click.pass_obj
def command(project: Project, *, as_issue: bool) -> None:
    """
    Print what the last run announced, as Markdown.
    """
    if not as_issue:
        click.echo(digest(edition(project)), nl=False)
    elif read_settings(project.keywords).digest_issue and (found := issue(edition(project))):
        click.echo(f"{found.title}\n\n{found.body}", nl=False)
