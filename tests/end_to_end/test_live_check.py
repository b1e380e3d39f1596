"""
The weekly look at arXiv: what becomes an issue, and what does not.
"""

from datetime import UTC, datetime
from pathlib import Path

import yaml
from github.github_repository import Repository
from programs.keeper import ROOT
from samples.making import make_paper
from servers.arxiv_faults import edit, refuse
from servers.arxiv_server import ArxivServer

WEDNESDAY = datetime(2025, 12, 17, 7, 29, tzinfo=UTC)
CHANGED = edit(lambda body: body.replace(b"<summary>", b"<arxiv:licence/><summary>"))
AGAIN = edit(lambda body: body.replace(b"<summary>", b"<arxiv:price/><summary>"))


def test_a_change_is_told_once(tmp_path: Path) -> None:
    """
    In an issue that stays until something else changes; all well opens none, and closes none.
    """
    with ArxivServer([make_paper(categories=("cs.LG",))]) as server:
        repository = Repository(tmp_path / "repository", server.url)
        well = repository.script("report-shape.sh", WEDNESDAY)
        assert ("success", ()) == (well.outcome, repository.issues)
        assert "arXiv answers as we know it." in well.summary

        jobs = []
        for fault in (CHANGED, CHANGED, AGAIN):
            server.fail(fault)
            jobs.append(repository.script("report-shape.sh", WEDNESDAY))

        assert ["success"] * 3 == [job.outcome for job in jobs], [job.log for job in jobs]
        assert "The newest issue says so already" in jobs[1].log
        first, second = repository.issues
        assert ("CLOSED", "OPEN") == (first.state, second.state)
        assert ["arxiv"] == second.labels
        assert "arxiv:licence | unknown | there" in first.body
        assert "arxiv:price | unknown | there" in second.body

        repository.change(has_issues=False)
        server.fail(CHANGED)
        silent = repository.script("report-shape.sh", WEDNESDAY)
        assert "failure" == silent.outcome
        assert "arxiv:licence" in silent.summary


def test_silence_is_no_change(tmp_path: Path) -> None:
    """
    The run ends red, and nobody gets mail.
    """
    with ArxivServer() as server:
        repository = Repository(tmp_path / "repository", server.url)
        server.fail(refuse(503), times=9)
        # One try is all that a budget of a second leaves time for.
        job = repository.script("report-shape.sh", WEDNESDAY, DAILY_PAPERS_BUDGET="0.02")

    assert ("failure", ()) == (job.outcome, repository.issues)
    assert "nothing can be said" in job.summary


def test_it_is_off_in_a_copy_of_the_template() -> None:
    """
    Until a variable of the repository switches it on; by hand it always runs.
    """
    workflow = yaml.safe_load((ROOT / ".github/workflows/live-check.yml").read_text("utf-8"))

    (job,) = workflow["jobs"].values()
    assert "github.event_name == 'workflow_dispatch' || vars.LIVE_CHECK == 'on'" == job["if"]
    # YAML 1.1 takes the word `on` for a yes.
    assert {"schedule", "workflow_dispatch"} == set(workflow[True])
