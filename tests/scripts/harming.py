"""
Runs of the program that come to harm, each followed by one that is left in peace.

    harming.py kill PROJECT -- render     # killed before each file operation
    harming.py full PROJECT -- render     # the disk is full from each of them on
    harming.py full:4 PROJECT -- render   # from every fourth of them
    harming.py 50 PROJECT -- render       # killed at so many random instants

Each starts from a copy of PROJECT. Prints, as JSON, what was tried, and what was wrong afterwards:
a store that lost a paper or is broken, an end without an explanation, or, after the run
in peace, anything that an undisturbed one would have left otherwise.

A process of its own because it forks: a harmed run is a real process that loads nothing anew, so
that hundreds take seconds.
"""

import errno
import json
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# What commands load when they are needed: here once for all.
import generator.arxiv_api.query_api
import generator.build.lock
import generator.build.render
import generator.cli.fetch
import generator.cli.import_
from generator.__main__ import main as daily_papers
from generator.store import Store

# Later than whatever was fetched before.
NOW = datetime(2100, 1, 5, 6, 0, tzinfo=UTC)

SEED = 20260105

BROKEN, NOTHING_DONE = 70, 3

FULL = os.strerror(errno.ENOSPC)

EXPLAINED = re.compile(rf"Error: [^\n]*/[^\n]*: [^\n]*{FULL}\n")

_WRITING = os.O_WRONLY | os.O_RDWR

_OPERATIONS = frozenset(("os.rename", "os.remove", "os.rmdir", "subprocess.Popen"))

Harm = Callable[[], None]


class Clock(datetime):
    """
    Stands still, so that a run tomorrow gives what this one gives.
    """

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003 - as in the base
        """
        The moment of all runs here.
        """
        return NOW


