import subprocess
import sys

import pytest
from programs.keeper import ROOT

SCRIPT = ROOT / "tests" / "scripts" / "reading_costs.py"


@pytest.mark.parametrize(
    ("megabytes", "every", "attacks"),
    [
        ("0.29", "7", ["(", "{}", "$"]),
        ("3.9", "1", ["empty authors", "attributes", "small records"]),
        ("9.5", "1", ["attributes", "own namespaces", "records", "entities"]),
        ("23", "5", ["\x01ab", "&#9;ab", "links"]),
    ],
)
def test_no_answer_costs_more_than_it_may(megabytes: str, every: str, attacks: list[str]) -> None:
    """
    Each is read or refused within 10 s of the processor and 400 MB, whatever is repeated in it, in
    whichever element. ``tests/scripts/reading_costs.py`` tries more.
    """
    run = subprocess.run(
        [sys.executable, SCRIPT, "--every", every, "--size", megabytes, "--", *attacks],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert 0 == run.returncode, run.stdout + run.stderr
