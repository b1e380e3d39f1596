"""
The command line as its users meet it: a process, its words, its exit code.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from programs.keeper import SAMPLE, Keeper
from servers.arxiv_faults import report
from servers.arxiv_server import ArxivServer, read_papers

# The program, and which files it opened, a path a line.
_OPENING = """
import sys
opened = []
sys.addaudithook(lambda event, args: event == "open" and opened.append(str(args[0])))
from generator.__main__ import main
try:
    main()
finally:
    print(*opened, sep="\\n", file=sys.stderr)
"""


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path)


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Keeper:
    """
    A project whose store holds the sample.
    """
    keeper = Keeper(tmp_path_factory.mktemp("fetched"))
    with ArxivServer(read_papers(SAMPLE)) as server:
        run = keeper.run("fetch", "--api-url", server.url, "--pause", "0")
    assert run.returncode == 0, run.stdout + run.stderr
    return keeper


def test_help_names_every_command(keeper: Keeper) -> None:
    """
    `daily-papers --help` shows what there is.
    """
    run = keeper.run("--help")

    commands = ["build", "check", "demo", "digest", "export", "fetch", "render", "schema", "status"]
    assert 0 == run.returncode
    assert commands == [name for name in commands if f"\n  {name} " in run.stdout]


def test_check_shows_each_query(keeper: Keeper) -> None:
    """
    `check` prints what arXiv will be asked for each keyword, and where it will stand.
    """
    run = keeper.run("check")

    assert 0 == run.returncode
    assert '(ti:"Video Understanding" OR abs:"Video Understanding")' in run.stdout
    assert "/video-understanding/" in run.stdout


def test_check_live_counts_matches(keeper: Keeper) -> None:
    """
    `check --live` asks arXiv how many papers match, and says where it does not answer.
    """
    with ArxivServer(read_papers(SAMPLE)) as server:
        live = keeper.run("check", "--live", "--api-url", server.url, "--pause", "0")

    with ArxivServer(read_papers(SAMPLE)) as server:
        server.fail(report("Invalid query string", 400), query="Anomaly")
        wrong = keeper.run("check", "--live", "--api-url", server.url, "--pause", "0")

    assert "10 matching papers" in live.stdout
    assert 0 == live.returncode
    assert "not answered: " in wrong.stdout
    assert 1 == wrong.returncode


def test_papers_are_followed_by_identifier(keeper: Keeper) -> None:
    """
    One request asks for all of them, and what arXiv does not have is named.
    """
    known, *_ = read_papers(SAMPLE)
    base = known.arxiv_id.base
    (keeper.root / "keywords.yaml").write_text(
        f"keywords:\n  - name: Mine\n    group: Ours\n    ids: ['{base}', '2512.99999']\n", "utf-8"
    )
    with ArxivServer(read_papers(SAMPLE)) as server:
        asked = ("--api-url", server.url, "--pause", "0")
        checked = keeper.run("check", "--live", *asked)
        fetched = keeper.run("fetch", *asked)

    assert "Ours: Mine  →  /mine/" in checked.stdout
    assert "1 of 2 papers; 2512.99999: arXiv has no such paper" in checked.stdout
    assert (0, 0) == (checked.returncode, fetched.returncode)
    assert "1 announcement, 1 unreadable paper left out, 1 request" in fetched.stdout


@pytest.mark.parametrize("command", ["check", "build", "fetch", "render", "export", "status"])
def test_a_wrong_configuration_is_refused_before_anything_happens(
    keeper: Keeper, command: str
) -> None:
    """
    Exit code 2, with file, line and remedy, and nothing written.
    """
    (keeper.root / "keywords.yaml").write_text(
        "keywords:\n  - name: A\n    max_paper: 3\n", "utf-8"
    )

    run = keeper.run(command)

    assert 2 == run.returncode
    assert "keywords.yaml:3: " in run.stderr
    assert "did you mean 'max_papers'?" in run.stderr
    assert not (keeper.source / "data").exists()


def test_a_broken_store_is_named_and_left_alone(keeper: Keeper) -> None:
    """
    Exit code 3, with the file's name; the file keeps its bytes.
    """
    path = keeper.source / "data" / "papers" / "2512.jsonl"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"half a")

    run = keeper.run("render")

    assert 3 == run.returncode
    assert str(path) in run.stderr
    assert b"half a" == path.read_bytes()


def test_one_keyword_alone(keeper: Keeper) -> None:
    """
    `fetch --keyword` asks for this one and says which there are when it is misspelt.
    """
    with ArxivServer(read_papers(SAMPLE)) as server:
        run = keeper.run(
            *("fetch", "-k", "video understanding", "--api-url", server.url, "--pause", "0")
        )
        unknown = keeper.run("fetch", "-k", "video understandin", "--api-url", server.url)

    assert 0 == run.returncode
    assert "1 keyword, 0 failed: 35 announcements, 1 request" in run.stdout
    assert 2 == unknown.returncode
    assert "there are Video Anomaly Detection, Video Understanding" in unknown.stderr


def test_what_was_answered_is_not_asked_again(keeper: Keeper) -> None:
    """
    `fetch --due` asks for what arXiv has not answered since its last announcement.
    """
    with ArxivServer(read_papers(SAMPLE)) as server:
        server.fail(report("Invalid query string", 400), query="Anomaly")
        words = ("fetch", "--due", "--api-url", server.url, "--pause", "0")
        first = keeper.run(*words)
        second = keeper.run(*words)
        asked = len(server.requests)
        third = keeper.run(*words)

    assert [1, 0, 0] == [run.returncode for run in (first, second, third)]
    assert "4 keywords, 0 failed, 3 answered before: " in second.stdout
    assert "4 keywords, 0 failed, 4 answered before: 0 announcements, 0 requests" in third.stdout
    assert asked == len(server.requests)


def test_arxiv_url_from_the_environment(keeper: Keeper) -> None:
    """
    ARXIV_API_URL points the program elsewhere.
    """
    with ArxivServer(read_papers(SAMPLE)) as server:
        run = keeper.run("fetch", "--pause", "0", ARXIV_API_URL=server.url)
        asked = len(server.requests)

    assert 0 == run.returncode
    assert 4 == asked


def test_the_agent_names_the_site(keeper: Keeper) -> None:
    """
    arXiv can see whose program asks: the User-Agent holds the site's address.
    """
    with ArxivServer(read_papers(SAMPLE)) as server:
        keeper.run("fetch", "--api-url", server.url, "--pause", "0")
        agents = {request.headers["user-agent"] for request in server.requests}

    (agent,) = agents
    assert agent.startswith("daily-papers/")
    assert "https://example.org/papers/" in agent


def test_status_tells_fresh_from_stale(fetched: Keeper, keeper: Keeper) -> None:
    """
    `status` is content with keywords answered today and complains about a site never filled.
    """
    fresh, never = fetched.run("status"), keeper.run("status")
    table = fetched.run("status", "--format", "markdown")

    assert 0 == fresh.returncode
    assert "Video Understanding: fresh; answered " in fresh.stdout
    assert 0 == table.returncode
    assert "| Video Understanding | fresh | " in table.stdout
    assert 1 == never.returncode
    assert "Video Understanding: waiting; answered never; newest paper none" in never.stdout


def test_digest_has_what_the_run_announced(keeper: Keeper) -> None:
    """
    `digest` is silent about a baseline, and lists the news of the run after it.
    """
    papers = read_papers(SAMPLE)
    with ArxivServer(papers[1:]) as server:
        words = ("fetch", "--api-url", server.url, "--pause", "0")
        keeper.run(*words)
        baseline = keeper.run("digest")
        server.papers = tuple(papers)
        keeper.run(*words)
        news = keeper.run("digest")

    page = "https://example.org/papers/multimodal-large-language-model/"
    assert "" == baseline.stdout
    assert 0 == news.returncode
    assert f"## [Multimodal Large Language Model]({page}) (1)" in news.stdout
    assert "FinMMDocR" in news.stdout


def test_export_of_one_keyword(fetched: Keeper, tmp_path: Path) -> None:
    """
    `export` writes the papers of one keyword as JSON Lines into a file.
    """
    path = tmp_path / "papers.jsonl"

    run = fetched.run(
        *("export", "--format", "jsonl", "-k", "video-anomaly-detection", "-o", str(path))
    )

    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert 0 == run.returncode, run.stderr
    assert 10 == len(rows)
    assert {"Video Anomaly Detection"} == {row["keyword"] for row in rows}


def test_schema_knows_every_setting(keeper: Keeper) -> None:
    """
    `schema` prints a JSON Schema that editors can use.
    """
    run = keeper.run("schema")

    schema = json.loads(run.stdout)
    assert {"name", "any", "none", "slug"} < set(schema["$defs"]["KeywordEntry"]["properties"])


def test_the_demo_leaves_the_keepers_store_alone(fetched: Keeper) -> None:
    """
    The demo builds into site/ and says what it shows; the keeper's own files stay.
    """
    before = fetched.generated()

    run = fetched.run("demo", "--no-serve")

    home = (fetched.site / "index.html").read_text("utf-8")
    assert 0 == run.returncode, run.stderr
    assert "abstracts written for this sample" in home
    assert "Video Anomaly Detection" in home
    assert before == fetched.generated()


def test_the_demo_needs_a_project(tmp_path: Path) -> None:
    """
    In a folder that is no copy of Daily Papers the demo says so.
    """
    keeper = Keeper(tmp_path)
    (tmp_path / "mkdocs.yml").unlink()

    run = keeper.run("demo", "--no-serve")

    assert 2 == run.returncode
    assert "run this in a copy of Daily Papers" in run.stderr


def test_a_build_reads_each_file_of_the_keeper_once(keeper: Keeper) -> None:
    """
    Fetching, rendering and building work on the same keywords, whatever is written meanwhile.
    """
    with ArxivServer(read_papers(SAMPLE)) as server:
        words = ("-C", str(keeper.root), "build", "--api-url", server.url, "--pause", "0")
        run = subprocess.run(
            [sys.executable, "-c", _OPENING, *words],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )

    opened = Counter(run.stderr.splitlines())
    assert 1 == opened[str(keeper.root / "keywords.yaml")]
    assert 1 == opened[str(keeper.root / "mkdocs.yml")]
