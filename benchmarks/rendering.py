"""
Seconds and memory from store to site, for growing numbers of keywords with 100 papers each.

CPU is compared, in one run, with a plain Jinja2 loop that writes the same pages' HTML, and with
one that writes every field as it is: python benchmarks/rendering.py [KEYWORDS ...]
"""

import sys
from pathlib import Path

from measuring import ROOT, Figures, daily_papers, measured, project
from synthetic import write_project

PAPERS = 100
SIZES = (4, 50, 500)


def main() -> None:
    """
    Print a table, a line a size and step.
    """
    for keywords in map(int, sys.argv[1:]) if sys.argv[1:] else SIZES:
        with project() as root:
            write_project(root, keywords, PAPERS)
            print(f"{keywords} keywords × {PAPERS} papers")
            rendered = _step("render", daily_papers(root, "render"))
            again = _step("render again", daily_papers(root, "render"))
            built = _step("mkdocs build", _mkdocs(root))
            (root / "site_src" / "pagefind").rename(root / "pagefind")
            only_pages = _step("mkdocs build, no index", _mkdocs(root))
            same = _step("loop, same HTML", _plain_loop(root))
            text = _step("loop, text as it is", _plain_loop(root, "--text"))
            pages = same.cpu + only_pages.cpu
            _ratio("pages rendered and built / same HTML", pages / same.cpu)
            _ratio("pages rendered and built / text as it is", pages / text.cpu)
            _ratio("with feeds / same HTML", (again.cpu + only_pages.cpu) / same.cpu)
            _ratio("everything / same HTML", (rendered.cpu + built.cpu) / same.cpu)


def _ratio(name: str, ratio: float) -> None:
    print(f"  {name:42}{ratio:5.2f} × the CPU", flush=True)


def _mkdocs(root: Path) -> list[str | Path]:
    config = ("--config-file", root / "mkdocs.yml", "--site-dir", root / "site")
    return [sys.executable, "-m", "mkdocs", "build", "--strict", *config]


def _plain_loop(root: Path, *words: str) -> list[str | Path]:
    return [sys.executable, ROOT / "benchmarks" / "plain_loop.py", root, *words]


def _step(name: str, command: list[str | Path]) -> Figures:
    figures = measured(command, NO_MKDOCS_2_WARNING="1", SITE_URL="https://example.org/")
    print(f"  {name:24}{figures}", flush=True)
    return figures


if __name__ == "__main__":
    main()
