"""
Reading all remembered papers, and writing what changed: python benchmarks/storing.py [PAPERS ...]
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import measured, project
from synthetic import write_project
from table import Growth, Row, Topic, allowed, times, took

from generator.store import Store

KEYWORDS, DAYS = 20, 3 * 365

CHANGED = 50

TARGET, SECONDS = 100_000, 2

_LOAD = """
import sys
from pathlib import Path
from generator.store import Store
Store(Path(sys.argv[1])).records()
"""

_CHANGE = """
import sys
from pathlib import Path
from msgspec.structs import replace
from generator.store import Store
store = Store(Path(sys.argv[1]))
records = store.records()
for base in sys.argv[2:]:
    paper = replace(records[base].paper, comment="Accepted elsewhere, too")
    records[base] = replace(records[base], paper=paper)
store.remember(records, sys.argv[2:])
"""


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    Two rows a size.
    """
    growth = Growth("papers")
    for size in sizes:
        with project() as root:
            write_project(root, KEYWORDS, size // KEYWORDS, days=DAYS)
            folder = root / "site_src" / "data"
            loaded = measured([sys.executable, "-c", _LOAD, folder])
            limit = [allowed(loaded.wall, SECONDS, "s")] if size == TARGET else []
            grown = growth.times(size, loaded.cpu)
            yield took(f"{size:,} papers: read them all", loaded, *limit, *grown)
            yield _changing(size, folder)


def _changing(size: int, folder: Path) -> Row:
    papers = [one.paper for one in Store(folder).records().values()]
    newest = sorted(papers, key=lambda paper: paper.updated)[-CHANGED:]
    months = {paper.arxiv_id.month for paper in newest}
    before = _files(folder)
    bases = [paper.arxiv_id.base for paper in newest]
    figures = measured([sys.executable, "-c", _CHANGE, folder, *bases])
    after = _files(folder)
    written = sum(before.get(path) != number for path, number in after.items())
    return took(
        f"{size:,} papers: read them, and change the newest {CHANGED}",
        figures,
        times(written / len(months), f"the {len(months)} files that hold these papers", 1),
        amount=f"{written} of {len(after)} files written",
    )


def _files(folder: Path) -> dict[Path, int]:
    """
    The files and their numbers on disk: one that is written is another file.
    """
    return {path: path.stat().st_ino for path in (folder / "papers").iterdir()}


TOPIC = Topic(
    title="The store",
    about=f"Papers of three years. A run that changes {CHANGED} of them writes only the files (one"
    " a month of identifiers) that hold them.",
    rows=rows,
    quick=(1_000, 3_000, 10_000),
    full=(1_000, 10_000, 100_000),
)

if __name__ == "__main__":
    TOPIC.main()
