"""
The documents of the project: what they link to is there, and what they tell to type works.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from configparser import RawConfigParser
from pathlib import Path

import click
import pytest
import yaml
from readers.documents import DOCS, HOMES, PAGES, ROOT, anchors, code, commands, links

from generator.build.engines import Engine
from generator.cli import COMMANDS as COMMANDS_OF_OURS
from generator.cli import cli

_OURS = re.compile(r"(?:\S*/)?daily-papers")

TARGETS = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def cron_line(line: str) -> str:
    """
    The command of a line of a crontab; any other line as it is.
    """
    return re.sub(r"^[\d,*/-]+(?: +[\d,*/-]+){4} +", "", line)


def documented() -> Iterator[tuple[str, list[str]]]:
    """
    Each command that a page or an example below docs/homes tells to run, with its place.
    """
    lines = [(path, line) for path in PAGES for line in code(path.read_text("utf-8"))]
    lines += [
        (path, re.sub(r"^\s*(?:-|ExecStart=|run:)\s*", "", line))
        for path in sorted(HOMES.iterdir())
        for line in path.read_text("utf-8").splitlines()
    ]
    for path, line in lines:
        for command in commands(cron_line(line)):
            if command:
                yield path.name, command


COMMANDS = list(documented())

OURS = sorted({shlex.join(words) for _, words in COMMANDS if _OURS.fullmatch(words[0])})


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    """
    To a file that is there, and to a heading it has.
    """
    for link in links(page.read_text("utf-8")):
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page

        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


def test_every_page_can_be_reached() -> None:
    """
    From README.md, by links alone.
    """
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            targets = (link.partition("#")[0] for link in links(page.read_text("utf-8")))
            found = ((page.parent / name).resolve() for name in targets if name.endswith(".md"))
            waiting += [path for path in found if path in PAGES]

    assert {*PAGES} == reached


def test_the_index_of_the_design_names_every_page() -> None:
    """
    Each subject has one line there.
    """
    folder = DOCS / "design"
    named = set(links((folder / "README.md").read_text("utf-8")))

    assert {path.name for path in folder.glob("*.md")} - {"README.md"} <= named


def test_architecture_fits_on_one_page() -> None:
    """
    What needs more words has a page of its own in docs/design.
    """
    assert len((ROOT / "ARCHITECTURE.md").read_text("utf-8").split()) <= 1500


def command_of(name: str) -> click.Command:
    """
    Our command of this *name*.
    """
    found = cli.get_command(click.Context(cli), name)
    assert found, name
    return found


def test_commands_are_documented() -> None:
    """
    Each of the program's commands stands on some page, with --help at the least.
    """
    told = {words[1] for _, words in COMMANDS if _OURS.fullmatch(words[0]) and len(words) > 1}

    assert set(COMMANDS_OF_OURS) <= told


@pytest.mark.parametrize("command", OURS)
def test_a_documented_command_is_understood(command: str) -> None:
    """
    Its name and its options are the program's.
    """
    name, *words = shlex.split(command)[1:] or ["--version"]
    if words:
        with command_of(name).make_context(name, words):
            pass
    else:
        # A command that is only named may need more words.
        assert name == "--version" or name in COMMANDS_OF_OURS


def test_a_mistyped_command_would_be_noticed() -> None:
    """
    What the test above relies on.
    """
    with pytest.raises(click.NoSuchOption):
        command_of("fetch").make_context("fetch", ["--keywords", "A"])


def test_documented_targets_and_scripts_exist() -> None:
    """
    `make` knows each target that a page names, and each script is where the page says.
    """
    made = {words[1] for _, words in COMMANDS if words[0] == "make" and len(words) > 1}
    scripts = {words[0] for _, words in COMMANDS if words[0].endswith((".sh", ".py"))}

    assert made
    assert made <= TARGETS
    assert [] == [script for script in scripts if not (ROOT / script).is_file()]


def test_what_a_red_run_says_is_what_the_page_explains() -> None:
    """
    A message that was reworded would leave its keeper without help.
    """
    page = (DOCS / "when-red.md").read_text("utf-8")
    messages = re.findall(r"^\| `([^`…]+)", page, re.MULTILINE)
    sources = [*(ROOT / "generator").rglob("*.py"), *(ROOT / ".github").rglob("*.*")]
    said = "".join(path.read_text("utf-8") for path in sources)
    said = said.replace("{engine} build", f"{Engine.MKDOCS} build")

    assert 7 <= len(messages)
    own = {"keywords.yaml:7: ", "daily-papers check --live", f"{Engine.MKDOCS} build"}
    assert [] == [one for one in messages if one not in own and one not in said]


def test_each_release_says_what_keepers_must_do() -> None:
    """
    First of all, for that is what people upgrading look for.
    """
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    releases = re.split(r"^## ", text, flags=re.MULTILINE)[1:]

    assert releases
    for release in releases:
        assert release.split("\n\n")[1].startswith("**Keepers must:** "), release[:30]


def test_the_version_is_that_of_the_package() -> None:
    """
    `daily-papers --version` says what a keeper looks up in the changelog.
    """
    version = re.search(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)

    said = subprocess.run(
        [sys.executable, "-m", "generator", "--version"], capture_output=True, text=True, check=True
    ).stdout

    assert version
    assert f"daily-papers, version {version[1]}\n" == said


def test_the_timer_starts_the_service_in_the_safe_hours() -> None:
    """
    Twice on the mornings after arXiv's announcements; the last command says whether to look.
    """
    service, timer = RawConfigParser(strict=False), RawConfigParser(strict=False)
    service.read(HOMES / "daily-papers.service")
    timer.read(HOMES / "daily-papers.timer")
    times = re.findall(r"OnCalendar=(.*)", (HOMES / "daily-papers.timer").read_text())

    program = service["Service"]["WorkingDirectory"] + "/.venv/bin/daily-papers"
    assert f"{program} status" == service["Service"]["ExecStart"]
    assert [program, "build", "--due"] in [words for _, words in COMMANDS]
    assert "timers.target" == timer["Install"]["WantedBy"]
    assert ["Mon..Fri 05:43 UTC", "Mon..Fri 12:17 UTC"] == times


def test_the_hook_passes_the_checks_of_workflows() -> None:
    """
    It runs in keepers' repositories, with a secret.
    """
    hook = HOMES / "deploy-hook.yml"
    tools = Path(sys.executable).parent

    for command in ("actionlint", "zizmor --pedantic --offline --quiet"):
        name, *options = command.split()
        run = subprocess.run(
            [tools / name, *options, hook], capture_output=True, text=True, check=False
        )
        assert 0 == run.returncode, run.stdout + run.stderr


def test_the_gitlab_job_publishes_what_the_program_builds() -> None:
    """
    GitLab wants a job of this name whose artifact is the folder `public`.
    """
    job = yaml.safe_load((HOMES / "gitlab-ci.yml").read_text("utf-8"))["pages"]

    assert "mv site public" == job["script"][-1]
    assert {"paths": ["public"]} == job["artifacts"]
    assert job["variables"]["SITE_URL"].startswith("$CI_PAGES_URL")
