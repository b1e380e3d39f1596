"""
A benchmark's figures as a table that explains itself: rows, what they are compared with, and where
and when they were measured.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from measuring import MB, Figures
from msgspec import Struct

# What a script ends with where a program that it needs is missing.
CANNOT_RUN = 3
FULL = "full"
_CPUS = Path("/proc/cpuinfo")


class MissingError(Exception):
    """
    What a benchmark needs is not on this machine; says what, and how to get it.
    """


def need_module(name: str, remedy: str) -> None:
    """
    Raise MissingError where there is no Python module *name*.
    """
    if find_spec(name) is None:
        raise MissingError(f"{name} is not installed; {remedy}")


class Row(Struct, frozen=True, kw_only=True):
    """
    One figure, or some of the same thing.

    *wall* and *cpu* are seconds, *memory* is the peak in MB, *amount* is whatever else was counted,
    with its unit; *compared* are sentences about how that stands to a limit or a peer.
    """

    what: str
    wall: float | None = None
    cpu: float | None = None
    memory: float | None = None
    amount: str = ""
    compared: tuple[str, ...] = ()

    def cells(self) -> tuple[str, ...]:
        """
        What stands in the table's columns.
        """
        return (
            self.what,
            number(self.wall),
            number(self.cpu),
            "" if self.memory is None else f"{self.memory:,.0f}",
            self.amount,
            "; ".join(self.compared),
        )


_COLUMNS = (
    ("what", "---"),
    ("seconds", "---:"),
    ("CPU seconds", "---:"),
    ("MB at most", "---:"),
    ("counted", "---:"),
    ("compared", "---"),
)


def took(what: str, figures: Figures, *compared: str, amount: str = "") -> Row:
    """
    The row of a command that was measured.
    """
    return Row(
        what=what,
        wall=figures.wall,
        cpu=figures.cpu,
        memory=figures.memory,
        amount=amount,
        compared=compared,
    )


def times(ratio: float, peer: str, most: float | None = None) -> str:
    """
    That a figure is so many times that of *peer*, and whether that is more than the *most* allowed.
    """
    limit = "" if most is None else f", {most:g} allowed{_missed(ratio > most)}"
    return f"{number(ratio)} × {peer}{limit}"


def allowed(value: float, limit: float, unit: str) -> str:
    """
    Which part of a *limit* a *value* takes, and plainly if it is too much.
    """
    return f"{number(value / limit)} × the {limit:,g} {unit} allowed{_missed(value > limit)}"


def wanted(value: float, least: float, unit: str) -> str:
    """
    Which part of what is wanted at *least* a *value* reaches, and plainly if it is too little.
    """
    return f"{number(value / least)} × the {least:,g} {unit} wanted{_missed(value < least)}"


class Growth:
    """
    Compares the figure of each size with that of the size before it.
    """

    def __init__(self, of: str) -> None:
        self._of = of
        self._before: tuple[int, float] | None = None

    def times(self, size: int, value: float) -> tuple[str, ...]:
        """
        How many times the last *value*; nothing for the first *size*.
        """
        before, self._before = self._before, (size, value)
        return (times(value / before[1], f"that of {before[0]:,} {self._of}"),) if before else ()


def counted(count: int, what: str) -> str:
    """
    So many of *what*: ``1 request``, ``2 requests``.
    """
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def number(value: float | None) -> str:
    """
    A *value* with as many digits as mean something; nothing for None.
    """
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}" if value >= 10 else f"{value:.2f}"


class Topic(Struct, frozen=True, kw_only=True):
    """
    What one script measures: *rows* for given sizes, under a *title*, with a sentence *about* it.

    *quick* and *full* are sizes for a first look and for the table. *programs* are those it needs
    besides Python, and how to get them.
    """

    title: str
    about: str
    rows: Callable[[Sequence[int]], Iterator[Row]]
    quick: tuple[int, ...]
    full: tuple[int, ...]
    programs: dict[str, str] = {}

    def main(self) -> None:
        """
        Print the section of the README, each row as soon as it is there on standard error, too.

        The words of the command line are sizes, or ``full``.
        """
        words = sys.argv[1:]
        sizes = self.full if words == [FULL] else tuple(map(int, words)) or self.quick
        try:
            versions = [self._version(program) for program in self.programs]
            rows = list(map(_echoed, self.rows(sizes)))
        except MissingError as exc:
            print(f"not measured: {exc}", file=sys.stderr)
            sys.exit(CANNOT_RUN)
        said = f"Measured on {_today()}: {', '.join([*_machine(), *versions])}."
        print(f"## {self.title}\n\n{self.about}\n\n{said}\n\n{table(rows)}", end="")

    def _version(self, program: str) -> str:
        path = shutil.which(program)
        if path is None:
            raise MissingError(f"{program} is not installed; {self.programs[program]}")
        option = "version" if program == "hugo" else "--version"
        said = subprocess.check_output([path, option], encoding="utf-8", stderr=subprocess.DEVNULL)
        return f"{program} {_version_in(said)}"


def table(rows: Sequence[Row]) -> str:
    """
    The *rows* as a Markdown table, without columns in which nothing stands.
    """
    lines = [tuple(title for title, _ in _COLUMNS), tuple(rule for _, rule in _COLUMNS)]
    lines += [row.cells() for row in rows]
    used = [place for place in range(len(_COLUMNS)) if any(line[place] for line in lines[2:])]
    return "".join(f"| {' | '.join(line[place] for place in used)} |\n" for line in lines)


def _missed(missed: bool) -> str:  # noqa: FBT001 - the only thing it is told
    return ": **missed**" if missed else ""


def _echoed(row: Row) -> Row:
    units = ("", "s", "s CPU", "MB", "", "")
    said = [f"{cell} {unit}".strip() for cell, unit in zip(row.cells(), units, strict=True) if cell]
    print("  " + "  ".join(said), file=sys.stderr, flush=True)
    return row


def _version_in(said: str) -> str:
    """
    The first word that looks like a version: ``v0.111.3-abc+extended`` is 0.111.3.
    """
    words = (word.lstrip("v").partition("+")[0].partition("-")[0] for word in said.split())
    return next(word for word in words if word[:1].isdigit())


def _today() -> str:
    now = datetime.now(UTC)
    return f"{now.day} {now:%B %Y}"


def _machine() -> list[str]:
    lines = _CPUS.read_text("utf-8").splitlines() if _CPUS.exists() else []
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    processor = f"{len(names)} × {names[0]}" if names else platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / MB / 1000
    return [processor, f"{memory:.0f} GB", f"Python {platform.python_version()}"]
