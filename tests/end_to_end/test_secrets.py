"""
What the program knows of the machine it runs on, and must not tell.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct
from programs.keeper import ROOT, Keeper
from samples.making import make_paper
from servers.arxiv_faults import refuse, report
from servers.arxiv_server import ArxivServer

POISON = "p0ison"

KEYWORDS = "keywords:\n  - Windmills\n  - Sails\n  - Kites\n"

KEY = "arxiv:\n  api_key: {env: ARXIV_API_KEY, parameter: granted}\n"


class Output(Struct):
    """
    Everything that runs of a project printed or wrote.
    """

    root: Path
    printed: list[tuple[str, bytes]]

    def told(self, secret: str) -> list[str]:
        """
        Where *secret* stands: in files that may be published, in their names, in what was printed.
        """
        files = [
            (str(path.relative_to(self.root)), path.read_bytes())
            for folder in ("site_src", "site")
            for path in (self.root / folder).rglob("*")
            if path.is_file()
        ]
        assert len(files) > 100
        return [
            name
            for name, content in (*files, *self.printed)
            if secret.encode() in content or secret in name
        ]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """
    A site made in a poisoned environment: one keyword is answered, one refused, one misunderstood.
    """
    root = tmp_path_factory.mktemp(POISON) / f"{POISON}-machine"
    Keeper(root)
    (root / "keywords.yaml").write_text(KEYWORDS + KEY, "utf-8")
    output = Output(root, [])
    with ArxivServer([make_paper()]) as server:
        server.fail(refuse(403), query="Sails", times=9)
        server.fail(report("incorrect id format"), query="Kites", times=9)
        environment = _environment(root, server.url)
        codes = [
            _run(output, environment, *words)
            for words in (
                ("build", "--pause", "0"),
                ("status",),
                ("check", "--live", "--pause", "0"),
            )
        ]
        asked = str(server.requests)
    (root / "site_src" / "broken.md").write_text("[gone](nowhere.md)\n", "utf-8")
    codes.append(_run(output, environment, "build", "--no-fetch"))
    # No program can ask there, and libraries complain with the whole address.
    (root / "keywords.yaml").write_text(KEYWORDS, "utf-8")
    nowhere = environment | {"ARXIV_API_URL": _address("[127.0.0.1/api/query")}
    codes.append(_run(output, nowhere, "fetch", "--pause", "0"))
    (root / "site_src" / "data" / "papers" / "2512.jsonl").write_bytes(b"broken")
    codes.append(_run(output, environment, "render"))
    assert f"{POISON}-key" in asked
    assert f"granted={POISON}-arxiv-key" in asked
    assert [1, 0, 1, 3, 3, 3] == codes, output.printed
    return output


def test_no_secret_is_told(output: Output) -> None:
    """
    Nothing of the environment, the user, the machine and its folders stands in the source tree,
    the site, or what commands print, errors and publication included.
    """
    assert not output.told(POISON)


def test_no_folder_of_this_machine_is_told(output: Output) -> None:
    """
    Where the program itself is installed is nobody's business, either.
    """
    assert not output.told(str(ROOT))
    assert not output.told(sys.prefix)


def test_failures_are_told_without_secrets(output: Output) -> None:
    """
    The reason stands on the status page; what was removed from it is not the reason.
    """
    status = (output.root / "site_src" / "data" / "status.json").read_text("utf-8")

    assert "/api/query: " in status


def _address(host: str) -> str:
    return f"http://{POISON}-user:{POISON}-p@ss@{host}?key={POISON}-key"


def _environment(root: Path, url: str) -> dict[str, str]:
    names = ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "GITHUB_TOKEN", "GITHUB_ACTOR", "EDITOR")
    return os.environ | {
        **{name: f"{POISON}-{name}" for name in names},
        "HOME": str(root.parent),
        "ARXIV_API_KEY": f"{POISON}-arxiv-key",
        "SITE_URL": "https://example.org/papers/",
        "ARXIV_API_URL": _address(url.removeprefix("http://")),
    }


def _run(output: Output, environment: dict[str, str], *words: str) -> int:
    run = subprocess.run(
        [sys.executable, "-m", "generator", *words],
        cwd=output.root,
        capture_output=True,
        check=False,
        env=environment,
    )
    number = len(output.printed)
    output.printed += [(f"{number}: {words} out", run.stdout), (f"{words} error", run.stderr)]
    return run.returncode
