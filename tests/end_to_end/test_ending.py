"""
Every run ends: by itself within its budget, and at once when somebody stops it.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from programs.keeper import SAMPLE, Keeper
from servers.arxiv_faults import Fault, deliver, refuse
from servers.arxiv_server import ArxivServer, read_papers

# A second of budget; what it is of the program's own half hour is told by the benchmark.
BUDGET = str(1 / 60)

ENDLESS: dict[str, Fault] = {
    "never answers": deliver("hang"),
    "hangs in the status": deliver("hang", at=7),
    "hangs in the headers": deliver("hang", at=60),
    "hangs in the body": deliver("hang", at=-9),
    "drips from the start": deliver("drip", interval=0.05),
    "drips in the headers": deliver("drip", at=60, interval=0.05),
    "drips in the body": deliver("drip", at=-5000, interval=0.05),
}


@contextmanager
def started(keeper: Keeper, server: ArxivServer, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "generator", "-C", str(keeper.root), "fetch", *words]
    with subprocess.Popen(
        [*command, "--api-url", server.url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"SITE_URL": "https://example.org/papers/"},
    ) as run:
        try:
            yield run
        finally:
            # One that did not end is a failure, and none to wait for.
            run.kill()


def freshness(keeper: Keeper) -> list[dict[str, object]]:
    status = json.loads((keeper.source / "data" / "status.json").read_text("utf-8"))
    return list(status["keywords"].values())


def test_a_run_ends_within_its_budget_whatever_the_server_does(tmp_path: Path) -> None:
    """
    A server that accepts and never answers, or drips a byte now and then, holds nobody: the run
    ends by itself, and each keyword says that it had no answer, or no turn.
    """
    papers = read_papers(SAMPLE)
    with ExitStack() as stack:
        runs = {}
        for place, (name, fault) in enumerate(ENDLESS.items()):
            keeper = Keeper(tmp_path / str(place))
            server = stack.enter_context(ArxivServer(papers))
            server.fail(fault, times=99)
            run = started(keeper, server, "--pause", "0", "--budget", BUDGET)
            runs[name] = (keeper, stack.enter_context(run))
        # None of them ends by our waiting: what would hang for ever fails here.
        outcomes = {name: run.wait(timeout=60) for name, (_, run) in runs.items()}
        printed = [run.communicate()[0] for _, run in runs.values()]

    assert dict.fromkeys(ENDLESS, 3) == outcomes
    for keeper, _ in runs.values():
        (asked,) = [one for one in freshness(keeper) if one["attempted"]]
        waiting = [one["failure"] for one in freshness(keeper) if not one["attempted"]]
        assert "time_out" == asked["failure"]
        assert ["no_time"] * 3 == waiting
    for lines in printed:
        assert "of the time for all requests (1 s) 0 s are left" in lines
        assert "3 keywords not asked; first in the next run" in lines


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (signal.SIGINT, deliver("hang")),
        (signal.SIGTERM, deliver("hang", at=-9)),
        (signal.SIGINT, refuse(429, Retry_After="600")),
        (signal.SIGTERM, deliver("drip", at=-5000, interval=1)),
    ],
    ids=["hanging", "hanging in the body", "pausing", "dripping"],
)
def test_whoever_stops_a_run_is_obeyed_at_once(
    tmp_path: Path, number: signal.Signals, fault: Fault
) -> None:
    """
    Ctrl-C, and the signal that CI sends, end a read that hangs and a pause of minutes; what was
    fetched until then is kept.
    """
    keeper = Keeper(tmp_path)
    with ArxivServer(read_papers(SAMPLE)) as server:
        server.fail(fault, query="Video Understanding")
        with started(keeper, server, "--pause", "0") as run:
            while len(server.requests) < 2:
                time.sleep(0.02)
            time.sleep(0.1)
            run.send_signal(number)
            # As long as a hanging read may take, and not as long as it lasts.
            code = run.wait(timeout=20)
            output = run.communicate()

    assert 130 == code
    assert "stopped; what was fetched is kept" in output[1]
    assert "Traceback" not in output[1]
    assert 1 == len(freshness(keeper))
    assert (keeper.source / "data" / "papers").is_dir()
