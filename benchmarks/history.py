"""
What the branch of remembered papers costs in git, and what a daily run costs in seconds.

Two weeks of four keywords, and a year of thirty, through the real store and real git. The papers
are made up; their lengths are as measured on real ones: python benchmarks/history.py [DAYS ...]
"""

import random
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from measuring import MB, ROOT, daily_papers, measured, project
from msgspec import Struct
from msgspec.structs import replace
from servers.arxiv_server import ArxivServer, read_papers
from synthetic import make_paper, names
from table import Row, Topic, number, times, took

from generator.keywords.arxiv_query import query_of
from generator.keywords.keyword import Keyword
from generator.keywords.slugs import slug_of
from generator.papers.announcement import Record, announce
from generator.papers.freshness import Freshness
from generator.papers.paper import ArxivId, Paper
from generator.store import Store

FIRST = datetime(2026, 1, 5, 5, 43, tzinfo=UTC)

# How many papers a keyword's first answer holds, and how many each later one brings; the share of
# those that are new versions is the one measured on trackers' rows.
BASELINE, DAILY, REVISED = 100, 4, 0.4

SATURDAY = 5

# How many keywords in so many days.
KEYWORDS = {12: 4, 365: 30}


class Sizes(Struct, frozen=True):
    """
    Bytes of the branch's pack and of its files.
    """

    pack: int
    files: int


class Arxiv:
    """
    Announces papers of each keyword, day by day.
    """

    def __init__(self, keywords: list[Keyword]) -> None:
        self._dice = random.Random(7)
        self._papers: dict[str, list[Paper]] = {keyword.slug: [] for keyword in keywords}
        self._number = 0

    def announced(self, keyword: Keyword, at: datetime, count: int) -> list[Paper]:
        """
        So many new papers and new versions.
        """
        papers = self._papers[keyword.slug]
        found = []
        for _ in range(count):
            if papers and self._dice.random() < REVISED:
                # Most are revised within some weeks.
                place = self._dice.randrange(max(0, len(papers) - 200), len(papers))
                papers[place] = paper = self._revised(papers[place], at)
            else:
                papers.append(paper := self._new(at))
            found.append(paper)
        return found

    def _new(self, at: datetime) -> Paper:
        self._number += 1
        submitted = self._before(at)
        return replace(
            make_paper(self._number, random.Random(self._number)),
            arxiv_id=ArxivId(f"{submitted:%y%m}.{1 + self._number % 99_999:05}"),
            published=submitted,
            updated=submitted,
        )

    def _revised(self, paper: Paper, at: datetime) -> Paper:
        version = paper.arxiv_id.version + 1
        arxiv_id = ArxivId(paper.arxiv_id.base, version)
        return replace(paper, arxiv_id=arxiv_id, updated=self._before(at))

    def _before(self, at: datetime) -> datetime:
        return at - timedelta(days=1, seconds=self._dice.randrange(80_000))


class Branch:
    """
    The branch of remembered papers in *root*.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.runs = root, 0
        self._store = Store(root)
        self._records: dict[str, Record] = {}
        self._freshness: dict[str, Freshness] = {}
        self._git("init", "--quiet", "--initial-branch=data")

    def run(self, keywords: list[Keyword], arxiv: Arxiv, at: datetime) -> None:
        """
        Remember and commit what *arxiv* announced.
        """
        changed: dict[str, Record] = {}
        for keyword in keywords:
            before = self._freshness.get(keyword.slug, Freshness())
            papers = arxiv.announced(keyword, at, DAILY if self.runs else BASELINE)
            since = before.succeeded
            more = announce(self._records, keyword.slug, papers, today=at.date(), since=since)
            self._records |= more
            changed |= more
            self._freshness[keyword.slug] = Freshness(
                query=keyword.query,
                attempted=at,
                succeeded=at,
                total=(before.total or 0) + len(more),
                announced=tuple(more) if self.runs else (),
                horizon=before.horizon or at,
            )
        self._store.remember(self._records, changed)
        self._store.write_freshness(self._freshness)
        self._git("add", "--all")
        author = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
        self._git(*author, "commit", "--quiet", "--message=Papers: 12 added, 3 changed")
        self.runs += 1

    def sizes(self) -> Sizes:
        """
        What a clone gets, and what the site publishes.
        """
        self._git("gc", "--quiet", "--prune=now")
        packs = sum(one.stat().st_size for one in (self.root / ".git").rglob("*.pack"))
        files = [one for one in self.root.rglob("*.json*") if ".git" not in one.parts]
        return Sizes(packs, sum(one.stat().st_size for one in files))

    def _git(self, *words: str) -> None:
        command = ["git", "-C", str(self.root), *words]
        subprocess.run(command, check=True, capture_output=True)


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    Bytes of each history, then seconds of each step of a run.
    """
    for days in sizes:
        yield from _history(KEYWORDS.get(days, 4), days)
    yield from _steps()


def _history(count: int, days: int) -> Iterator[Row]:
    keywords = [
        Keyword(name=name, slug=slug_of(name), query=query_of(phrases=[name]))
        for name in names(count)
    ]
    arxiv = Arxiv(keywords)
    with tempfile.TemporaryDirectory() as folder:
        branch = Branch(Path(folder))
        branch.run(keywords, arxiv, FIRST)
        first = branch.sizes()
        for at in (FIRST + timedelta(days=day) for day in range(1, days)):
            if at.weekday() < SATURDAY:
                branch.run(keywords, arxiv, at)
        last = branch.sizes()
    name = f"{count} keywords, {branch.runs} runs"
    each = (last.pack - first.pack) / (branch.runs - 1)
    yield Row(what=f"{name}: the first run adds to git", amount=_size(first.pack))
    yield Row(what=f"{name}: each later run adds", amount=_size(each))
    share = times(last.pack / last.files, f"the files in it ({_size(last.files)})")
    yield Row(what=f"{name}: the whole history", amount=_size(last.pack), compared=(share,))


def _size(size: float) -> str:
    return f"{number(size / MB)} MB" if size >= MB else f"{number(size / 1000)} KB"


def _steps() -> Iterator[Row]:
    papers = read_papers(ROOT / "generator" / "build" / "sample" / "papers.jsonl")
    with project() as root, ArxivServer(papers) as server:
        for name, pause in (("`fetch`, with arXiv's pauses", "3"), ("`fetch`, our part", "0")):
            words = ("fetch", "--api-url", server.url, "--pause", pause)
            yield took(f"4 keywords: {name}", measured(daily_papers(root, *words)))
        for command in ("fetch --due", "status", "build --no-fetch", "digest --issue"):
            yield took(f"4 keywords: `{command}`", measured(daily_papers(root, *command.split())))


TOPIC = Topic(
    title="A year of daily runs",
    about="What the branch that remembers the papers grows by in git: four papers a keyword and"
    " day, two of five of them new versions. Then the steps of one run, with the sample's papers.",
    rows=rows,
    quick=(12,),
    full=(12, 365),
)

if __name__ == "__main__":
    TOPIC.main()
