"""
What the worst answers cost: python benchmarks/enduring.py [MINUTES]

A run's seconds against each server that never comes to an end, with a budget of so many minutes
(by default a quarter of one), and peak memory for answers, texts and a store without measure.
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
from synthetic import write_project

sys.path.insert(0, str(ROOT / "tests"))
from arxiv_faults import Fault, deliver
from arxiv_server import ArxivServer, read_papers
from making import make_paper

from generator.paper import Paper

SAMPLE = ROOT / "generator" / "sample" / "papers.jsonl"
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
    if sys.argv[1:2] == ["serve"]:
        _serve(LARGE[sys.argv[2]]())
        return
    if sys.argv[1:2] == ["stock"]:
        write_project(Path(sys.argv[2]), keywords=100, papers=1000)
        return
    minutes = sys.argv[1] if len(sys.argv) > 1 else "0.25"
    for name, fault in ENDLESS.items():
        with project() as root, ArxivServer(read_papers(SAMPLE)) as server:
            server.fail(fault, times=99)
            command = _fetch(root, server.url, "--budget", minutes)
            print(f"{name:28} {measured(command, expected=_FAILED)}", flush=True)
    for name in LARGE:
        with project() as root, _served(name) as url:
            keyword = {"name": "Windmills", "max_papers": 1000}
            (root / "keywords.yaml").write_text(json.dumps({"keywords": [keyword]}), "utf-8")
            print(f"{name:28} {measured(_fetch(root, url))} to fetch", flush=True)
            print(f"{'':28} {measured(daily_papers(root, 'render'))} to render", flush=True)
    with project() as root, ArxivServer() as server:
        subprocess.run([sys.executable, __file__, "stock", root], check=True)
        command = _fetch(root, server.url)
        print(f"{'100,000 papers stored':28} {measured(command)} to fetch")


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


if __name__ == "__main__":
    main()
