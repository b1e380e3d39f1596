"""
Matches a day of arXiv with thousands of keywords: ``python benchmarks/bulk.py``.

Prints CPU seconds and memory as papers and keywords grow, each from a process of its own, and how
many times longer it takes to ask every keyword about every paper.
"""

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace
from synthetic import make_paper

from generator.arxiv_api import Changes, ResultPage, Token
from generator.freshness import Freshness
from generator.keyword import Keyword, query_of
from generator.matching import Index, Matcher, Searchable, Verdict
from generator.paper import Paper
from generator.pipeline.fetch import fetch
from generator.store import Store

# 5,000 records a day are more than arXiv ever changes without tidying up.
PAPERS, KEYWORDS = (1250, 2500, 5000), (100, 1000, 10_000)
PAGE = 1300
NOW, DAY = datetime(2026, 7, 1, 6, tzinfo=UTC), timedelta(days=1)
_SYLLABLES = (
    "ba ce di fo gra hy in jo ka lu me no or pha qua re si to un vi wa xe yo zi tri".split()
)
_ENDINGS = ("", "", "", "s", "ing", "ed", "tion", "al", "er", "ity", "ive")
_CATEGORIES = ("cs.CV", "cs.LG", "cs.CL", "cs.AI", "cs.RO", "stat.ML")


class Language:
    """
    Words as frequent as in any language: the second half as often as the first, and so on.
    """

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        made = dict.fromkeys(self._made() for _ in range(12_000))
        self._words = list(made)[:8000]
        self._weights = [1 / (place + 20) for place in range(len(self._words))]

    def words(self, count: int) -> list[str]:
        """
        So many of them, at random.
        """
        return self._dice.choices(self._words, self._weights, k=count)

    def _made(self) -> str:
        syllables = self._dice.choices(_SYLLABLES, k=self._dice.randrange(2, 4))
        return "".join(syllables) + self._dice.choice(_ENDINGS)


def queries(count: int, language: Language, dice: random.Random) -> dict[str, list[str]]:
    """
    So many queries, each with its phrases; some also with categories, exclusions, authors.
    """
    found: dict[str, list[str]] = {}
    while len(found) < count:
        phrases = [
            " ".join(language.words(dice.randrange(1, 4) if dice.random() < 0.1 else 2))
            for _ in range(dice.choice((1, 1, 1, 2, 3)))
        ]
        kind = dice.random()
        found |= {
            query_of(
                phrases=phrases if kind > 0.05 else (),
                authors=["Chloé Nguyen", f"Wei {phrases[0].split()[0].title()}"]
                if kind <= 0.05
                else (),
                none=language.words(1) if kind > 0.8 else (),
                categories=dice.sample(_CATEGORIES, 2) if kind > 0.9 else (),
            ): phrases
        }
    return found


def papers(
    count: int, language: Language, phrases: Sequence[str], dice: random.Random
) -> list[Paper]:
    """
    So many papers; each speaks of three of *phrases*.
    """
    found = []
    for number in range(count):
        paper = make_paper(number, dice)
        spoken = dice.sample(phrases, 3)
        words = language.words(len(paper.abstract.split()) // 2)
        of_mine = iter(words)
        abstract = " ".join(
            next(of_mine, one) if place % 2 else one
            for place, one in enumerate(paper.abstract.split())
        )
        found.append(
            replace(
                paper,
                title=f"{' '.join(language.words(6)).title()} {spoken[0]}",
                abstract=f"{abstract} We speak of {spoken[1]} and of {spoken[2]}.",
            )
        )
    return found


def made(paper_count: int, keyword_count: int) -> tuple[list[str], list[Paper]]:
    """
    So many queries and papers, always the same.
    """
    dice = random.Random(7)
    language = Language(dice)
    wanted = queries(max(KEYWORDS), language, dice)
    phrases = [phrase for some in wanted.values() for phrase in some]
    return list(wanted)[:keyword_count], papers(paper_count, language, phrases, dice)


def matched(paper_count: int, keyword_count: int, *, indexed: bool) -> tuple[float, int, int]:
    """
    CPU seconds, and how many verdicts were certain and how many doubtful.
    """
    chosen, there = made(paper_count, keyword_count)
    begin = time.process_time()
    matchers = {query: Matcher(query) for query in chosen}
    index = Index(matchers) if indexed else None
    sure = doubtful = 0
    for paper in there:
        searchable = Searchable(paper)
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
        following = Token(str(number + 1)) if number + 1 < len(self._pages) else None
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
    chosen, there = made(paper_count, keyword_count)
    keywords = [Keyword(name=one, slug=f"k{n}", query=one) for n, one in enumerate(chosen)]
    known = Freshness(attempted=NOW - DAY, succeeded=NOW - DAY, swept=NOW - DAY)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        store.write_freshness({one.slug: replace(known, query=one.query) for one in keywords})
        begin = time.process_time()
        updates = fetch(keywords, lambda *_: iter(()), store, now=NOW, source=Bulk(there))
        announced = sum(len(update.announced) for update in updates)
        return time.process_time() - begin, announced, 0


def in_process(paper_count: int, keyword_count: int, how: str = "index") -> tuple[float, ...]:
    """
    The figures of one measurement, and the peak of its memory in MiB.
    """
    command = [sys.executable, __file__, str(paper_count), str(keyword_count), how]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    return tuple(map(float, printed.split()))


def main() -> None:
    """
    Print the table.
    """
    say = sys.stdout.write
    say("papers  keywords  CPU s  ms a paper  found  doubtful  MiB\n")
    for paper_count in PAPERS:
        for keyword_count in KEYWORDS if paper_count == PAPERS[-1] else KEYWORDS[-1:]:
            cpu, sure, doubtful, memory = in_process(paper_count, keyword_count)
            say(
                f"{paper_count:6} {keyword_count:9} {cpu:6.1f} {1000 * cpu / paper_count:11.2f}"
                f" {sure:6.0f} {doubtful:9.0f} {memory:4.0f}\n"
            )
    cpu, announced, _, memory = in_process(PAPERS[-1], KEYWORDS[-1], "run")
    say(f"a whole run of the last: {cpu:.1f} CPU s, {announced:.0f} announced, {memory:.0f} MiB\n")
    prepared, each, indexed = (
        in_process(count, KEYWORDS[-1], how)[0]
        for count, how in ((0, "index"), (50, "each"), (1250, "index"))
    )
    ratio = (each - prepared) / 50 / ((indexed - prepared) / 1250)
    say(f"asking each of {KEYWORDS[-1]} keywords takes {ratio:.0f} times as long a paper\n")


if __name__ == "__main__":
    if sys.argv[1:]:
        sizes = int(sys.argv[1]), int(sys.argv[2])
        cpu_seconds, certain, open_ones = (
            fetched(*sizes)
            if sys.argv[3] == "run"
            else matched(*sizes, indexed=sys.argv[3] == "index")
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(f"{cpu_seconds} {certain} {open_ones} {peak}\n")
    else:
        main()
