"""
Whole commands, measured: seconds on the wall, CPU seconds, peak memory.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen

from msgspec import Struct

ROOT = Path(__file__).parents[1]


class Figures(Struct, frozen=True):
    """
    What a command took: *wall* and *cpu* in seconds, *memory* in MiB, its children included.
    """

    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:7.1f} s  {self.cpu:7.1f} s CPU  {self.memory:6.0f} MiB"


def measured(
    command: Sequence[str | Path], *, expected: Sequence[int] = (0,), **environment: str
) -> Figures:
    """
    Run *command* to its end; raises RuntimeError when that is none of the *expected* codes.
    """
    begin = time.monotonic()
    process = Popen(
        list(map(str, command)), stdout=DEVNULL, stderr=DEVNULL, env=os.environ | environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    if (code := os.waitstatus_to_exitcode(status)) not in expected:
        raise RuntimeError(f"{command} ended with {code}")
    # ru_maxrss is KiB on Linux.
    seconds = usage.ru_utime + usage.ru_stime
    return Figures(time.monotonic() - begin, seconds, usage.ru_maxrss / 1024)


def daily_papers(root: Path, *words: str) -> list[str | Path]:
    """
    The command line for the project in *root*.
    """
    return [sys.executable, "-m", "generator", "-C", root, *words]


@contextmanager
def project() -> Iterator[Path]:
    """
    A project folder that holds what a fresh clone holds, and goes away afterwards.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in (
            "mkdocs.yml",
            "keywords.yaml",
            "overrides",
            "site_src/assets",
            "site_src/about.md",
        ):
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, target)
        yield root
