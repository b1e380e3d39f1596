"""
A keeper's repository on GitHub: branches, workflow runs, Pages and issues, all on this machine.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from github import fake_gh
from github.actions_runner import JobRun, Runner, WorkflowRun
from msgspec import Struct
from programs.keeper import ROOT, Keeper
from programs.tools import needed

BASE_URL = "https://ada.github.io/papers"

# Beside what a site is built from: what a run needs of the repository.
_TRACKED = (".github", ".gitignore", "Makefile", "requirements/run.txt", "pyproject.toml")

# The real program with another clock, and without the pause that only arXiv itself needs.
_LAUNCHER = """\
#!/bin/sh
echo $$ >"{pid}"
if [ "$1" = fetch ]; then set -- "$@" --pause 0; fi
export LD_PRELOAD='{library}' FAKETIME="@{moment}" TZ=UTC
export FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1
exec "{python}" -m generator "$@"
"""


class Issue(Struct, frozen=True):
    """
    An issue as GitHub shows it.
    """

    number: int
    state: str
    title: str
    labels: list[str]
    body: str


class Repository:
    """
    Begins with what a copy of the template holds; its program asks *arxiv_url*.
    """

    def __init__(self, root: Path, arxiv_url: str) -> None:
        self.root, self.arxiv_url = root, arxiv_url
        self.origin, self.clone = root / "origin.git", root / "clone"
        self.published, self._artifact = root / "published", root / "artifact"
        self._state, self._pid = root / "github.json", root / "pid"
        root.mkdir(parents=True, exist_ok=True)
        self._state.write_text(json.dumps(fake_gh.EMPTY), "utf-8")
        self._library = _faketime_library()
        self._write_gh()
        self._begin()

    def change(self, **settings: Any) -> None:
        """
        Settings of the repository: pages="workflow" switches Pages on, has_issues=False ...
        """
        state = json.loads(self._state.read_text("utf-8")) | settings
        self._state.write_text(json.dumps(state), "utf-8")

    @property
    def issues(self) -> tuple[Issue, ...]:
        """
        All issues, oldest first.
        """
        found = json.loads(self._state.read_text("utf-8"))["issues"]
        return tuple(
            Issue(**{name: one[name] for name in Issue.__struct_fields__}) for one in found
        )

    def edit(self, path: str, text: str) -> None:
        """
        The keeper writes a file in the browser.
        """
        (self.clone / path).write_text(text, "utf-8")
        self.git("add", path, folder=self.clone)
        self.git("commit", "-q", "-m", f"Update {path}", folder=self.clone)
        self.git("push", "-q", "origin", "main", folder=self.clone)

    def run(
        self, at: datetime, *, before: Callable[[str], None] | None = None, **inputs: str
    ) -> WorkflowRun:
        """
        A run of the daily workflow that begins *at* this moment.
        """
        workflow = self.clone / ".github" / "workflows" / "daily.yml"
        return self._runner(workflow, at, before).run(inputs)

    def script(
        self, name: str, at: datetime, *, prepare: str = "", offline: bool = False, **words: str
    ) -> JobRun:
        """
        One of the workflow's scripts alone, *at* this moment, after the command *prepare*.

        *offline* takes the repository away from git once it is checked out.
        """
        gone = f"git remote set-url origin {self.root}/nowhere && " if offline else ""
        steps = [
            {"uses": "actions/checkout@v0"},
            {"uses": "actions/setup-python@v0"},
            {
                "id": "script",
                "run": f"{gone}{prepare} .github/scripts/{name}",
                "env": {"GH_TOKEN": "a token", "SITE_URL": f"{BASE_URL}/", **words},
            },
        ]
        outputs = {
            name: f"${{{{ steps.script.outputs.{name} }}}}" for name in ("pages", "somebody")
        }
        workflow = self.root / "workflow.yml"
        workflow.write_text(
            json.dumps({"jobs": {"job": {"steps": steps, "outputs": outputs}}}), "utf-8"
        )
        job = self._runner(workflow, at, None).run().jobs["job"]
        job.outputs = {name: value for name, value in job.outputs.items() if value}
        return job

    def _runner(self, workflow: Path, at: datetime, before: Callable[[str], None] | None) -> Runner:
        return Runner(
            workflow=workflow,
            root=Path(tempfile.mkdtemp(prefix="run-", dir=self.root)),
            actions={
                "actions/checkout": self._check_out,
                "actions/setup-python": lambda job, _: self._set_up(job, at),
                "actions/configure-pages": lambda _job, _with: {"base_url": BASE_URL},
                "actions/upload-pages-artifact": self._hand_over,
                "actions/deploy-pages": self._publish,
            },
            environment={
                "ARXIV_API_URL": self.arxiv_url,
                "GITHUB_ACTIONS": "true",
                "GITHUB_STATE": str(self._state),
                "HOME": str(self.root),
                "PATH": f"{self.root / 'bin'}{os.pathsep}{os.environ['PATH']}",
            },
            github={
                "token": "a token",
                "repository": fake_gh.REPOSITORY,
                "server_url": "https://github.com",
            },
            before=before or (lambda _name: None),
        )

    def kill_program(self) -> None:
        """
        End the program that runs now, at once and without a word.
        """
        os.kill(int(self._pid.read_text("utf-8")), signal.SIGKILL)

    def git(self, *words: str, folder: Path | None = None) -> str:
        """
        What git says to these *words*, in the repository itself.
        """
        names = {"GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org"}
        names |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in names.items()}
        return subprocess.run(
            ["git", *words],
            cwd=folder or self.origin,
            env=os.environ | names,
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout

    @property
    def commits(self) -> list[str]:
        """
        Messages of the branch of remembered papers, oldest first; none where there is no branch.
        """
        if not self.git("branch", "--list", "data"):
            return []
        return self.git("log", "--reverse", "--format=%s", "data").splitlines()

    def stored(self) -> dict[str, bytes]:
        """
        The files on the branch of remembered papers.
        """
        paths = self.git("ls-tree", "-r", "--name-only", "data").splitlines()
        return {path: self.git("show", f"data:{path}").encode() for path in paths}

    def site(self) -> dict[str, bytes]:
        """
        The published files.
        """
        return {
            path.relative_to(self.published).as_posix(): path.read_bytes()
            for path in sorted(self.published.rglob("*"))
            if path.is_file()
        }

    def _begin(self) -> None:
        Keeper(self.clone)
        for name in _TRACKED:
            target = self.clone / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, target)
        self.git("init", "-q", "--bare", "-b", "main", str(self.origin), folder=self.root)
        self.git("init", "-q", "-b", "main", folder=self.clone)
        self.git("remote", "add", "origin", str(self.origin), folder=self.clone)
        self.git("add", ".", folder=self.clone)
        self.git("commit", "-q", "-m", "Initial commit", folder=self.clone)
        self.git("push", "-q", "origin", "main", folder=self.clone)

    def _write_gh(self) -> None:
        gh = self.root / "bin" / "gh"
        gh.parent.mkdir()
        gh.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{fake_gh.__file__}" "$@"\n', "utf-8")
        gh.chmod(0o755)

    def _check_out(self, job: Path, _with: Mapping[str, Any]) -> dict[str, str]:
        self.git("clone", "-q", "--depth=1", f"file://{self.origin}", str(job))
        return {}

    def _set_up(self, job: Path, at: datetime) -> dict[str, str]:
        """
        The environment as the cache brings it, so that `make .venv/run` has nothing to do.
        """
        launcher = job / ".venv" / "bin" / "daily-papers"
        launcher.parent.mkdir(parents=True)
        launcher.write_text(
            _LAUNCHER.format(
                pid=self._pid,
                library=self._library,
                moment=f"{at:%Y-%m-%d %H:%M:%S}",
                python=sys.executable,
            ),
            "utf-8",
        )
        launcher.chmod(0o755)
        (job / ".venv" / "bin" / "python").symlink_to(sys.executable)
        (job / ".venv" / "run").touch()
        return {}

    def _hand_over(self, job: Path, settings: Mapping[str, Any]) -> dict[str, str]:
        shutil.rmtree(self._artifact, ignore_errors=True)
        # https://github.com/actions/upload-pages-artifact: names that begin with a dot stay behind.
        shutil.copytree(job / settings["path"], self._artifact, ignore=shutil.ignore_patterns(".*"))
        return {}

    def _publish(self, _job: Path, _with: Mapping[str, Any]) -> dict[str, str]:
        shutil.rmtree(self.published, ignore_errors=True)
        shutil.move(self._artifact, self.published)
        return {"page_url": f"{BASE_URL}/"}


def _faketime_library() -> Path:
    # The command "faketime" would name it, but leaves shared memory behind at each call, and fails
    # when a later process has the number of an earlier one.
    needed("faketime")
    system = Path("/usr")
    found = [
        *system.glob("lib*/faketime/libfaketime.so.1"),
        *system.glob("lib/*/faketime/libfaketime.so.1"),
    ]
    if not found:
        raise FileNotFoundError(
            "libfaketime.so.1 is not below /usr/lib*, where packages of faketime put it"
        )
    return found[0]
