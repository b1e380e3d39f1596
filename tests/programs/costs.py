"""
What a run of the real program costs: time of the processor and memory.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

# Linux counts the memory of the process that starts a program as the program's own, until the
# program has more. So a small process starts it. Its arguments: the limit, then the command.
_STARTER = """
import json, os, resource, subprocess, sys
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
process = subprocess.Popen(sys.argv[2:], stdout=sys.stderr)
_, status, usage = os.wait4(process.pid, 0)
seconds, kilobytes = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
print(json.dumps([seconds, kilobytes / 1024, os.waitstatus_to_exitcode(status)]))
"""


class Cost(Struct, frozen=True):
    """
    What one run cost, and how it ended.
    """

    seconds: float
    """The time for which it kept the processor busy."""
    megabytes: float
    """The most memory that it had."""
    exit_code: int
    """Its exit code, negative if it was killed."""
    output: str
    """What it wrote."""


def cost_of(root: Path, words: Iterable[str], *, limit: int = 120) -> Cost:
    """
    What ``daily-papers`` with these *words* costs in the project at *root*.

    It is killed after *limit* seconds of the processor.
    """
    command = (sys.executable, "-m", "generator", "-C", str(root), *words)
    run = subprocess.run(
        (sys.executable, "-S", "-c", _STARTER, str(limit), *command),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=True,
        env=os.environ | {"SITE_URL": "https://example.org/papers/"},
    )
    seconds, megabytes, exit_code = json.loads(run.stdout)
    return Cost(seconds, megabytes, exit_code, run.stderr)
