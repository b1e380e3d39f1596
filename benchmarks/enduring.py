"""
What the worst answers cost: python benchmarks/enduring.py [MINUTES]

A run's seconds against each server that never comes to an end, with a budget of so many minutes
(by default a quarter of one), and peak memory for answers, texts and a store without measure.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from measuring import ROOT, daily_papers, measured, project
from synthetic import write_project

sys.path.insert(0, str(ROOT / "tests"))
from arxiv_faults import Fault, deliver
from arxiv_server import ArxivServer, read_papers
from making import make_paper

from generator.paper import Paper

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


def main() -> None:
    """
    Print a line for each.
    """
    minutes = sys.argv[1] if len(sys.argv) > 1 else "0.25"
    for name, fault in ENDLESS.items():
        with _asking(read_papers(ROOT / "generator" / "sample" / "papers.jsonl")) as (root, server):
            server.fail(fault, times=99)
            command = _fetch(root, server, "--budget", minutes)
            print(f"{name:28} {measured(command, expected=_FAILED)}", flush=True)
    for name, papers in LARGE.items():
        with _asking(papers()) as (root, server):
            keyword = {"name": "Windmills", "max_papers": 1000}
            (root / "keywords.yaml").write_text(json.dumps({"keywords": [keyword]}), "utf-8")
            print(f"{name:28} {measured(_fetch(root, server))} to fetch", flush=True)
            print(f"{'':28} {measured(daily_papers(root, 'render'))} to render", flush=True)
    with _asking([]) as (root, server):
        write_project(root, keywords=100, papers=1000)
        command = _fetch(root, server)
        print(f"{'100,000 papers stored':28} {measured(command, expected=_FAILED)} to fetch")


@contextmanager
def _asking(papers: Sequence[Paper]) -> Iterator[tuple[Path, ArxivServer]]:
    with project() as root, ArxivServer(papers) as server:
        yield root, server


def _fetch(root: Path, server: ArxivServer, *words: str) -> list[str | Path]:
    return daily_papers(root, "fetch", "--api-url", server.url, "--pause", "0", *words)


if __name__ == "__main__":
    main()
