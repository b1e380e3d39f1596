"""
From store to site, for growing numbers of keywords with 100 papers each, beside Hugo and beside a
plain loop that writes the same HTML: python benchmarks/building.py [KEYWORDS ...]

Pages and feeds only: the search index has a table of its own (searching.py).
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import hugo_site
from measuring import ROOT, Figures, measured, mkdocs, project
from synthetic import make_paper, write_project
from table import Row, Topic, allowed, times, took

from generator.papers.announcement import Announcement, Record
from generator.store import Store

PAPERS = 100

# What is promised of so many keywords: times Hugo's CPU, and MB of memory.
TARGET, HUGO, MEMORY = 500, 2, 300

# Also that of years.py.
RENDER = """
import sys
from pathlib import Path
from generator.build.render import edition, write_documents
from generator.build.project import Project, read_configuration
project = Project.at(Path(sys.argv[1]))
write_documents(edition(read_configuration(project)), project.source)
"""


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    Each step for each size.
    """
    for keywords in sizes:
        with project() as root:
            write_project(root, keywords, PAPERS)
            name = f"{keywords} keywords, {keywords * PAPERS:,} papers"
            first = rendered(root)
            yield took(f"{name}: render all", first)
            yield from _rendering_again(root, name, first)
            yield from _building(root, name, keywords, first)


def _rendering_again(root: Path, name: str, first: Figures) -> Iterator[Row]:
    again = rendered(root)
    yield took(
        f"{name}: render again, nothing new", again, times(again.cpu / first.cpu, "rendering all")
    )
    _add_paper(root)
    news = rendered(root)
    yield took(f"{name}: render one new paper", news, times(news.cpu / first.cpu, "rendering all"))


def _building(root: Path, name: str, keywords: int, first: Figures) -> Iterator[Row]:
    built = measured(mkdocs(root))
    loops = {
        "a plain loop that writes the same HTML": _plain_loop(root),
        "a plain loop that writes no formulas and links": _plain_loop(root, "--text"),
    }
    hugo = hugo_site.build(root)
    most = HUGO if keywords == TARGET else None
    yield took(
        f"{name}: `mkdocs build`",
        built,
        times(built.cpu / hugo.cpu, "Hugo's CPU", most),
        allowed(built.memory, MEMORY, "MB"),
    )
    yield took(f"{name}: Hugo, the same HTML", hugo)
    for loop, figures in loops.items():
        yield took(f"{name}: {loop}", figures)
    both = first.cpu + built.cpu
    yield Row(
        what=f"{name}: render all and build",
        wall=first.wall + built.wall,
        cpu=both,
        memory=max(first.memory, built.memory),
        compared=tuple(times(both / one.cpu, loop) for loop, one in loops.items()),
    )


def rendered(root: Path) -> Figures:
    """
    What it takes to write the pages and feeds of the project in *root*.
    """
    return measured([sys.executable, "-c", RENDER, root])


def _plain_loop(root: Path, *words: str) -> Figures:
    return measured([sys.executable, ROOT / "benchmarks" / "plain_loop.py", root, *words])


def _add_paper(root: Path) -> None:
    store = Store(root / "site_src" / "data")
    records = store.records()
    slug = max(next(iter(records.values())).announced)
    paper = make_paper(99_999, random.Random(99_999))
    announced = dict.fromkeys(("all", slug), Announcement(paper.updated.date()))
    records[paper.arxiv_id.base] = Record(paper, announced)
    store.remember(records, [paper.arxiv_id.base])


TOPIC = Topic(
    title="From store to site",
    about="Pages and feeds of keywords with 100 papers each; Hugo and a plain Jinja2 loop put the"
    " same HTML into the same frame.",
    rows=rows,
    quick=(3, 9, 27),
    full=(5, 50, 500),
    programs={"hugo": "`apt-get install hugo` brings it"},
)

if __name__ == "__main__":
    TOPIC.main()
