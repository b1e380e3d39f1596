"""
Files that really cannot be written: too large, in a folder without permission, on a full device.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs.keeper import Keeper
from programs.tools import needed
from samples.making import make_paper
from servers.arxiv_server import ArxivServer

from generator.build.project import Project
from generator.papers.announcement import Announcement, Record
from generator.store import Store

LONG = "Windmills turn. " * 200


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    """
    A project with a paper in its store.
    """
    keeper = Keeper(tmp_path)
    (tmp_path / "keywords.yaml").write_text("keywords:\n  - Windmills\n", "utf-8")
    paper = make_paper()
    record = Record(paper, {"windmills": Announcement(paper.updated.date())})
    Store(Project.at(tmp_path).store).remember({"2512.17601": record}, ["2512.17601"])
    return keeper


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer([make_paper("2512.17602", abstract=LONG), make_paper()]) as server:
        yield server


def run(
    keeper: Keeper, *words: str, through: tuple[str, ...] = (), output: str = os.devnull
) -> tuple[int, str]:
    """
    Run a command *through* another program; return its exit code and what it complained about.
    """
    with Path(output).open("wb") as stdout:
        done = subprocess.run(
            [*through, sys.executable, "-m", "generator", *words],
            cwd=keeper.root,
            stdout=stdout,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            # Neither coverage's file nor compiled modules would have room: Python keeps a compiled
            # module of which only the beginning could be written, and fails to load it later.
            env={name: value for name, value in os.environ.items() if "COV" not in name}
            | {"PYTHONDONTWRITEBYTECODE": "1"},
        )
    return done.returncode, done.stderr


def test_a_file_that_breaks_off_in_writing_is_named(keeper: Keeper, server: ArxivServer) -> None:
    """
    As on a full disk, a part of it is written, and the write fails: the old file stays, and the
    part goes.
    """
    papers = keeper.source / "data" / "papers"
    before = (papers / "2512.jsonl").read_bytes()
    little = ("sh", "-c", 'ulimit -f 1; exec "$@"', "sh")

    fetched = run(keeper, "fetch", "--api-url", server.url, "--pause", "0", through=little)
    rendered = run(keeper, "render", through=little)

    assert (3, "Error: site_src/data/papers/2512.jsonl: cannot be written: File too large\n") == (
        fetched
    )
    assert 3 == rendered[0]
    assert rendered[1].startswith("Error: render: site_src/")
    assert rendered[1].endswith(": File too large\n")
    assert before == (papers / "2512.jsonl").read_bytes()
    assert ["2512.jsonl"] == [path.name for path in papers.iterdir()]


@pytest.mark.parametrize(
    "case",
    [
        (".", "render", ".daily-papers.lock: cannot be written"),
        ("site_src/data/papers", "fetch", "site_src/data/papers/2512.jsonl: cannot be written"),
        ("site_src", "render", "render: site_src/"),
    ],
)
def test_a_folder_without_permission_is_named(
    keeper: Keeper, server: ArxivServer, case: tuple[str, str, str]
) -> None:
    """
    Exit code 3; nothing is written, and commands that only read go on.
    """
    folder, command, complaint = case
    terms = ("--api-url", server.url, "--pause", "0") if command == "fetch" else ()
    (keeper.root / folder).chmod(0o555)
    # Root may write anywhere, unless it gives up that right.
    through = (needed("setpriv"), "--bounding-set=-dac_override") if os.geteuid() == 0 else ()

    code, told = run(keeper, command, *terms, through=through)
    reading, _ = run(keeper, "export", through=through)

    (keeper.root / folder).chmod(0o755)
    assert 3 == code
    assert told.startswith(f"Error: {complaint}")
    assert told.endswith(": Permission denied\n")
    assert 0 == reading


@pytest.mark.parametrize("command", ["export", "check"])
def test_an_output_without_room_is_told(keeper: Keeper, command: str) -> None:
    """
    What was printed only in part does not pass for the whole.
    """
    assert (3, "Error: output: No space left on device\n") == run(
        keeper, command, output="/dev/full"
    )


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_an_engine_without_room_is_told_in_a_line(keeper: Keeper, engine: str) -> None:
    """
    The file that could not be written, without the traceback; the site stays as it was.
    """
    build = ("build", "--no-fetch", "--engine", engine)
    assert 0 == keeper.run("render").returncode
    little = ("sh", "-c", 'ulimit -f 60; exec "$@"', "sh")

    code, told = run(keeper, *build, through=little)

    assert 3 == code
    assert told.startswith(f"Error: {engine} build: site")
    assert told.endswith(": File too large\n")
    assert 1 == told.count("\n")
    assert [] == [path for path in keeper.site.iterdir() if not path.name.startswith(".")]
