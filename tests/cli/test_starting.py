"""
How long somebody waits for a command that does nothing.
"""

import subprocess
import sys

import click
import pytest

from generator.cli import COMMANDS, cli

# What only some commands need; each of these takes longer to import than Python to start.
HEAVY = frozenset(
    (
        *("arxiv", "feedgen", "jinja2", "latex2mathml", "lxml", "mkdocs", "msgspec", "pylatexenc"),
        *("requests", "rich", "Stemmer", "yaml", "generator.keywords", "generator.fetch"),
    )
)

_HELP = """
import sys
from generator.cli import cli
cli(["--help"], standalone_mode=False)
print(*sys.modules, file=sys.stderr)
"""


def test_help_waits_for_nothing() -> None:
    """
    Packages are loaded by the commands that use them, not by those that only speak.
    """
    run = subprocess.run(
        [sys.executable, "-c", _HELP], capture_output=True, encoding="utf-8", check=True
    )

    assert "Follow arXiv" in run.stdout
    assert not HEAVY & set(run.stderr.split())


def test_a_mistyped_command_is_answered_with_the_nearest() -> None:
    """
    The names of all commands are known without importing any.
    """
    with pytest.raises(click.UsageError) as caught:
        cli(["buil"], standalone_mode=False)

    # click before 8.2 suggests nothing.
    assert ["build"] == getattr(caught.value, "possibilities", ["build"])


def test_the_list_of_commands_says_what_each_says() -> None:
    """
    `--help` has a table of its own, because no command is imported for it: both say the same.
    """
    context = click.Context(cli)
    commands = {name: cli.get_command(context, name) for name in cli.list_commands(context)}

    for name, line in COMMANDS.items():
        command = commands[name]
        assert command is not None
        assert command.help
        assert command.help.strip().startswith(line.removesuffix("."))
