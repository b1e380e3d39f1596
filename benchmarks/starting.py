"""
How long a command takes before it does anything: python benchmarks/starting.py [ATTEMPTS]
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import ROOT, Figures, daily_papers, measured
from table import Row, Topic, allowed, took

# What `--help` may take more than Python alone.
LIMIT = 150


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    The quickest of some attempts, beside Python alone.
    """
    for attempts in sizes:
        bare = _quickest([sys.executable, "-c", ""], attempts)
        yield took("`python -c ''`", bare)
        started = _quickest(daily_papers(ROOT, "--help"), attempts)
        more = 1000 * (started.wall - bare.wall)
        limit = allowed(more, LIMIT, "ms")
        yield took("`daily-papers --help`", started, limit, amount=f"{more:.0f} ms more")


def _quickest(command: list[str | Path], attempts: int) -> Figures:
    return min((measured(command) for _ in range(attempts)), key=lambda one: one.wall)


TOPIC = Topic(
    title="Start-up",
    about="How long a command takes before it does anything, the quickest of some attempts.",
    rows=rows,
    quick=(5,),
    full=(20,),
)

if __name__ == "__main__":
    TOPIC.main()
