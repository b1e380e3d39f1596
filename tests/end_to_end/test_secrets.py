"""
What the program knows of the machine it runs on, and must not tell.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec import Struct
from programs.keeper import ROOT, Keeper
from samples.making import make_paper
from servers.arxiv_faults import Fault, edit, redirect, refuse, report, say
from servers.arxiv_server import ArxivServer

# Passwords, keys, users and names of the environment: neither published nor printed.
POISON = "p0ison"

# Folders and hosts of the network: printed where they are at fault, and never published.
PLACE = "pl4ce"

# What a server wrote: printed where it explains a failure, and never published.
FOREIGN = "f0reign"

# How arXiv fails a keyword, by name, and the word that the store then has.
SERVED: dict[str, tuple[Fault, str]] = {
    "Sails": (refuse(403, f"{FOREIGN} for {POISON}-key"), "refused"),
    "Kites": (report(f"{FOREIGN} id format"), "reported"),
    "Ropes": (report(f"{FOREIGN} query", 400), "reported"),
    "Gears": (say(f"<p>{FOREIGN}</p>".encode(), f"text/{FOREIGN}"), "not_xml"),
    "Vanes": (say(f"<feed><{FOREIGN}></feed>".encode()), "not_whole"),
    "Locks": (redirect(f"https://{FOREIGN}.example/"), "redirected"),
    "Pumps": (edit(lambda body: body.replace(b"2025-", FOREIGN.encode())), "unreadable"),
}

_PROXY = f"http://{POISON}-user:{POISON}-p@ss@"

_ELSEWHERE = f"https://{PLACE}.example/api/query?key={POISON}-key"

# How the network fails a keyword, by name: the environment, and the word that the store then has.
NETWORKS: dict[str, tuple[dict[str, str], str]] = {
    "Winches": (
        {"ARXIV_API_URL": _ELSEWHERE, "REQUESTS_CA_BUNDLE": f"/home/{PLACE}/corporation.pem"},
        "tls",
    ),
    "Anchors": ({"ARXIV_API_URL": _ELSEWHERE, "HTTPS_PROXY": f"{_PROXY}127.0.0.1:9"}, "proxy"),
    "Rudders": (
        {"ARXIV_API_URL": _ELSEWHERE, "HTTPS_PROXY": f"gopher{_PROXY[4:]}{PLACE}:9"},
        "proxy",
    ),
    "Oars": ({"ARXIV_API_URL": f"{_PROXY}127.0.0.1:9/{PLACE}?key={POISON}-key"}, "no_connection"),
    "Masts": ({"ARXIV_API_URL": f"https{_PROXY[4:]}{PLACE}.invalid/api/query"}, "name_not_found"),
    # No program can ask there, and libraries complain with the whole address.
    "Keels": (
        {"ARXIV_API_URL": f"https{_PROXY[4:]}[127.0.0.1/api/query?key={POISON}-key"},
        "other",
    ),
}

NAMES = ("Windmills", *SERVED, *NETWORKS)

KEYWORDS = "".join(["keywords:\n", *(f"  - {name}\n" for name in NAMES)])

KEY = "arxiv:\n  api_key: {env: ARXIV_API_KEY, parameter: granted}\n"

# What an older version of this program stored of failures.
OLD = {
    "format": "daily-papers/status",
    "version": 1,
    "keywords": {
        slug: {"query": "q", "dropped": [f"{FOREIGN}: no id"], "failure": f"/home/{PLACE}/ca.pem"}
        for slug in ("windmills", "removed")
    },
}


class Output(Struct):
    """
    Everything that runs of a project printed or wrote.
    """

    root: Path
    printed: list[tuple[str, bytes]]

    def published(self, secret: str) -> list[str]:
        """
        The files that may be published in which, or in whose names, *secret* stands.
        """
        files = [
            (str(path.relative_to(self.root)), path.read_bytes())
            for folder in ("site_src", "site")
            for path in (self.root / folder).rglob("*")
            if path.is_file()
        ]
        assert len(files) > 100
        return [name for name, content in files if secret.encode() in content or secret in name]

    def told(self, secret: str) -> list[str]:
        """
        Where *secret* stands: in files that may be published, and in what was printed.
        """
        printed = [name for name, content in self.printed if secret.encode() in content]
        return self.published(secret) + printed

    def failures(self) -> dict[str, str]:
        """
        The word that the store has for the failure of each keyword.
        """
        status = json.loads((self.root / "site_src/data/status.json").read_text("utf-8"))
        return {slug: one["failure"] for slug, one in status["keywords"].items()}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """
    A site made in a poisoned environment: one keyword is answered, each other one fails in its way.
    """
    root = tmp_path_factory.mktemp(POISON) / f"{POISON}-machine"
    keeper = Keeper(root)
    (root / "keywords.yaml").write_text(KEYWORDS + KEY, "utf-8")
    (root.parent / ".netrc").write_text(f"machine 127.0.0.1 login {POISON} password {POISON}\n")
    (root / ".git").mkdir()
    (root / ".git" / "config").write_text(f'[remote "origin"]\n\turl = {_PROXY}{PLACE}/\n')
    (keeper.source / "data").mkdir()
    (keeper.source / "data" / "status.json").write_text(json.dumps(OLD), "utf-8")
    output = Output(root, [])
    with ArxivServer([make_paper(title=f"{name} at Work") for name in NAMES[:1]]) as server:
        server.papers += (
            make_paper("2512.00002", title="Pumps at Work", abstract="It."),
            make_paper("2512.00009", title="Windmills at Rest", abstract="It."),
        )
        # One entry of the keyword that is answered cannot be read, and has no identifier.
        server.fail(edit(lambda body: body.replace(b"2512.00009", FOREIGN.encode())))
        for name, (fault, _) in SERVED.items():
            server.fail(fault, query=name, times=9)
        environment = _environment(root, server.url)
        asked = [word for name in ("Windmills", *SERVED) for word in ("-k", name)]
        codes = [_run(output, environment, "fetch", "--pause", "0", *asked)]
        for name, (network, _) in NETWORKS.items():
            quickly = ("fetch", "--pause", "0", "--budget", "0.01", "-k", name)
            keyless = {"ARXIV_API_KEY": f"{POISON}-key"}
            codes.append(_run(output, environment | keyless | network, *quickly))
        codes += [
            _run(output, environment, *words)
            for words in (
                ("build", "--no-fetch"),
                ("status",),
                ("status", "--format", "markdown"),
                ("check", "--live", "--pause", "0"),
            )
        ]
        asked_for = str(server.requests)
    assert f"{POISON}-key" in asked_for
    assert f"granted={POISON}-arxiv-key" in asked_for
    assert [1, *(3 for _ in NETWORKS), 0, 0, 0, 1] == codes, output.printed
    return output


def test_each_failure_is_known_by_its_kind(output: Output) -> None:
    """
    What is published tells a wrong proxy from a wrong query.
    """
    expected = {name.lower(): kind for name, (_, kind) in (SERVED | NETWORKS).items()}

    assert {"windmills": None, "removed": "other", **expected} == output.failures()


@pytest.mark.parametrize("secret", [POISON, PLACE, FOREIGN, str(ROOT), sys.prefix])
def test_nothing_local_or_foreign_is_published(output: Output, secret: str) -> None:
    """
    No password, key, user, folder or host of this machine, and no word that a server wrote of a
    failure, stands in the source tree or the site; not even what an older version had stored.
    """
    assert not output.published(secret)


def test_no_secret_is_printed(output: Output) -> None:
    """
    Logs of a public repository are public, too: they name what is at fault, and no secret.
    """
    assert not output.told(POISON)
    printed = b"".join(content for _, content in output.printed)
    assert f"/home/{PLACE}/corporation.pem".encode() in printed
    assert f"{FOREIGN} id format".encode() in printed


def test_a_broken_project_tells_no_secret(output: Output) -> None:
    """
    A page that cannot be built, a file that cannot be read and a setting that is missing are named
    without the folder and the environment in which they are.
    """
    environment = _environment(output.root, "http://127.0.0.1:9")
    before = len(output.printed)
    page = output.root / "site_src" / "broken.md"
    page.write_text("[gone](nowhere.md)\n", "utf-8")
    codes = [_run(output, environment, "build", "--no-fetch")]
    page.unlink()
    month = output.root / "site_src/data/papers/2512.jsonl"
    papers = month.read_bytes()
    month.write_bytes(b"broken")
    codes.append(_run(output, environment, "render"))
    month.write_bytes(papers)
    codes.append(_run(output, environment | {"ARXIV_API_KEY": ""}, "fetch"))

    assert [3, 3, 2] == codes
    assert len(output.printed) == before + 6
    assert not output.told(POISON)


def _environment(root: Path, url: str) -> dict[str, str]:
    names = ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "GITHUB_TOKEN", "GITHUB_ACTOR", "EDITOR")
    address = f"{_PROXY}{url.removeprefix('http://')}?key={POISON}-key"
    return os.environ | {
        **{name: f"{POISON}-{name}" for name in names},
        "HOME": str(root.parent),
        "ARXIV_API_KEY": f"{POISON}-arxiv-key",
        "SITE_URL": "https://example.org/papers/",
        "ARXIV_API_URL": address,
    }


def _run(output: Output, environment: Mapping[str, str], *words: str) -> int:
    run = subprocess.run(
        [sys.executable, "-m", "generator", *words],
        cwd=output.root,
        capture_output=True,
        check=False,
        env=environment,
    )
    number = len(output.printed)
    output.printed += [(f"{number}: {words} out", run.stdout), (f"{number}: error", run.stderr)]
    return run.returncode
