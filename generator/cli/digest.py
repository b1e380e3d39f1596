"""
The command ``digest``: what the last run announced, as Markdown.
"""

import click

from generator.build.project import Project, read_configuration
from generator.build.render import edition
from generator.site.digest import digest, issue


@click.command()
@click.option("--issue", "as_issue", is_flag=True, help="As title and text of a GitHub issue.")
@click.pass_obj
def command(project: Project, *, as_issue: bool) -> None:
    """
    Print what the last run announced, as Markdown.
    """
    configuration = read_configuration(project)
    if not as_issue:
        click.echo(digest(edition(configuration)), nl=False)
    elif configuration.settings.digest_issue and (found := issue(edition(configuration))):
        click.echo(f"{found.title}\n\n{found.body}", nl=False)
