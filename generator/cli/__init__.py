"""
The command line. Each command has a module of its name.
"""

from importlib import import_module
from keyword import iskeyword
from pathlib import Path

import click

# The line that `--help` shows for each command. Each command has a module of its name, which is
# imported only to run the command: `--help` does not wait for MkDocs, lxml or the arxiv package.
COMMANDS = {
    "build": "Fetch new papers, render pages and feeds, build the site: the daily run.",
    "check": "Check the configuration and show the query of each keyword.",
    "demo": "Build a site from 113 sample papers and show it; needs no network, touches no store.",
    "digest": "Print what the last run announced, as Markdown.",
    "export": "Print the papers of each page as one file.",
    "fetch": "Ask arXiv for new papers and remember them.",
    "import": "Take over papers from a file.",
    "probe": "Compare an answer of arXiv with what this program relies on.",
    "render": "Write pages, feeds and search index from what is remembered; needs no network.",
    "schema": "Print the JSON Schema of keywords.yaml, for editors.",
    "status": "Show how fresh each keyword is; exit code 1 when somebody has to look.",
    "store": "Look after the remembered papers: site_src/data, described in docs/store.md.",
}


class _Commands(click.Group):
    """
    A group that imports a command when it is run. Until then its ``commands`` are only names.
    """

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        if cmd_name not in self.commands:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        module = import_module(f"generator.cli.{name}")
        command: click.Command = module.command
        command.name = cmd_name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    commands={name: click.Command(name) for name in COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
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
    from generator.build.project import Project  # noqa: PLC0415  # msgspec is not for --help

    context.obj = Project.at(root)
