"""
Requests and seconds of a run over four keywords, with arXiv's pause and without.

The seconds beyond the pauses are our own: python benchmarks/fetching.py
"""

import sys
from pathlib import Path

from measuring import ROOT, daily_papers, measured, project

sys.path.insert(0, str(ROOT / "tests"))
from arxiv_server import ArxivServer, read_papers


def main() -> None:
    """
    Print a line for each pause, first run and second run.
    """
    papers = read_papers(ROOT / "generator" / "sample" / "papers.jsonl")
    for pause in ("3", "0"):
        with project() as root, ArxivServer(papers) as server:
            for run in ("first", "second"):
                before = len(server.requests)
                print(f"pause {pause} s, {run} run: {_fetch(root, server.url, pause)}, ", end="")
                print(f"{len(server.requests) - before} requests")


def _fetch(root: Path, url: str, pause: str) -> str:
    return str(measured(daily_papers(root, "fetch", "--api-url", url, "--pause", pause)))


if __name__ == "__main__":
    main()
