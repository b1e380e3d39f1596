"""
What the worst answers cost: python benchmarks/enduring.py [PAPERS ...]

A run's seconds against each server that never comes to an end, and peak memory for answers, texts
and a store without measure, of so many papers.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from measuring import ROOT, daily_papers, measured, project
from samples.making import make_paper
from servers.arxiv_faults import Fault, deliver
from servers.arxiv_server import ArxivServer, read_papers
from synthetic import write_project
from table import Row, Topic, times, took

from generator.papers.paper import Paper

SAMPLE = ROOT / "generator" / "build" / "sample" / "papers.jsonl"

# Seconds that a run may take.
BUDGET = 15

KEYWORDS = 100

_NEWEST = datetime(2025, 12, 19, 12, tzinfo=UTC)

# Exit codes of fetch: some keywords failed, all did.
_FAILED = (1, 3)

ENDLESS: dict[str, Fault] = {
    "never answers": deliver("hang"),
    "hangs in the headers": deliver("hang", at=60),
    "hangs in the body": deliver("hang", at=-9),
    "drips headers": deliver("drip", interval=1),
    "drips the body": deliver("drip", at=-5000, interval=1),
}


def _papers(count: int, **fields: object) -> list[Paper]:
    moments = [_NEWEST - timedelta(minutes=place) for place in range(count)]
    return [
        make_paper(f"2512.{10000 + place}", **{"updated": one, "published": one, **fields})
        for place, one in enumerate(moments)
    ]


LARGE: dict[str, Callable[[], Sequence[Paper]]] = {
    "an ordinary page of 100": lambda: _papers(100),
    "50 MB: 1,000 abstracts": lambda: _papers(1000, abstract="lorem ipsum " * 4167),
    "an abstract of 5 MB": lambda: _papers(1, abstract="lorem ipsum. " * 400_000),
    "10,000 authors": lambda: _papers(1, authors=tuple(f"Ada {n}" for n in range(10_000))),
}


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    Servers without end, answers without measure, stores of so many papers.
    """
    for name, fault in ENDLESS.items():
        with project() as root, ArxivServer(read_papers(SAMPLE)) as server:
            server.fail(fault, times=99)
            command = _fetch(root, server.url, "--budget", str(BUDGET / 60))
            figures = measured(command, expected=_FAILED)
        budget = times(figures.wall / BUDGET, f"the budget of {BUDGET} s")
        yield took(f"a server that {name}", figures, budget)
    for name in LARGE:
        with project() as root, _served(name) as url:
            keyword = {"name": "Windmills", "max_papers": 1000}
            (root / "keywords.yaml").write_text(json.dumps({"keywords": [keyword]}), "utf-8")
            yield took(f"{name}: `fetch`", measured(_fetch(root, url)))
            yield took(f"{name}: `render`", measured(daily_papers(root, "render")))
    for size in sizes:
        with project() as root, ArxivServer() as server:
            write_project(root, KEYWORDS, size // KEYWORDS)
            yield took(f"{size:,} papers remembered: `fetch`", measured(_fetch(root, server.url)))


@contextmanager
def _served(name: str) -> Iterator[str]:
    # By another process: what is measured begins with the memory of the one that starts it.
    command = [sys.executable, __file__, "serve", name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout  # noqa: S101 - it was asked for
        yield process.stdout.readline().strip()
        process.kill()


def _serve(papers: Sequence[Paper]) -> None:
    with ArxivServer(papers) as server:
        print(server.url, flush=True)
        threading.Event().wait()


def _fetch(root: Path, url: str, *words: str) -> list[str | Path]:
    return daily_papers(root, "fetch", "--api-url", url, "--pause", "0", *words)


TOPIC = Topic(
    title="The worst answers",
    about=f"A `fetch` with a budget of {BUDGET} seconds from servers that never come to an end;"
    " then answers and stores that are much larger than any real one.",
    rows=rows,
    quick=(1_000,),
    full=(1_000, 10_000, 100_000),
)

if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        _serve(LARGE[sys.argv[2]]())
    else:
        TOPIC.main()
