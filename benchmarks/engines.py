"""
CPU seconds and memory of each engine for the same source tree: a year of months a keyword.

python benchmarks/engines.py [KEYWORDS ...]; each keyword has 240 papers.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import MB, daily_papers, measured, project
from synthetic import write_project
from table import Row, Topic, need_module, times, took

from generator.build.engines import Engine

PAPERS, DAYS = 240, 365

_BUILD = """
import sys
from pathlib import Path
from generator.build.engines import Engine, build_site
from generator.build.project import Project
build_site(Project.at(Path(sys.argv[1])), Engine(sys.argv[2]))
"""


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    A row an engine and size.
    """
    for engine in Engine:
        need_module(engine, "`make tools` brings it")
    for keywords in sizes:
        with project() as root:
            write_project(root, keywords, PAPERS, days=DAYS)
            measured(daily_papers(root, "render"))
            pages = list((root / "site_src").rglob("index.md"))
            size = sum(page.stat().st_size for page in pages) / MB
            name = f"{keywords} keywords, {len(pages)} pages of {size:.0f} MB"
            usual = 0.0
            for engine in Engine:
                figures = measured([sys.executable, "-c", _BUILD, root, engine])
                usual = usual or figures.cpu
                compared = times(figures.cpu / usual, "MkDocs")
                amount = f"{_papers(root):,} papers shown"
                yield took(f"{name}: {engine}", figures, compared, amount=amount)


def _papers(root: Path) -> int:
    # On all pages: an engine that shows fewer is not faster.
    return sum(page.read_bytes().count(b"<article class=") for page in root.glob("site/**/*.html"))


TOPIC = Topic(
    title="Engines",
    about=f"The same pages, a year of {PAPERS} papers a keyword, built by each engine"
    " (docs/engines.md). An engine that shows fewer papers would not be faster.",
    rows=rows,
    quick=(2, 4),
    full=(3, 10, 30),
)

if __name__ == "__main__":
    TOPIC.main()
