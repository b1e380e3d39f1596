"""
GitHub Actions on this machine: the jobs of a workflow, each step as it is written there.

What a step runs is run by bash, as GitHub does it; for an action that a step uses a function stands
in. Of expressions it knows what the workflows need.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

# Takes the job's folder and the step's `with`, returns its outputs; raises OSError when it fails.
Action = Callable[[Path, Mapping[str, Any]], Mapping[str, str]]

_TOKEN = re.compile(r"'(?:[^']|'')*'|[A-Za-z_][\w.-]*|&&|\|\||==|!=|[!(),]")
_WORDS = {"&&": " and ", "||": " or ", "!": " not ", "==": " == ", "!=": " != "}
_FUNCTIONS = frozenset(("success", "cancelled", "format"))


class JobRun(Struct, kw_only=True):
    """
    How a job ended: ``success``, ``failure`` or ``skipped``; what it said and handed on.

    *summary* is what it adds to the page of its run.
    """

    outcome: str
    log: str = ""
    summary: str = ""
    outputs: dict[str, str] = {}


class WorkflowRun(Struct, kw_only=True):
    """
    How each job ended.
    """

    jobs: dict[str, JobRun] = {}

    @property
    def summary(self) -> str:
        """
        What the run's page shows.
        """
        return "".join(job.summary for job in self.jobs.values())

    @property
    def outcomes(self) -> dict[str, str]:
        """
        ``success``, ``failure`` or ``skipped``, by job.
        """
        return {name: job.outcome for name, job in self.jobs.items()}

    @property
    def log(self) -> str:
        """
        All that was said.
        """
        return "".join(job.log for job in self.jobs.values())


class Runner(Struct, kw_only=True):
    """
    Runs the jobs of the *workflow* file in fresh folders below *root*.

    *actions* stand in for those that steps use, by name without version. *before* is called with
    the name of each step before it begins; an OSError it raises is the step's failure.
    """

    workflow: Path
    root: Path
    actions: Mapping[str, Action]
    environment: Mapping[str, str]
    github: Mapping[str, str]
    before: Callable[[str], None] = lambda _name: None

    def run(self, inputs: Mapping[str, str] | None = None) -> WorkflowRun:
        """
        All jobs, in the order of the file.
        """
        run = WorkflowRun()
        jobs = yaml.safe_load(self.workflow.read_text("utf-8"))["jobs"]
        for name, job in jobs.items():
            needs = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
            context: dict[str, Any] = {
                "github": dict(self.github),
                "inputs": dict(inputs or {}),
            }
            context["needs"] = {
                one: {"result": run.jobs[one].outcome, "outputs": run.jobs[one].outputs}
                for one in needs
            }
            well = all(run.jobs[one].outcome == "success" for one in needs)
            if _holds(job.get("if"), context, well=well):
                run.jobs[name] = self._job(job, context)
            else:
                run.jobs[name] = JobRun(outcome="skipped")
        return run

    def _job(self, job: Mapping[str, Any], context: dict[str, Any]) -> JobRun:
        folder = self.root / "job"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        done = JobRun(outcome="success")
        context["steps"] = {}
        for step in job["steps"]:
            if not _holds(step.get("if"), context, well=done.outcome == "success"):
                continue
            try:
                outputs = self._step(step, context, folder, done)
            except OSError as exc:
                done.log += f"{exc}\n"
                done.outcome = "failure"
                outputs = {}
            context["steps"][step.get("id", "")] = {"outputs": outputs}
        done.outputs = {
            name: str(_filled(value, context)) for name, value in job.get("outputs", {}).items()
        }
        return done

    def _step(
        self,
        step: Mapping[str, Any],
        context: dict[str, Any],
        folder: Path,
        job: JobRun,
    ) -> dict[str, str]:
        self.before(step.get("name", step.get("uses", "").partition("@")[0]))
        if "uses" in step:
            action = self.actions[step["uses"].partition("@")[0]]
            return dict(action(folder, step.get("with", {})))
        outputs, summary = self.root / "output", self.root / "summary"
        outputs.write_text("", "utf-8")
        summary.write_text("", "utf-8")
        words = {name: str(_filled(value, context)) for name, value in step.get("env", {}).items()}
        # The token is for those steps only that ask for it.
        github = {
            f"GITHUB_{name.upper()}": value
            for name, value in self.github.items()
            if name != "token"
        }
        files = {"GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary)}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={**os.environ, **github, **self.environment, **files, **words},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        job.log += done.stdout
        job.summary += summary.read_text("utf-8")
        if done.returncode:
            job.outcome = "failure"
        lines = outputs.read_text("utf-8").splitlines()
        return {name: value for name, _, value in (line.partition("=") for line in lines)}


def _holds(condition: str | None, context: Mapping[str, Any], *, well: bool) -> bool:
    if condition is None:
        return well
    inner = condition.strip().removeprefix("${{").removesuffix("}}")
    found = bool(_value(inner, context, well=well))
    # https://docs.github.com/en/actions/reference/workflows-and-actions/expressions: success() is
    # meant where no such function stands.
    return found and (well or "cancelled()" in inner)


def _filled(text: object, context: Mapping[str, Any]) -> object:
    def filled(match: re.Match[str]) -> str:
        return str(_value(match[1], context, well=True))

    return re.sub(r"\$\{\{(.*?)\}\}", filled, str(text))


def _value(expression: str, context: Mapping[str, Any], *, well: bool) -> Any:
    def python(match: re.Match[str]) -> str:
        token = match[0]
        if token in _WORDS:
            return _WORDS[token]
        if token[0] in "'(),":
            return token.replace("''", "\\'") if len(token) > 2 else token
        return token if token in _FUNCTIONS else f"look({token!r})"

    def look(path: str) -> Any:
        found: Any = context
        for name in path.split("."):
            found = found.get(name, "") if isinstance(found, Mapping) else ""
        return found

    known = {
        "look": look,
        "format": lambda text, *values: text.format(*values),
        "success": lambda: well,
        "cancelled": lambda: False,
    }
    assert not _TOKEN.sub("", expression).strip(), f"an expression of another kind: {expression}"
    return eval(_TOKEN.sub(python, expression), {"__builtins__": {}}, known)  # noqa: S307 - ours
