"""
``daily-papers``, also as ``python -m generator``.

Exit codes: 0 all well · 1 some keywords failed, the rest was published · 2 the configuration or the
command is wrong · 3 nothing could be done · 130 stopped by Ctrl-C or
SIGTERM.
"""

import signal
import sys

import click

from generator.cli import cli
from generator.errors import ConfigError, GeneratorError
from generator.printable import printable

WRONG_CONFIG, NOTHING, INTERRUPTED = 2, 3, 130


def main() -> None:
    """
    Run the command line: whatever goes wrong becomes one message and an exit code.
    """
    # Whoever stops a job in CI or on a server means Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        cli(prog_name="daily-papers", standalone_mode=False)
    except click.ClickException as exc:
        exc.show()
        sys.exit(WRONG_CONFIG)
    except ConfigError as exc:
        _complain(str(exc))
        sys.exit(WRONG_CONFIG)
    except GeneratorError as exc:
        _complain(str(exc))
        sys.exit(NOTHING)
    except click.Abort:
        _complain("stopped; what was fetched is kept, and the next run goes on")
        sys.exit(INTERRUPTED)
    except OSError as exc:
        # Of files we speak in errors of our own: this is what we print into.
        _complain(f"output: {exc.strerror}")
        sys.exit(NOTHING)


def _complain(reason: str) -> None:
    lines = f"Error: {reason}".splitlines()
    click.echo("\n".join(map(printable, lines)), err=True)


if __name__ == "__main__":
    main()
