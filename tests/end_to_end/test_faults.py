"""
The real program, as a process, against everything that can come instead of arXiv's answer.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from programs.keeper import Keeper
from samples.making import make_paper
from servers.arxiv_faults import Fault
from servers.arxiv_server import ArxivServer
from servers.fault_matrix import ONE, QUESTIONS, WHOLE

from generator.errors import FailureKind
from generator.papers.paper import Paper
from generator.store import Store

# Every keyword has its own word, by which the server tells whom to answer wrongly.
WHOLE_WORDS = {f"whole{place:03}": name for place, name in enumerate(WHOLE)}

ONE_WORDS = {f"entry{place:03}": name for place, name in enumerate(ONE)}

QUESTION_WORDS = {f"asked{place:03}": name for place, name in enumerate(QUESTIONS)}

FETCH = ("fetch", "--pause", "0")

# What a keyword may have failed by, when arXiv was asked.
KINDS = frozenset(FailureKind) - {FailureKind.OTHER, FailureKind.NO_TIME, FailureKind.OUTAGE}

TODAY = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def papers(day: datetime, count: int, first: int) -> list[Paper]:
    """
    For each word so many papers of a *day*, numbered from *first* on.
    """
    words = (*WHOLE_WORDS, *ONE_WORDS, *QUESTION_WORDS, "quiet")
    return [
        make_paper(
            f"2512.{first + place * 10 + number:05}",
            title=f"A Paper about {word}",
            abstract=f"We turn {word}.",
            comment="4 pages & 1 < 2 figures",
            published=day - timedelta(hours=number),
            updated=day - timedelta(hours=number),
        )
        for place, word in enumerate(words)
        for number in range(count)
    ]


def keywords(names: Mapping[str, str]) -> str:
    lines = [
        f"  - name: {json.dumps(name)}\n    query: 'ti:{word}'" for word, name in names.items()
    ]
    return "\n".join(["keywords:", "  - name: quiet", "    query: 'ti:quiet'", *lines, ""])


def prepared(keeper: Keeper, server: ArxivServer, names: Mapping[str, str]) -> None:
    """
    A keeper whose keywords were answered yesterday; today each has a new paper at arXiv.
    """
    (keeper.root / "keywords.yaml").write_text(keywords(names), "utf-8")
    server.papers = tuple(papers(TODAY - timedelta(days=2), 3, 10_000))
    run = keeper.run(*FETCH, "--api-url", server.url)
    assert run.returncode == 0, run.stdout + run.stderr
    new = [one for one in papers(TODAY, 1, 30_000) if "quiet" not in one.title]
    server.papers += tuple(new)


def harm(server: ArxivServer, names: Mapping[str, str], faults: Mapping[str, Fault]) -> None:
    for word, name in names.items():
        server.fail(faults[name], times=99, query=word)


def freshness(keeper: Keeper) -> dict[str, dict[str, Any]]:
    """
    What status.json says, by query.
    """
    status = json.loads((keeper.source / "data" / "status.json").read_text("utf-8"))
    return {entry["query"].strip("()"): entry for entry in status["keywords"].values()}


def assert_true(keeper: Keeper, there: Iterable[Paper]) -> None:
    """
    Every stored record equals what arXiv holds.
    """
    truth = {paper.arxiv_id.base: paper for paper in there}
    for base, record in Store(keeper.source / "data").records().items():
        assert truth[base] == record.paper


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Keeper:
    return Keeper(tmp_path_factory.mktemp("keeper"))


def test_no_fault_shrinks_or_changes_anything_but_the_status(keeper: Keeper) -> None:
    """
    Whatever comes instead of an answer: papers, pages and feeds keep every byte, the status
    names the keyword and the kind of failure, the run prints the reason, the exit code says that
    some failed. Then all recover.
    """
    with ArxivServer() as server:
        prepared(keeper, server, WHOLE_WORDS)
        assert keeper.run("render").returncode == 0
        before = keeper.generated()
        harm(server, WHOLE_WORDS, {name: fault for name, (fault, _) in WHOLE.items()})

        failed = keeper.run(*FETCH, "--api-url", server.url)
        status = freshness(keeper)
        assert keeper.run("render").returncode == 0

        assert 1 == failed.returncode
        assert f"{len(WHOLE) + 1} keywords, {len(WHOLE)} failed: 0 announcements" in failed.stdout
        assert before == keeper.generated()
        assert status["ti:quiet"]["failure"] is None
        printed = dict(
            re.findall(r"^(.*?): FAILED, keeps what it had: (.*)$", failed.stdout, re.MULTILINE)
        )
        assert {} == {
            name: printed.get(name)
            for name, (_, said) in WHOLE.items()
            if said not in printed.get(name, "")
        }
        failures = {name: status[f"ti:{word}"]["failure"] for word, name in WHOLE_WORDS.items()}
        assert {} == {name: why for name, why in failures.items() if why not in KINDS}
        page = (keeper.source / "status/index.md").read_text("utf-8")
        assert all(name in page for name in WHOLE)

        server.recover()
        recovered = keeper.run(*FETCH, "--api-url", server.url)

        assert 0 == recovered.returncode
        assert f"0 failed: {len(WHOLE)} announcements" in recovered.stdout
        assert_true(keeper, server.papers)


def test_an_answer_to_another_question_is_never_believed(tmp_path: Path) -> None:
    """
    Neither for a new keyword, of which nothing is stored that it could contradict, nor later,
    together with others or alone. The output names both questions.
    """
    keeper = Keeper(tmp_path)
    (keeper.root / "keywords.yaml").write_text(keywords(QUESTION_WORDS), "utf-8")
    faults = {name: fault for name, (fault, _) in QUESTIONS.items()}
    with ArxivServer() as server:
        for day, known in ((TODAY - timedelta(days=2), 0), (TODAY, len(QUESTIONS))):
            server.papers += tuple(papers(day, 1, 10_000 if known == 0 else 30_000))
            harm(server, QUESTION_WORDS, faults)
            failed = keeper.run(*FETCH, "--api-url", server.url)
            lines = failed.stdout.splitlines()
            said = {
                name: next(line for line in lines if line.startswith(f"{name}: "))
                for name in QUESTIONS
            }

            assert 1 == failed.returncode, failed.stdout
            assert known + (2 if known else 1) == len(Store(keeper.source / "data").records())
            assert {} == {
                name: reason for name, reason in said.items() if QUESTIONS[name][1] not in reason
            }

            server.recover()
            assert 0 == keeper.run(*FETCH, "--api-url", server.url).returncode
            assert_true(keeper, server.papers)


def test_one_bad_entry_costs_one_entry(tmp_path: Path) -> None:
    """
    The other papers of the answer are published; the bad one is named in the report and in the
    status; nothing failed.
    """
    keeper = Keeper(tmp_path)
    with ArxivServer() as server:
        prepared(keeper, server, ONE_WORDS)
        harm(server, ONE_WORDS, {name: fault for name, (fault, _) in ONE.items()})
        # By name each is asked for alone, and has its own bad answer.
        each = [word for name in ("quiet", *ONE_WORDS.values()) for word in ("-k", name)]
        run = keeper.run(*FETCH, *each, "--api-url", server.url)
        status = freshness(keeper)

        assert 0 == run.returncode, run.stdout
        assert f"0 failed: {len(ONE)} announcements, {len(ONE)} unreadable papers" in run.stdout
        assert_true(keeper, server.papers)
    for word, name in ONE_WORDS.items():
        (identifier,) = status[f"ti:{word}"]["unreadable"]
        (line,) = re.findall(
            rf"^{re.escape(name)}: .*\n  left out: (.*)$", run.stdout, re.MULTILINE
        )
        assert ONE[name][1] in line
        assert (identifier or "") in line


def test_nobody_there_is_a_total_failure(keeper: Keeper) -> None:
    """
    With no server at all nothing could be done, and nothing is lost.
    """
    before = keeper.generated()

    run = keeper.run("fetch", "--pause", "0", "--api-url", "http://127.0.0.1:9/api/query")

    assert 3 == run.returncode
    assert "Connection refused" in run.stdout
    assert before == keeper.generated()
