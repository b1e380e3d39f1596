"""
One run at a time in the keeper's folder.
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
    Hold *project* for *command*, begun at *now*, until the block or the process ends.

    Readers need no lock: every file is there whole. Raises ProjectError at once where another
    run holds the project, with its command and since when, or where no lock can be written.
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
        # Not in the lock itself: nobody else can read that on Windows.
        atomic.write(path, text.encode())
    except OSError as exc:
        raise ProjectError(path, f"cannot be written: {exc.strerror}") from exc


def _busy(holder: Path) -> str:
    try:
        who = f" ({holder.read_text('utf-8').strip()})"
    except (OSError, UnicodeDecodeError):
        who = ""
    return f"another run holds this folder{who}; try again when it has ended"


def exclusive(project: Project) -> AbstractContextManager[None]:
    """
    Hold *project* for the command that is being run, from now on. Raises ProjectError.
    """
    words = click.get_current_context().command_path.split()[1:]
    return held(project, " ".join(words), now=datetime.now(UTC))
