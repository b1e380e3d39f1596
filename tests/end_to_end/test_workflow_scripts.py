"""
The workflow's scripts where GitHub, arXiv or the keeper's settings are not as on other days.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from github.github_repository import Repository
from samples.making import make_paper
from servers.arxiv_server import ArxivServer

MONDAY = datetime(2025, 12, 15, 5, 43, tzinfo=UTC)
KEYWORDS = "keywords:\n  - Windmills\n"


@pytest.fixture(scope="module")
def arxiv() -> Iterator[ArxivServer]:
    with ArxivServer() as server:
        yield server


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, arxiv: ArxivServer) -> Repository:
    """
    A repository whose papers were fetched on Monday, and were two more on Tuesday.
    """
    repository = Repository(tmp_path_factory.mktemp("filled") / "repository", arxiv.url)
    repository.edit("keywords.yaml", KEYWORDS)
    arxiv.papers = (make_paper("2512.00001"),)
    repository.script("update-store.sh", MONDAY)
    arxiv.papers += (make_paper("2512.00002"), make_paper("2512.00003"))
    repository.script("update-store.sh", MONDAY + timedelta(days=1))
    return repository


@pytest.fixture
def repository(tmp_path: Path, filled: Repository) -> Repository:
    """
    Another one with the same papers.
    """
    repository = Repository(tmp_path / "repository", filled.arxiv_url)
    repository.edit("keywords.yaml", KEYWORDS)
    repository.git("fetch", "-q", str(filled.origin), "data:data")
    return repository


def test_pages_of_a_branch_are_one_click_away(tmp_path: Path) -> None:
    """
    A keeper who chose a branch as source is told which source is meant.
    """
    repository = Repository(tmp_path / "repository", "http://127.0.0.1:9/")
    repository.change(pages="legacy")

    job = repository.script("look-for-pages.sh", MONDAY)

    assert ("success", {"pages": "off"}) == (job.outcome, job.outputs)
    assert "choose GitHub Actions as source" in job.log


def test_pages_that_cannot_be_asked_for_are_not_taken_for_off(tmp_path: Path) -> None:
    """
    On GitHub's bad day the run fails with GitHub's words, and nobody is sent to the settings.
    """
    repository = Repository(tmp_path / "repository", "http://127.0.0.1:9/")
    repository.change(pages="down")

    job = repository.script("look-for-pages.sh", MONDAY)

    assert ("failure", {}) == (job.outcome, job.outputs)
    assert "HTTP 502" in job.log


def test_a_digest_is_posted_once_however_often_it_is_tried(repository: Repository) -> None:
    """
    A job that is run again finds that the issue is there.
    """
    jobs = [repository.script("post-digest.sh", MONDAY) for _ in range(2)]

    assert ["success", "success"] == [job.outcome for job in jobs], jobs[0].log
    assert ["2 new papers, 16 December 2025"] == [issue.title for issue in repository.issues]


def test_a_commit_by_hand_is_no_news(repository: Repository) -> None:
    """
    A keeper may put the branch in order without mailing anybody again.
    """
    repository.script("post-digest.sh", MONDAY)
    clone = repository.root / "by-hand"
    repository.git("clone", "-q", "-b", "data", str(repository.origin), str(clone))
    (clone / "papers" / "2401.jsonl").write_text(
        '{"format":"daily-papers/papers","version":1}\n', "utf-8"
    )
    repository.git("add", ".", folder=clone)
    repository.git("commit", "-q", "-m", "By hand", folder=clone)
    repository.git("push", "-q", folder=clone)

    repository.script("post-digest.sh", MONDAY)

    assert 1 == len(repository.issues)


def test_an_old_damage_keeps_no_news_back(repository: Repository, arxiv: ArxivServer) -> None:
    """
    A state of the branch that cannot be read, and was put in order since, is passed over.
    """
    repository.script("post-digest.sh", MONDAY)
    clone = repository.root / "by-hand"
    repository.git("clone", "-q", "-b", "data", str(repository.origin), str(clone))
    status = json.loads((clone / "status.json").read_text("utf-8"))
    status["keywords"]["windmills"]["announced"] = []
    for text in ("damaged", json.dumps(status)):
        (clone / "status.json").write_text(text, "utf-8")
        repository.git("commit", "-q", "-a", "-m", "By hand", folder=clone)
    repository.git("push", "-q", folder=clone)
    arxiv.papers += (make_paper("2512.00004"),)
    wednesday = MONDAY + timedelta(days=2)
    repository.script("update-store.sh", wednesday)

    job = repository.script("post-digest.sh", wednesday)

    assert "success" == job.outcome, job.log
    assert "1 new paper, 17 December 2025" == repository.issues[-1].title


def test_one_line_ends_the_mail(repository: Repository) -> None:
    """
    With `digest_issue: false` in keywords.yaml no issue is opened.
    """
    repository.edit("keywords.yaml", KEYWORDS + "digest_issue: false\n")

    job = repository.script("post-digest.sh", MONDAY)

    assert ("success", ()) == (job.outcome, repository.issues)


def test_a_repository_without_issues_gets_no_mail_and_no_failure(repository: Repository) -> None:
    """
    Switching issues off is another way to say so.
    """
    repository.change(has_issues=False)

    job = repository.script("post-digest.sh", MONDAY)

    assert ("success", ()) == (job.outcome, repository.issues)
    assert "has no issues" in job.log


def test_a_protected_branch_is_named(repository: Repository, arxiv: ArxivServer) -> None:
    """
    Where git may not push, the run fails at once, and says which branch it is about.
    """
    hook = repository.origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    before = repository.commits
    arxiv.requests.clear()

    job = repository.script("update-store.sh", MONDAY + timedelta(days=2))

    assert ("failure", before) == (job.outcome, repository.commits)
    assert "cannot be pushed to the branch data" in job.log
    assert 1 == len(arxiv.requests)


def test_a_branch_that_cannot_be_asked_for_is_not_begun_anew(
    repository: Repository, arxiv: ArxivServer
) -> None:
    """
    Else a bad minute of GitHub's would cost a site its papers.
    """
    arxiv.requests.clear()

    job = repository.script("update-store.sh", MONDAY + timedelta(days=2), offline=True)

    assert "failure" == job.outcome
    assert [] == arxiv.requests


def test_a_wrong_configuration_ends_the_run(repository: Repository, arxiv: ArxivServer) -> None:
    """
    With line and remedy, in the log and in the run's summary; nothing is asked, committed or
    published.
    """
    repository.edit("keywords.yaml", "keywords:\n  - name: A\n    max_paper: 3\n")
    before = repository.commits

    job = repository.script("update-store.sh", MONDAY + timedelta(days=2))

    assert ("failure", before) == (job.outcome, repository.commits)
    assert "did you mean 'max_papers'?" in job.log
    assert re.search(r"```text\nError: .*keywords\.yaml:3: .*'max_papers'\?\n```", job.summary)


def test_a_damaged_store_is_named_in_the_summary(repository: Repository) -> None:
    """
    Not only in the log of a step among others; nothing is written over it.
    """
    clone = repository.root / "by-hand"
    repository.git("clone", "-q", "-b", "data", str(repository.origin), str(clone))
    (clone / "status.json").write_text("damaged", "utf-8")
    repository.git("commit", "-q", "-a", "-m", "By hand", folder=clone)
    repository.git("push", "-q", folder=clone)
    before = repository.commits

    job = repository.script("update-store.sh", MONDAY + timedelta(days=2))

    assert before == repository.commits
    assert "restore it from its history" in job.summary
    assert "https://github.com/ada/papers/blob/HEAD/docs/when-red.md" in job.summary


def test_everything_can_be_asked_again(repository: Repository, arxiv: ArxivServer) -> None:
    """
    The box of "Run workflow" asks also for what was answered since the last announcement.
    """
    arxiv.requests.clear()
    at = MONDAY + timedelta(days=1, hours=2)

    repository.script("update-store.sh", at)
    repository.script("update-store.sh", at, AGAIN="true")

    assert 1 == len(arxiv.requests)


def test_papers_on_no_branch_are_not_overwritten(repository: Repository) -> None:
    """
    Who tries the script in a folder with papers of its own keeps them.
    """
    job = repository.script(
        "open-store.sh", MONDAY, prepare="mkdir -p site_src/data && touch site_src/data/mine &&"
    )

    assert "failure" == job.outcome
    assert "stand on no branch" in job.log
