"""
Matches a day of arXiv with thousands of keywords: python benchmarks/bulk.py [PAPERS ...]

CPU seconds and memory as papers and keywords grow, each from a process of its own, and how many
times longer it takes to ask every keyword about every paper.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import MB
from msgspec import Struct
from msgspec.structs import replace
from synthetic_queries import made
from table import Growth, Row, Topic, allowed, times

from generator.arxiv_api import Changes, ResultPage, ResumptionToken
from generator.fetch.harvest import Harvest
from generator.fetch.run import fetch
from generator.keywords.keyword import Keyword
from generator.matching import Index, Matcher, TokenizedPaper, Verdict
from generator.papers.freshness import Freshness
from generator.papers.paper import Paper
from generator.store import Store

KEYWORDS = (100, 1000, 10_000)

MOST = KEYWORDS[-1]

# Papers, keywords, and what is allowed for them.
TARGET, SECONDS, MEMORY = (5000, MOST), 10, 500

# Papers that each keyword is asked about.
ASKED = 50

PAGE = 1300

NOW, DAY = datetime(2026, 7, 1, 6, tzinfo=UTC), timedelta(days=1)


class Cost(Struct, frozen=True):
    """
    CPU seconds and MB; how many verdicts (or announcements) were sure, and how many doubtful.
    """

    cpu: float
    sure: int
    doubtful: int
    memory: float


def matched(paper_count: int, keyword_count: int, *, indexed: bool) -> tuple[float, int, int]:
    """
    CPU seconds, and how many verdicts were certain and how many doubtful.
    """
    chosen, there = made(paper_count, keyword_count, MOST)
    begin = time.process_time()
    matchers = {query: Matcher(query) for query in chosen}
    index = Index(matchers) if indexed else None
    sure = doubtful = 0
    for paper in there:
        searchable = TokenizedPaper(paper)
        if index:
            verdicts = index.verdicts(searchable)
        else:
            verdicts = {query: one.verdict(searchable) for query, one in matchers.items()}
        sure += sum(one == Verdict.SURE for one in verdicts.values())
        doubtful += sum(not one.certain for one in verdicts.values())
    return time.process_time() - begin, sure, doubtful


class Bulk:
    """
    arXiv, with *there* changed today; what it is asked about a doubt it does not find.
    """

    def __init__(self, there: Sequence[Paper]) -> None:
        self._pages = [there[start : start + PAGE] for start in range(0, len(there), PAGE)]

    def changes(self, since: date, subset: str | None = None) -> Changes:  # noqa: ARG002 - all
        """
        The first page.
        """
        return self.more_changes("0")

    def more_changes(self, token: str) -> Changes:
        """
        The page of this number.
        """
        number = int(token)
        following = ResumptionToken(str(number + 1)) if number + 1 < len(self._pages) else None
        papers = tuple(self._pages[number])
        return Changes(papers=papers, answered=NOW, reached=NOW.date(), token=following)

    def by_ids(self, identifiers: Sequence[str]) -> Iterator[ResultPage]:  # noqa: ARG002 - none
        """
        Nobody.
        """
        return iter(())

    def among(self, identifiers: Sequence[str], query: str) -> frozenset[str]:  # noqa: ARG002
        """
        None.
        """
        return frozenset()


def fetched(paper_count: int, keyword_count: int) -> tuple[float, int, int]:
    """
    CPU seconds of a whole run but for HTTP and XML, and what it announced.
    """
    chosen, there = made(paper_count, keyword_count, MOST)
    keywords = [Keyword(name=one, slug=f"k{n}", query=one) for n, one in enumerate(chosen)]
    known = Freshness(attempted=NOW - DAY, succeeded=NOW - DAY, swept=NOW - DAY)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.write_freshness({one.slug: replace(known, query=one.query) for one in keywords})
        begin = time.process_time()
        updates = fetch(keywords, [Harvest(Bulk(there), store)], store, now=NOW)
        announced = sum(len(update.announced) for update in updates)
        return time.process_time() - begin, announced, 0


def in_process(paper_count: int, keyword_count: int, how: str = "index") -> Cost:
    """
    The figures of one measurement, in a process of its own.
    """
    command = [sys.executable, __file__, str(paper_count), str(keyword_count), how]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    cpu, sure, doubtful, memory = printed.split()
    return Cost(float(cpu), int(sure), int(doubtful), int(memory) * 1024 / MB)


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    First keywords grow, then papers: the last row of both is the same.
    """
    growth, of_keywords = Growth("papers"), Growth("keywords")
    for count in KEYWORDS[:-1]:
        cost = in_process(sizes[-1], count)
        yield _row(sizes[-1], count, cost, of_keywords.times(count, cost.cpu))
    for size in sizes:
        cost = in_process(size, MOST)
        grown = growth.times(size, cost.cpu)
        last = of_keywords.times(MOST, cost.cpu) if size == sizes[-1] else ()
        yield _row(size, MOST, cost, (*grown, *last))
    run = in_process(sizes[-1], MOST, "run")
    name = f"{sizes[-1]:,} papers, {MOST:,} keywords: a whole run but for HTTP and XML"
    announced = f"{run.sure:,} announced"
    yield Row(what=name, cpu=run.cpu, memory=run.memory, amount=announced)
    yield _each_asked(sizes[0])


def _row(papers_there: int, keywords: int, cost: Cost, growth: tuple[str, ...]) -> Row:
    limits = (allowed(cost.cpu, SECONDS, "s"), allowed(cost.memory, MEMORY, "MB"))
    return Row(
        what=f"{papers_there:,} papers, {keywords:,} keywords: match them",
        cpu=cost.cpu,
        memory=cost.memory,
        amount=f"{cost.sure:,} matches, {cost.doubtful:,} in doubt",
        compared=(*(limits if (papers_there, keywords) == TARGET else ()), *growth),
    )


def _each_asked(papers_there: int) -> Row:
    """
    Asking each keyword about each paper, for a few: apart from what reading the queries takes.
    """
    prepared, indexed = in_process(0, MOST).cpu, in_process(papers_there, MOST).cpu
    each = (in_process(ASKED, MOST, "each").cpu - prepared) / ASKED
    ratio = each / ((indexed - prepared) / papers_there)
    return Row(
        what=f"each of {MOST:,} keywords asked about a paper",
        cpu=each,
        compared=(times(ratio, "matching them all at once"),),
    )


def _measure_here() -> None:
    sizes = int(sys.argv[1]), int(sys.argv[2])
    how = sys.argv[3]
    found = fetched(*sizes) if how == "run" else matched(*sizes, indexed=how == "index")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(*found, peak)


TOPIC = Topic(
    title="Matching a day of arXiv",
    about="With `source: oai` every paper that changed is matched with every keyword here. Seconds"
    f" include reading the queries. 5,000 papers are more than arXiv changes in a day; {SECONDS} s"
    f" and {MEMORY} MB are allowed for them and {MOST:,} keywords.",
    rows=rows,
    quick=(250, 500, 1_000),
    full=(1_250, 2_500, 5_000),
)

if __name__ == "__main__":
    if len(sys.argv) == 4 and not sys.argv[3].isdigit():
        _measure_here()
    else:
        TOPIC.main()
