"""
How long a command takes before it does anything: python benchmarks/starting.py [ATTEMPTS]
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import ROOT, Figures, daily_papers, measured
from table import Row, Topic, allowed, took

# What `--help` may take more than Python alone, in milliseconds.
LIMIT = 150

# So many keywords may take so many CPU seconds to read.
KEYWORDS, READING = 10_000, 1

_READ = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from generator.keywords.keywords_file import read_keywords_file
read_keywords_file(Path(sys.argv[1]))
"""

_ENTRIES = (
    "- Video understanding {0}",
    "- {{name: Language {0}, any: [language model {0}, LM {0}], categories: [cs.CL, cs.LG]}}",
    "- {{name: Lovelace {0}, authors: [Ada B. Lovelace, 'He, Kaiming'], author_variants: true}}",
    "- {{name: Graph {0}, query: 'ti:\"graph {0}\" AND cat:cs.LG', slug: graph-{0}}}",
    "- {{name: Papers {0}, ids: ['2107.{0:05}', hep-th/9901001]}}",
)


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    The quickest of some attempts, beside Python alone.
    """
    for attempts in sizes:
        bare = _quickest([sys.executable, "-c", ""], attempts)
        yield took("`python -c ''`", bare)
        started = _quickest(daily_papers(ROOT, "--help"), attempts)
        more = 1000 * (started.wall - bare.wall)
        limit = allowed(more, LIMIT, "ms")
        yield took("`daily-papers --help`", started, limit, amount=f"{more:.0f} ms more")
        yield _reading(attempts)


def _reading(attempts: int) -> Row:
    lines = (_ENTRIES[number % len(_ENTRIES)].format(number) for number in range(KEYWORDS))
    with TemporaryDirectory() as folder:
        path = Path(folder, "keywords.yaml")
        path.write_text("keywords:\n{}\n".format("\n".join(lines)), "utf-8")
        read = _quickest([sys.executable, "-c", _READ, path], attempts)
    limit = allowed(read.cpu, READING, "s")
    return took("a `keywords.yaml`", read, limit, amount=f"{KEYWORDS:,} keywords")


def _quickest(command: list[str | Path], attempts: int) -> Figures:
    return min((measured(command) for _ in range(attempts)), key=lambda one: one.wall)


TOPIC = Topic(
    title="Start-up",
    about="How long a command takes before it does anything, the quickest of some attempts.",
    rows=rows,
    quick=(5,),
    full=(20,),
)

if __name__ == "__main__":
    TOPIC.main()
