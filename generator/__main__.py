"""
Runs ``daily-papers``, also as ``python -m generator``, and owns its exit code.
"""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import click

from generator.cli import cli
from generator.errors import ExitCode, GeneratorError
from generator.text.terminal import printable


def main() -> None:
    """
    Run the command line and exit; whatever goes wrong becomes one message and an exit code.
    """
    # SIGTERM, by which CI and servers stop a job, does what Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = _run()
        # Flush, because printed text may still be in memory: a full disk is noticed only here.
        click.echo(nl=False)
    except OSError as exc:
        # Errors about files are GeneratorErrors, so this one is about the output.
        _complain(f"output: {exc.strerror}")
        code = ExitCode.NOTHING_DONE
    _discard_unwritten()
    sys.exit(code)


def _run() -> int:
    try:
        cli(prog_name="daily-papers", standalone_mode=False)
    except SystemExit as exc:
        return int(exc.code or 0)
    except click.ClickException as exc:
        exc.show()
        return ExitCode.WRONG_CONFIG
    except GeneratorError as exc:
        _complain(str(exc))
        return exc.exit_code
    except click.Abort:
        _complain("stopped; what was fetched is kept, and the next run goes on")
        return ExitCode.INTERRUPTED
    return ExitCode.ALL_WELL


def _complain(reason: str) -> None:
    lines = f"Error: {reason}".splitlines()
    with suppress(OSError):
        click.echo("\n".join(map(printable, lines)), err=True)


def _discard_unwritten() -> None:
    """
    Throw away what stdout and stderr could not write.

    Python tries to write it again when it ends, and a second failure makes the exit code 120.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            with Path(os.devnull).open("wb") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())


if __name__ == "__main__":
    main()
