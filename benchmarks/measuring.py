"""
Whole commands, measured: seconds on the wall, CPU seconds, peak memory.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, run
from typing import TypeVar

from msgspec import Struct

ROOT = Path(__file__).parents[1]

# Benchmarks use the servers and the browser of the tests: whoever imports this module finds them.
sys.path.insert(0, str(ROOT / "tests"))

MB = 1_000_000

T = TypeVar("T")

# Starts a command and says what it took. Linux counts the memory of who starts a program as that
# program's own, so that must not be a process which holds thousands of papers.
_STARTER = """
import os, sys, time
begin = time.monotonic()
process = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(process, 0)
took = time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss
print(os.waitstatus_to_exitcode(status), *took)
"""


class Figures(Struct, frozen=True):
    """
    What a command took: *wall* and *cpu* in seconds, *memory* in MB, that of its largest process.
    """

    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:7.1f} s  {self.cpu:7.1f} s CPU  {self.memory:6.0f} MB"


def measured(
    command: Sequence[str | Path], *, expected: Sequence[int] = (0,), **environment: str
) -> Figures:
    """
    Run *command* to its end; raises RuntimeError when that is none of the *expected* codes.
    """
    starter = [sys.executable, "-I", "-S", "-c", _STARTER]
    started = run(
        [*starter, *map(str, command)],
        stdin=DEVNULL,
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
    )
    code, wall, cpu, kilobytes = map(float, started.stdout.split())
    if code not in expected:
        raise RuntimeError(f"{command} ended with {code:.0f}: {started.stderr[-2000:]}")
    # ru_maxrss is KiB on Linux.
    return Figures(wall, cpu, kilobytes * 1024 / MB)


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """
    The processor time of *act*, in this process, and what it returned.
    """
    begin = time.process_time()
    returned = act()
    return time.process_time() - begin, returned


def daily_papers(root: Path, *words: str) -> list[str | Path]:
    """
    The command line for the project in *root*.
    """
    return [sys.executable, "-m", "generator", "-C", root, *words]


def mkdocs(root: Path) -> list[str | Path]:
    """
    The command line that builds the rendered project in *root*.
    """
    config = ("--config-file", root / "mkdocs.yml", "--site-dir", root / "site")
    return [sys.executable, "-m", "mkdocs", "build", "--strict", *config]


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
