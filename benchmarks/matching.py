"""
How well our reading of queries agrees with others': ``python benchmarks/matching.py``.

Prints for each keyword how many of its papers are surely found (recall), how many of those surely
found are its (precision), and how many arXiv is asked about again; then each disagreement and each
kind of doubt with its reason. First for rows that the real arXiv gave, where they are at hand, or
those of the sample; then for made-up papers, as the tests' own arXiv judges them: it compares
words without case, accents and a final s, and knows no stems. Then evaluations a second.
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from itertools import islice

from bulk import Language, papers, queries
from measuring import ROOT
from msgspec import Struct
from msgspec.structs import replace

from generator.keyword import query_of
from generator.matching import Index, Matcher, Searchable, Verdict
from generator.matching.spellings import unaccented, without_possessives
from generator.matching.words import stem
from generator.paper import Paper
from generator.sample import sample_papers

sys.path.insert(0, str(ROOT / "tests"))
import arxiv_query
from arxiv_server import read_papers
from keeper import SEED

KEYWORDS, PAPERS = 40, 500
# Papers judged for the measurement of speed.
TIMED = 200
# Of the made-up papers so many write a phrase otherwise than the keyword does.
OTHERWISE = 0.5

_WORD = re.compile(r"[^\W_]+")
_WRITTEN: tuple[Callable[[str], str], ...] = (
    lambda phrase: phrase + "s",
    lambda phrase: phrase + "ing",
    lambda phrase: phrase + "'s",
    lambda phrase: phrase.replace(" ", "-").upper(),
    lambda phrase: phrase.replace(" ", "."),
    lambda phrase: f"sub_{phrase}",
    lambda phrase: phrase.replace("e", "é", 1),
    lambda phrase: phrase.replace("o", r"\"{o}", 1),
    lambda phrase: " ".join(reversed(phrase.split())),
    lambda phrase: phrase.replace(" ", " of the ", 1),
)


class Judged(Struct, frozen=True):
    """
    What we and others say about a keyword's paper: whether *expected*, and our *verdict*.
    """

    query: str
    paper: Paper
    expected: bool
    verdict: Verdict

    @property
    def disagrees(self) -> bool:
        """
        Whether we are certain of the contrary.
        """
        return self.verdict.certain and self.expected != (self.verdict == Verdict.SURE)


def main() -> None:
    """
    Print the tables.
    """
    name, real = _real()
    _report(name, real, _not_shown(real))
    made_up = _made_up()
    _report(f"{PAPERS} made-up papers", made_up, {})
    _print_speed([*dict.fromkeys(one.query for one in made_up)], made_up)


def _real() -> tuple[str, list[Judged]]:
    """
    Each keyword with each paper of its rows and of the others'.
    """
    path = SEED / "papers.jsonl"
    if path.is_file():
        lines = map(json.loads, path.read_text("utf-8").splitlines())
        rows = [(row["section"], row["id"]) for row in lines]
        found = {paper.arxiv_id.base: paper for paper in read_papers(path)}
        name = f"{len(rows)} rows of the real arXiv"
    else:
        sample = sample_papers()
        rows = [(key, one.paper.arxiv_id.base) for one in sample for key in one.keywords]
        found = {one.paper.arxiv_id.base: one.paper for one in sample}
        name = f"{len(rows)} rows of the sample"
    theirs: dict[str, set[str]] = {}
    for keyword, base in rows:
        theirs.setdefault(query_of(phrases=[keyword]), set()).add(base)
    searchables = [Searchable(paper) for paper in found.values()]
    return name, [
        judged for query, bases in theirs.items() for judged in _judged(query, searchables, bases)
    ]


def _made_up() -> list[Judged]:
    dice = random.Random(11)
    language = Language(dice)
    wanted = queries(KEYWORDS, language, dice)
    phrases = [phrase for some in wanted.values() for phrase in some]
    there = []
    for paper in papers(PAPERS, language, phrases, dice):
        phrase = dice.choice(phrases)
        written = dice.choice(_WRITTEN)(phrase) if dice.random() < OTHERWISE else phrase
        there.append(replace(paper, abstract=f"{paper.abstract} It is about {written}."))
    searchables = [Searchable(paper) for paper in there]
    judged: list[Judged] = []
    for query in wanted:
        finds = arxiv_query.matcher(query)
        bases = {paper.arxiv_id.base for paper in there if finds(paper)}
        judged += _judged(query, searchables, bases)
    return judged


def _judged(
    query: str, searchables: Iterable[Searchable], expected: Container[str]
) -> Iterator[Judged]:
    matcher = Matcher(query)
    for one in searchables:
        paper = one.paper
        yield Judged(query, paper, paper.arxiv_id.base in expected, matcher.verdict(one))


def _not_shown(judged: Iterable[Judged]) -> dict[str, str]:
    """
    The day of each keyword's last row, by query: what is older matched, and was not shown.
    """
    last: dict[str, str] = {}
    for one in judged:
        if one.expected:
            day = f"{one.paper.updated:%Y-%m-%d}"
            last[one.query] = min(last.get(one.query, day), day)
    return last


def _report(name: str, judged: Collection[Judged], last: dict[str, str]) -> None:
    print(f"{name}\n\npapers  found  asked  recall precision  keyword")
    by_query: dict[str, list[Judged]] = {}
    for one in judged:
        by_query.setdefault(one.query, []).append(one)
    for query, some in (*by_query.items(), ("all", judged)):
        print(f"{_figures(some)}  {query}")
    _print_disagreements([one for one in judged if one.disagrees], last)
    _print_doubts(one for one in judged if not one.verdict.certain)


def _figures(judged: Collection[Judged]) -> str:
    expected = sum(one.expected for one in judged)
    found = sum(one.verdict == Verdict.SURE for one in judged)
    both = sum(one.expected and one.verdict == Verdict.SURE for one in judged)
    asked = sum(not one.verdict.certain for one in judged)
    recall = f"{both / expected:7.1%}" if expected else "      -"
    precision = f"{both / found:9.1%}" if found else "        -"
    return f"{expected:6} {found:6} {asked:6} {recall} {precision}"


def _print_disagreements(judged: Collection[Judged], last: dict[str, str]) -> None:
    print(f"\ncertain, and others disagree: {len(judged) or 'none'}")
    for one in judged:
        ours = "found here alone" if one.verdict == Verdict.SURE else "not found here"
        older = f"{one.paper.updated:%Y-%m-%d}" <= last.get(one.query, "")
        why = "older than the last row shown" if older else "unexplained"
        print(f"  {one.paper.arxiv_id}  {ours}  {why}  {one.query}")


def _print_doubts(judged: Iterable[Judged]) -> None:
    """
    A line for each reason of a doubt, with how often others find the paper, and one example.
    """
    by_reason: dict[str, list[Judged]] = {}
    for one in judged:
        by_reason.setdefault(f"{one.verdict.name.lower():8}  {_reason(one)}", []).append(one)
    print("\nasked  found by others  what we think, why in doubt, and an example")
    for reason, some in sorted(by_reason.items()):
        example = f"{some[0].query} in {some[0].paper.arxiv_id}"
        print(f"{len(some):5} {sum(one.expected for one in some):16}  {reason}: {example}")
    print()


def _reason(judged: Judged) -> str:
    """
    What would have to be written otherwise, for the verdict to be certain.
    """
    matcher, sought = Matcher(judged.query), _WORD.findall(judged.query.lower())
    forms = {stem(word): word for word in sought}

    def same_form(text: str) -> str:
        return _WORD.sub(lambda word: forms.get(stem(word[0].lower()), word[0]), text)

    changes: dict[str, Callable[[str], str]] = {
        "another form of a word": same_form,
        "a possessive": without_possessives,
        "a sign that may join words": lambda text: re.sub(r"[.,;:_]", " ", text),
        "a letter with a mark": unaccented,
        "a letter in TeX": lambda text: re.sub(r'\\"\{(.)\}', r"\1", text),
    }
    for reason, change in changes.items():
        paper = replace(
            judged.paper, title=change(judged.paper.title), abstract=change(judged.paper.abstract)
        )
        if matcher.verdict(Searchable(paper)).certain:
            return reason
    return "several such, a stop word, or a name"


def _print_speed(wanted: list[str], judged: Iterable[Judged]) -> None:
    some = [one.paper for one in islice(judged, TIMED)]
    matchers = {query: Matcher(query) for query in wanted}
    index = Index(matchers)

    def each(searchable: Searchable) -> None:
        for matcher in matchers.values():
            matcher.verdict(searchable)

    def together(searchable: Searchable) -> None:
        index.verdicts(searchable)

    for name, judge in (("each keyword asked", each), ("all together", together)):
        begin = time.process_time()
        for paper in some:
            judge(Searchable(paper))
        took = time.process_time() - begin
        print(f"{len(some) * len(wanted) / took:12,.0f} evaluations a CPU second, {name}")


if __name__ == "__main__":
    main()
