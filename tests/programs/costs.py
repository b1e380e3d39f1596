"""
What a run of the real program costs: time of the processor and memory.
"""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct


class Cost(Struct, frozen=True):
    """
    What one run cost, and how it ended.
    """

    seconds: float
    """The time for which it kept the processor busy."""
    megabytes: float
    """The most memory that it had."""
    output: str
    """What it wrote."""
    exit_code: int
    """Its exit code, negative if it was killed."""


def cost_of(root: Path, words: Iterable[str], *, limit: int = 120) -> Cost:
    """
    What ``daily-papers`` with these *words* costs in the project at *root*.

    It is killed after *limit* seconds of the processor.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "generator", "-C", str(root), *words],
            stdout=output,
            stderr=subprocess.STDOUT,
            env=os.environ | {"SITE_URL": "https://example.org/papers/"},
        )
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (limit, limit))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    seconds = usage.ru_utime + usage.ru_stime
    return Cost(seconds, usage.ru_maxrss / 1024, text, process.returncode)