class Trial:
    """
    A project to begin with, a place to work, and the command of these *words*.
    """

    def __init__(self, start: Path, folder: Path, words: list[str]) -> None:
        self.start, self.work, self.words = start, folder / "work", words
        self.note, self.complaint = folder / "operation", folder / "stderr"
        self.fresh()
        assert ended(self.run()) == 0, f"an undisturbed run fails: {self.complaint.read_text()}"
        self.expected = found(self.work)

    def fresh(self) -> None:
        """
        Begin anew.
        """
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.start, self.work)

    def run(self, harm: Harm | None = None) -> int:
        """
        Begin a run, in a process that first does what is to *harm* it.
        """
        child = os.fork()
        if child:
            return child
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(self.complaint, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        sys.argv = ["daily-papers", "-C", str(self.work), *self.words]
        if harm:
            harm()
        os._exit(_exit_code())

    def killed(self, step: int) -> Iterator[str]:
        """
        Kill a run before each *step*-th of its file operations, one after the other; yield which.
        """

        def kill(*_: object) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        for operation, code in self._each(step, lambda number: self._from(number, kill)):
            assert code in {0, -signal.SIGKILL}, f"a run that was killed ended with {code}"
            yield operation

    def on_full_disk(self, step: int) -> Iterator[str]:
        """
        Let a run find the disk full from each *step*-th of its file operations on; yield which.
        """

        def refuse(event: str, path: object) -> None:
            if event in {"open", "os.mkdir", "os.rename"}:
                raise OSError(errno.ENOSPC, FULL, path)

        for operation, code in self._each(step, lambda number: self._from(number, refuse)):
            refused = operation.startswith(("open", "os.mkdir", "os.rename"))
            told = EXPLAINED.fullmatch(self.complaint.read_text("utf-8"))
            if refused and (code != NOTHING_DONE or not told):
                complaint = self.complaint.read_text("utf-8")
                raise AssertionError(f"{operation}: {code} {complaint}")
            yield operation

    def killed_at_random(self, times: int) -> Iterator[str]:
        """
        Kill a run at so many instants of its time; yield when.
        """
        chance = random.Random(SEED)
        self.fresh()
        begun = time.monotonic()
        ended(self.run())
        lasts = time.monotonic() - begun
        killed = 0
        while killed < times:
            instant = chance.uniform(0, lasts)
            self.fresh()
            child = self.run()
            time.sleep(instant)
            os.kill(child, signal.SIGKILL)
            if ended(child) == -signal.SIGKILL:
                killed += 1
                yield f"after {instant:.4f} s"
            else:
                lasts *= 0.9

    def wrong(self) -> list[str]:
        """
        What is not as it should be, now and after a run in peace.
        """
        lost = [f"lost: {paper}" for paper in papers(self.start) - papers(self.work)]
        now = found(self.work)
        # Else it had done all that it does.
        if now != self.expected:
            code = ended(self.run())
            now = found(self.work)
            if code:
                lost.append(f"exit code {code}: {self.complaint.read_text('utf-8')}")
        return lost + [
            path for path in self.expected | now if self.expected.get(path) != now.get(path)
        ]

    def _each(self, step: int, harm: Callable[[int], Harm]) -> Iterator[tuple[str, int]]:
        number = 1
        while True:
            self.fresh()
            self.note.write_text("", "utf-8")
            code = ended(self.run(harm(number)))
            operation = self.note.read_text("utf-8").replace(str(self.work), "")
            if not operation:
                return
            yield operation, code
            number += step

    def _from(self, number: int, act: Callable[[str, object], None]) -> Harm:
        """
        Lets a run *act* from its file operation *number* on, and notes which that is.
        """
        note = os.open(self.note, os.O_WRONLY)
        seen = 0

        def watch(event: str, details: tuple[Any, ...]) -> None:
            nonlocal seen
            if _changes(event, details, self.work):
                seen += 1
                if seen == number:
                    os.write(note, f"{event} {details[0]}".encode())
                if seen >= number:
                    act(event, details[0])

        return lambda: sys.addaudithook(watch)


def _exit_code() -> int:
    try:
        daily_papers()
    except SystemExit as exc:
        return int(exc.code or 0)
    except BaseException:  # noqa: BLE001 - a fork must not go on as the one that forked it
        return BROKEN
    return 0


def ended(child: int) -> int:
    """
    The exit code of *child*, negative for the signal that killed it.
    """
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _changes(event: str, details: tuple[Any, ...], root: Path) -> bool:
    if event == "open":
        return isinstance(details[2], int) and bool(details[2] & _WRITING) and _in(details[0], root)
    if event == "os.mkdir":
        return _in(details[0], root) and not Path(details[0]).exists()
    # Relative names are those of rmtree, which takes away what nobody needs any more.
    return event in _OPERATIONS and (event == "subprocess.Popen" or _in(details[0], root))


def _in(path: object, root: Path) -> bool:
    return isinstance(path, str | Path) and str(path).startswith(str(root))


def found(root: Path) -> dict[str, object]:
    """
    All files but locks and what is being made.
    """
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".daily-papers" not in str(path)
    }


def papers(root: Path) -> set[str]:
    """
    The identifiers in the store.
    """
    return set(Store(root / "site_src" / "data").records())


def main() -> None:
    """
    Print what was tried and what was wrong.
    """
    how, start, _, *words = sys.argv[1:]
    for module in (generator.cli.fetch, generator.cli.import_, generator.build.lock):
        module.datetime = Clock  # type: ignore[attr-defined]  # the clock is at the edge
    tried, wrong = [], {}
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(start), Path(folder), words)
        ways = {"kill": trial.killed, "full": trial.on_full_disk}
        way, _, step = how.partition(":")
        harmed = ways[way](int(step or 1)) if way in ways else trial.killed_at_random(int(how))
        for instant in harmed:
            tried.append(instant)
            if faults := trial.wrong():
                wrong[instant] = faults
    json.dump({"tried": tried, "wrong": wrong}, sys.stdout)


if __name__ == "__main__":
    main()
