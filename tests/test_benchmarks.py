import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import bench
from table import Row, allowed, table, wanted

FOLDER = bench.README.parent


def test_all_benchmarks_are_run_and_have_their_place() -> None:
    """
    A script that measures something is one that `make bench` runs, and the README has its table.
    """
    scripts = {
        path.stem for path in FOLDER.glob("*.py") if "TOPIC.main()" in path.read_text("utf-8")
    }
    text = bench.README.read_text("utf-8")

    assert scripts == set(bench.TOPICS)
    assert all(f"<!-- {name} -->\n" in text and f"<!-- /{name} -->\n" in text for name in scripts)


def test_a_table_takes_the_place_of_its_older_one_alone() -> None:
    """
    What others wrote around it stays; one that was never there comes last.
    """
    text = "# Costs\n\n<!-- a -->\n\nold\n\n<!-- /a -->\n\n<!-- b -->\nb\n<!-- /b -->\nEnd\n"

    once = bench.placed(text, "a", "new\n")

    assert text.replace("old", "new") == once
    assert f"{text}\n<!-- c -->\n\nc\n\n<!-- /c -->\n" == bench.placed(text, "c", "c\n")


def test_a_missed_limit_says_so() -> None:
    """
    Whoever reads the table sees at a glance what is met; columns in which nothing is are left out.
    """
    rows = [
        Row(what="search", wall=0.5, compared=(allowed(221, 400, "KB"),)),
        Row(what="build", wall=75.25, compared=(allowed(75.25, 60, "s"),)),
        Row(what="page", compared=(wanted(97, 98, "points"),)),
    ]

    assert (
        "| what | seconds | compared |\n"
        "| --- | ---: | --- |\n"
        "| search | 0.50 | 0.55 × the 400 KB allowed |\n"
        "| build | 75.2 | 1.25 × the 60 s allowed: **missed** |\n"
        "| page |  | 0.99 × the 98 points wanted: **missed** |\n"
    ) == table(rows)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["building"], 0, "not measured: hugo is not installed; `apt-get install hugo` brings it"),
        (["nothing"], 2, "no benchmark nothing; there are starting, fetching"),
    ],
)
def test_what_cannot_be_measured_says_why(words: list[str], code: int, said: str) -> None:
    """
    And leaves the tables as they are, those of others included.
    """
    before = bench.README.read_bytes()

    command = [sys.executable, str(FOLDER / "bench.py"), *words]
    ended = subprocess.run(
        command, env=os.environ | {"PATH": ""}, capture_output=True, encoding="utf-8", check=False
    )

    assert code == ended.returncode
    assert said in ended.stderr
    assert before == bench.README.read_bytes()
