"""
A look at whether arXiv has changed: what the command prints, and how it ends.
"""

from pathlib import Path

import pytest
from programs.keeper import Keeper
from samples.making import make_paper
from servers.arxiv_faults import Fault, edit, refuse, report, say
from servers.arxiv_server import ArxivServer

from generator.build.project import Project, read_configuration
from generator.cli.options import Terms
from generator.cli.probe import probe_arxiv

PAPERS = [make_paper(f"2512.0000{number}", categories=("cs.LG",)) for number in (1, 2)]

HEAD = "| where | we rely on | found |\n| --- | --- | --- |\n"

ENTRY = "atom:feed/atom:entry"

NEW = f"| {ENTRY}/arxiv:licence | unknown | there |\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "keywords.yaml").write_text("keywords: [Windmills]\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nsite_url: https://example.org/\n")
    return Project.at(tmp_path)


def probed(project: Project, *faults: Fault) -> int:
    """
    The exit code of a look at an arXiv with these *faults*.
    """
    with ArxivServer(PAPERS) as server:
        for fault in faults:
            server.fail(fault, times=9)
        return probe_arxiv(
            read_configuration(project),
            **Terms(api_url=server.url, oai_url=None, pause=0.0, budget=0.01),
        )


@pytest.mark.parametrize(
    ("fault", "code", "printed"),
    [
        (
            edit(lambda body: body.replace(b"<summary>", b"<arxiv:licence/><summary>")),
            1,
            "What we do not rely on has changed; nothing has to be done at once.\n\n" + HEAD + NEW,
        ),
        (
            edit(
                lambda body: body.replace(b"published>", b"first>").replace(
                    b"first>", b"submitted>"
                )
            ),
            1,
            (
                "**What we rely on has changed.** Papers may be left out, or fetches fail.\n\n"
                f"{HEAD}| {ENTRY}/atom:published | once | missing |\n\n"
                "What we do not rely on has changed; nothing has to be done at once.\n\n"
                f"{HEAD}| {ENTRY}/atom:submitted | unknown | there |\n"
            ),
        ),
        (
            edit(lambda body: body.replace(b"<title>A Paper about Windmills<", b"<title><")),
            1,
            (
                "**What we rely on has changed.** Papers may be left out, or fetches fail.\n\n"
                f"{HEAD}| {ENTRY}/atom:title | a text | empty |\n"
            ),
        ),
        (
            edit(lambda body: body.replace(b"Results>2<", b"Results>9<")),
            1,
            (
                "arXiv gave no answer that we can use: the answer has 2 entries of 9 that are "
                "due (9 in all) (3 times)\n"
            ),
        ),
        (
            report("Go to @example | now", status=400),
            1,
            (
                "arXiv gave no answer that we can use: HTTP 400, arXiv says: "
                "Go to @&#8203;example \\| now\n"
            ),
        ),
        (
            say(b"<html/>", "text/html"),
            1,
            "arXiv gave no answer that we can use: the answer is no feed but text/html (3 times)\n",
        ),
        (
            say(b"<html xmlns='x'/>"),
            1,
            (
                "arXiv gave no answer that we can use: the answer is no Atom feed but &lt;html&gt; "
                "(3 times)\n"
            ),
        ),
    ],
)
def test_what_changed_is_told_in_markdown(
    project: Project, capsys: pytest.CaptureFixture[str], fault: Fault, code: int, *, printed: str
) -> None:
    """
    What harms first; an answer that cannot be used is a change, too.
    """
    assert code == probed(project, fault)
    assert printed == capsys.readouterr().out


def test_silence_says_nothing_about_the_shape(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    A refusal that may pass is no change of arXiv's.
    """
    assert 3 == probed(project, refuse(503))
    assert "arXiv gave no answer, so nothing can be said: HTTP 503" in capsys.readouterr().out


def test_an_arxiv_as_ever_is_well(tmp_path: Path) -> None:
    """
    One request, from the shell.
    """
    keeper = Keeper(tmp_path)
    with ArxivServer(PAPERS) as server:
        run = keeper.run("probe", "--api-url", server.url, "--pause", "0")

        assert 1 == len(server.requests)
    assert (0, "arXiv answers as we know it.\n") == (run.returncode, run.stdout), run.stderr
