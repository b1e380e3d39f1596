import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import bench

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
