"""
What GitHub runs for the keeper, judged by programs that others wrote.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from programs.keeper import ROOT
from programs.tools import needed

GITHUB = ROOT / ".github"
SCRIPTS = sorted((GITHUB / "scripts").glob("*.sh"))
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BESIDE_PYTHON = Path(sys.executable).parent

# arXiv's announcement is in its search by then, and the next one is not yet under way.
FROM, UNTIL = 5 * 60 + 30, 16 * 60


def said(*command: str | Path) -> str:
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    return "" if run.returncode == 0 else run.stdout + run.stderr


def test_zizmor_finds_nothing() -> None:
    """
    No right too many, no action that could change, no word of strangers in a shell.
    """
    words = ("--offline", "--no-progress", "--persona=pedantic", "--quiet")

    assert said(BESIDE_PYTHON / "zizmor", *words, GITHUB) == ""


def test_actionlint_finds_nothing() -> None:
    """
    Nothing is misspelt in any workflow, nor in the shell inside it.
    """
    needed("shellcheck")

    assert said(BESIDE_PYTHON / "actionlint", *WORKFLOWS) == ""


def test_shellcheck_finds_nothing() -> None:
    """
    In the scripts that the workflows run.
    """
    assert said(needed("shellcheck"), *SCRIPTS) == ""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_can_be_run_and_stop_at_the_first_failure(script: Path) -> None:
    """
    A step that failed is followed by none.
    """
    assert script.stat().st_mode & 0o111
    assert "\nset -euo pipefail\n" in script.read_text("utf-8")


def test_the_schedule_fits_arxivs() -> None:
    """
    Two runs from Monday to Friday, when the announcement can be searched for, off the full hour.
    """
    # YAML 1.1 takes the word `on` for a yes.
    schedule = yaml.safe_load((GITHUB / "workflows" / "daily.yml").read_text("utf-8"))[True]

    crons = [one["cron"].split() for one in schedule["schedule"]]
    times = [60 * int(hour) + int(minute) for minute, hour, *_ in crons]
    assert 2 == len(crons)
    assert all(["*", "*", "1-5"] == cron[2:] for cron in crons)
    assert all(FROM <= time <= UNTIL and time % 60 for time in times)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_jobs_get_no_right_that_they_did_not_ask_for(workflow: Path) -> None:
    """
    Rights are given a job, none to all; actions are pinned by commit, with their version beside.
    """
    text = workflow.read_text("utf-8")
    read = yaml.safe_load(text)

    assert {} == read["permissions"]
    assert all({"permissions", "timeout-minutes"} <= set(job) for job in read["jobs"].values())
    uses = re.findall(r"uses: (.*)", text)
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in uses)
