"""
The lock of the keeper's folder: one run at a time writes there.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from filelock import FileLock, Timeout

from generator.build.project import Project
from generator.errors import ProjectError
from generator.store import atomic


@contextmanager
def held(project: Project, command: str, *, now: datetime) -> Iterator[None]:
    """
    Lock *project* for *command*, which began at *now*, until the block or the process ends.

    Readers need no lock, because files are replaced at once. Raises ProjectError without waiting if
    another run holds the lock, with that run's command and start, or if the lock cannot be written.
    """
    lock = FileLock(project.lock)
    try:
        lock.acquire(blocking=False)
    except Timeout as exc:
        raise ProjectError(project.root, _busy(project.holder)) from exc
    except OSError as exc:
        raise ProjectError(project.lock, f"cannot be written: {exc.strerror}") from exc
    try:
        _note(project.holder, f"daily-papers {command}, since {now:%Y-%m-%d %H:%M} UTC\n")
        yield
    finally:
        lock.release()


def _note(path: Path, text: str) -> None:
    try:
        # In a file of its own: on Windows no other process can read a locked file.
        atomic.write(path, text.encode())
    except OSError as exc:
        raise ProjectError(path, f"cannot be written: {exc.strerror}") from exc


def _busy(holder: Path) -> str:
    try:
        run = f" ({atomic.read(holder).decode().strip()})"
    except (OSError, UnicodeDecodeError):
        run = ""
    return f"another run holds this folder{run}; try again when it has ended"


def exclusive(project: Project) -> AbstractContextManager[None]:
    """
    Lock *project* for the command that click is running. Raises ProjectError as `held`.
    """
    _, *names = click.get_current_context().command_path.split()
    return held(project, " ".join(names), now=datetime.now(UTC))
