"""
A command that nobody else's run may meet.
"""

from contextlib import AbstractContextManager
from datetime import UTC, datetime

import click

from generator.lock import held
from generator.project import Project


def alone(project: Project) -> AbstractContextManager[None]:
    """
    Hold *project* for the command that is being run, from now on. Raises ProjectError.
    """
    words = click.get_current_context().command_path.split()[1:]
    return held(project, " ".join(words), now=datetime.now(UTC))
