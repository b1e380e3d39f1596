"""
What pages for keepers tell to type, typed: in a repository with a bare one as its origin.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from programs.keeper import Keeper
from readers.documents import DOCS, HOMES, ROOT, blocks
from samples.making import make_paper
from servers.arxiv_server import ArxivServer

from generator.papers.freshness import Freshness
from generator.store import Store

SAVE = (
    "git -C site_src/data add --all && git -C site_src/data commit --quiet --message=Papers",
    "git -C site_src/data push --quiet origin data",
)

ROW = "|**2025-12-16**|**Windmills**|Ada|[a](http://arxiv.org/abs/2512.00001)|null|\n"


class Repository:
    """
    A keeper's copy of the project with *root* as its work tree, and its origin beside it.
    """

    def __init__(self, root: Path) -> None:
        self.keeper = Keeper(root)
        self.root, self.origin = root, root.with_name(f"{root.name}.git")
        shutil.copytree(ROOT / ".github", root / ".github")
        shutil.copy(ROOT / ".gitignore", root)
        program = root / ".venv/bin/daily-papers"
        program.parent.mkdir(parents=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n', "utf-8")
        program.chmod(0o755)
        self.run(
            f'git init --quiet --bare "{self.origin}"',
            "git init --quiet --initial-branch=main",
            f'git remote add origin "{self.origin}"',
            "git add --all && git commit --quiet --message=Begin",
            "git push --quiet --set-upstream origin main",
        )

    def run(self, *script: str) -> str:
        """
        The output of a *script* that must not fail.
        """
        identity = {
            f"GIT_{who}_{what}": "keeper@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
        # As on the keeper's own computer: scripts do otherwise inside GitHub's runs.
        ours = {name: text for name, text in os.environ.items() if name != "GITHUB_ACTIONS"}
        run = subprocess.run(
            ["bash", "-euc", "\n".join(script)],
            cwd=self.root,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env=ours | identity | settings | {"PYTHONPATH": str(ROOT)},
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def branch(self, path: str) -> str:
        """
        A file of the branch `data`, as the origin has it.
        """
        return self.run(f'git --git-dir="{self.origin}" show data:{path}')


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    root = tmp_path / "papers"
    root.mkdir()
    return Repository(root)


def steps(page: str, heading: str) -> list[str]:
    """
    The blocks of shell below a *heading* of a page.
    """
    text = (DOCS / page).read_text("utf-8").partition(f"## {heading}\n")[2]
    return list(blocks(text.partition("\n## ")[0], "sh"))


def test_the_steps_of_moving_bring_the_papers_to_the_branch(repository: Repository) -> None:
    """
    An old tracker's file is imported on the keeper's computer, and the daily run completes it.
    """
    old = repository.root.with_name("cv-arxiv-daily") / "docs"
    old.mkdir(parents=True)
    (old / "cv-arxiv-daily.json").write_text(json.dumps({"Windmills": {"2512.00001": ROW}}))
    (repository.root / "keywords.yaml").write_text("keywords: [Windmills]\n", "utf-8")
    importing, pushing = steps("moving.md", "How")

    repository.run(importing.replace("make .venv/run", ":"), pushing)

    assert '"2512.00001"' in repository.branch("imported.json")


def test_the_steps_of_putting_back_restore_an_earlier_run(repository: Repository) -> None:
    """
    The branch then has the papers of that run, in a commit that the next run goes on from.
    """
    store = repository.root / "site_src/data"
    repository.run(".github/scripts/open-store.sh")
    for text in ("good\n", "damaged\n"):
        (store / "status.json").write_text(text, "utf-8")
        repository.run(*SAVE)
        (store / "of-the-damaged-run.jsonl").touch()
    good = repository.run("git -C site_src/data rev-parse HEAD~1").strip()
    shutil.rmtree(store)
    script, _accept_loss = steps("backing-up.md", "Put it back")

    repository.run(script.replace("COMMIT", good))

    assert "good\n" == repository.branch("status.json")
    assert "status.json" == repository.run("git -C site_src/data ls-files").strip()


def test_the_steps_of_upgrading_keep_what_the_keeper_wrote(repository: Repository) -> None:
    """
    A copy without common history gets the changes between two releases, and only these.
    """
    project = Repository(repository.root.with_name("project"))
    project.run(
        "echo 'old = 1' >program.py && git add . && git commit --quiet -m A && git tag v0.1.0",
        "echo 'new = 2' >program.py && sed -i 's/^strict: true/strict: false/' mkdocs.yml",
        "git rm --quiet site_src/assets/card.png",
        "git add . && git commit --quiet -m B && git tag v0.2.0",
    )
    repository.run(
        "echo 'old = 1' >program.py && echo 'keywords: [Windmills]' >keywords.yaml",
        "sed -i 's/^site_name: .*/site_name: Windmills/' mkdocs.yml",
        "git add . && git commit --quiet -m Mine",
    )
    upgrade = steps("upgrading.md", "Take over a release")[0]

    repository.run(upgrade.replace("https://github.com/OWNER/daily-papers", str(project.root)))

    mkdocs = (repository.root / "mkdocs.yml").read_text("utf-8")
    assert "new = 2\n" == (repository.root / "program.py").read_text("utf-8")
    assert "keywords: [Windmills]\n" == (repository.root / "keywords.yaml").read_text("utf-8")
    assert "site_name: Windmills" in mkdocs
    assert "strict: false" in mkdocs
    assert not (repository.root / "site_src/assets/card.png").exists()
    assert "Upgrade to 0.2.0" in repository.run(f'git --git-dir="{repository.origin}" log main')


def test_a_hosts_build_command_builds_from_the_branch(repository: Repository) -> None:
    """
    A host clones the repository, has nothing of earlier builds, and finds the papers all the same.
    """
    repository.run(".github/scripts/open-store.sh")
    Store(repository.root / "site_src/data").write_freshness({"windmills": Freshness()})
    repository.run(*SAVE, "rm -rf site_src/data")
    table = (DOCS / "homes.md").read_text("utf-8").partition("| build command | `")[2]
    command = table.partition("`")[0].replace("make .venv/run", ":")

    repository.run(f"export SITE_URL=https://name.pages.dev/; {command}")

    site = repository.root / "site"
    assert "https://name.pages.dev/" in (site / "all/atom.xml").read_text("utf-8")
    assert (site / "data/status.json").is_file()


def test_the_gitlab_job_keeps_papers_and_builds_the_site(repository: Repository) -> None:
    """
    Its lines, in a clone that may push: the branch has the papers, and `public` the site.
    """
    job = yaml.safe_load((HOMES / "gitlab-ci.yml").read_text("utf-8"))["pages"]
    (repository.root / "keywords.yaml").write_text("keywords: [Windmills]\n", "utf-8")
    lines = "\n".join((*job["before_script"], *job["script"]))

    with ArxivServer([make_paper("2512.00001")]) as server:
        repository.run(
            f"export ARXIV_API_URL={server.url} SITE_URL=https://group.gitlab.io/papers/",
            "export CI_PROJECT_DIR=$PWD CI_SERVER_HOST=gitlab.com GIT_CONFIG_GLOBAL=$PWD/gitconfig",
            lines.replace("make .venv/run", ":"),
        )

    assert '"id":"2512.00001"' in repository.branch("papers/2512.jsonl")
    assert "https://group.gitlab.io/papers/" in (
        repository.root / "public/windmills/atom.xml"
    ).read_text("utf-8")
