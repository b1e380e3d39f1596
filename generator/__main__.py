"""
``daily-papers``, also as ``python -m generator``. ``generator.errors`` has the exit codes.
"""

import os
import signal
import sys
from pathlib import Path
from typing import TextIO

import click

from generator.cli import cli
from generator.errors import ExitCode, GeneratorError
from generator.text.terminal import printable


def main() -> None:
    """
    Run the command line: whatever goes wrong becomes one message and an exit code.
    """
    # Whoever stops a job in CI or on a server means Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    code = _run()
    # Python flushes both once more at its end, and a failure there would make the exit code 120.
    if not (_flushed(sys.stdout) and _flushed(sys.stderr)):
        code = code or ExitCode.NOTHING_DONE
    sys.exit(code)


def _run() -> int:
    try:
        cli(prog_name="daily-papers", standalone_mode=False)
        # What was printed may still wait in memory: only now it is known to have arrived.
        sys.stdout.flush()
    except SystemExit as exc:
        return _code(exc)
    except click.ClickException as exc:
        exc.show()
        return ExitCode.WRONG_CONFIG
    except GeneratorError as exc:
        _complain(str(exc))
        return exc.exit_code
    except click.Abort:
        _complain("stopped; what was fetched is kept, and the next run goes on")
        return ExitCode.INTERRUPTED
    except OSError as exc:
        # Errors about files are GeneratorErrors: this one is about the output.
        _complain(f"output: {exc.strerror}")
        return ExitCode.NOTHING_DONE
    return ExitCode.ALL_WELL


def _code(exc: SystemExit) -> int:
    try:
        sys.stdout.flush()
    except OSError as problem:
        _complain(f"output: {problem.strerror}")
        return ExitCode.NOTHING_DONE
    return int(exc.code or 0)


def _flushed(stream: TextIO) -> bool:
    """
    Whether all that was written into *stream* has arrived; otherwise the rest is thrown away.
    """
    try:
        stream.flush()
    except OSError:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), stream.fileno())
        return False
    return True


def _complain(reason: str) -> None:
    lines = f"Error: {reason}".splitlines()
    click.echo("\n".join(map(printable, lines)), err=True)


if __name__ == "__main__":
    main()
