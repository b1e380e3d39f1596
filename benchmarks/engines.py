"""
CPU seconds and memory of each engine for the same source tree: a year of months a keyword.

python benchmarks/engines.py [KEYWORDS PAPERS], by default 30 keywords with 240 papers each.
"""

import sys
from pathlib import Path

import synthetic
from measuring import daily_papers, measured, project

from generator.engine import Engine

_BUILD = """
import sys
from pathlib import Path
from generator.engine import Engine
from generator.pipeline.site import build_site
from generator.project import Project
build_site(Project.at(Path(sys.argv[1])), Engine(sys.argv[2]))
"""


def main() -> None:
    """
    Print a line an engine.
    """
    keywords, papers = map(int, sys.argv[1:] or (30, 240))
    with project() as root:
        synthetic.write_project(root, keywords, papers, days=365)
        measured(daily_papers(root, "render"))
        pages = list((root / "site_src").rglob("index.md"))
        size = sum(page.stat().st_size for page in pages) / 1e6
        print(
            f"{keywords} keywords × {papers} papers: {len(pages)} pages, {size:.0f} MB", flush=True
        )
        usual = 0.0
        for engine in Engine:
            figures = measured([sys.executable, "-c", _BUILD, root, engine])
            usual = usual or figures.cpu
            share = figures.cpu / usual
            print(
                f"  {engine:12}{figures}  {share:5.2f} × MkDocs, {_papers(root)} papers", flush=True
            )


def _papers(root: Path) -> int:
    # On all pages: an engine that shows fewer is not faster.
    return sum(page.read_bytes().count(b"<article class=") for page in root.glob("site/**/*.html"))


if __name__ == "__main__":
    main()
