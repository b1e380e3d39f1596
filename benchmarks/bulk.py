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
from collections.abc import Sequence

from msgspec.structs import replace
from synthetic import make_paper

from generator.keyword import query_of
from generator.matching import Index, Matcher, Searchable, Verdict
from generator.paper import Paper

# 5,000 records a day are more than arXiv ever changes without tidying up.
PAPERS, KEYWORDS = (1250, 2500, 5000), (100, 1000, 10_000)
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


def matched(paper_count: int, keyword_count: int, *, indexed: bool) -> tuple[float, int, int]:
    """
    CPU seconds, and how many verdicts were certain and how many doubtful.
    """
    dice = random.Random(7)
    language = Language(dice)
    wanted = queries(max(KEYWORDS), language, dice)
    phrases = [phrase for some in wanted.values() for phrase in some]
    there = papers(paper_count, language, phrases, dice)
    chosen = list(wanted)[:keyword_count]
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
    prepared, each, indexed = (
        in_process(count, KEYWORDS[-1], how)[0]
        for count, how in ((0, "index"), (50, "each"), (1250, "index"))
    )
    ratio = (each - prepared) / 50 / ((indexed - prepared) / 1250)
    say(f"asking each of {KEYWORDS[-1]} keywords takes {ratio:.0f} times as long a paper\n")


if __name__ == "__main__":
    if sys.argv[1:]:
        cpu_seconds, certain, open_ones = matched(
            int(sys.argv[1]), int(sys.argv[2]), indexed=sys.argv[3] == "index"
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(f"{cpu_seconds} {certain} {open_ones} {peak}\n")
    else:
        main()
