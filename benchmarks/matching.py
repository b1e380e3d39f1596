"""
How well our reading of queries agrees with others': python benchmarks/matching.py [PAPERS ...]

For each keyword how many of its papers are surely found (recall), how many of those surely found
are its (precision), and how many arXiv is asked about again; then each disagreement and each kind
of doubt with its reason. First for rows that the real arXiv gave, where they are at hand, or those
of the sample; then for so many made-up papers, as the tests' own arXiv judges them: it compares
words without case, accents and a final s, and knows no stems.
"""

import json
import random
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence

import measuring  # noqa: F401  (lets it find the modules of the tests)
from msgspec import Struct
from msgspec.structs import replace
from samples.shared import SEED
from servers import arxiv_query
from servers.arxiv_server import read_papers
from synthetic_queries import Language, papers, queries
from table import Row, Topic, counted

from generator.build.sample import sample_papers
from generator.keywords.arxiv_query import query_of
from generator.matching import Matcher, TokenizedPaper, Verdict
from generator.matching.tokenized_text import stem, unaccented, without_possessives
from generator.papers.paper import Paper

KEYWORDS = 40

# Of the made-up papers so many write a phrase otherwise than the keyword does.
OTHERWISE = 0.5

_PHRASE = re.compile(r'"([^"]+)"')

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


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    The rows of real papers, then those of so many made-up ones.
    """
    name, real = _real()
    for query, some in _by(real, lambda one: one.query).items():
        yield _agreement(f"{name}: {_PHRASE.findall(query)[0]}", some)
    yield from _agreements(name, real, _not_shown(real))
    for size in sizes:
        made_up = _made_up(size)
        yield from _agreements(f"{size:,} made-up papers, {KEYWORDS} keywords", made_up, {})


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
    searchables = [TokenizedPaper(paper) for paper in found.values()]
    return name, [
        judged for query, bases in theirs.items() for judged in _judged(query, searchables, bases)
    ]


def _made_up(count: int) -> list[Judged]:
    dice = random.Random(11)
    language = Language(dice)
    wanted = queries(KEYWORDS, language, dice)
    phrases = [phrase for some in wanted.values() for phrase in some]
    there = []
    for paper in papers(count, language, phrases, dice):
        phrase = dice.choice(phrases)
        written = dice.choice(_WRITTEN)(phrase) if dice.random() < OTHERWISE else phrase
        there.append(replace(paper, abstract=f"{paper.abstract} It is about {written}."))
    searchables = [TokenizedPaper(paper) for paper in there]
    judged: list[Judged] = []
    for query in wanted:
        finds = arxiv_query.matcher(query)
        bases = {paper.arxiv_id.base for paper in there if finds(paper)}
        judged += _judged(query, searchables, bases)
    return judged


def _judged(
    query: str, searchables: Iterable[TokenizedPaper], expected: Container[str]
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


def _agreements(name: str, judged: Collection[Judged], last: dict[str, str]) -> Iterator[Row]:
    """
    All together, then each kind of disagreement, and each kind of doubt.
    """
    yield _agreement(f"{name}: all", judged)
    against = [one for one in judged if one.disagrees]
    for why, some in _by(against, lambda one: _disagreement(one, last)).items():
        those = ", ".join(dict.fromkeys(str(one.paper.arxiv_id) for one in some))
        amount = counted(len(some), "disagreement")
        yield Row(what=f"{name}: {why}", amount=amount, compared=(those,))
    doubtful = [one for one in judged if not one.verdict.certain]
    for why, some in _by(doubtful, _doubt).items():
        theirs = sum(one.expected for one in some)
        amount, compared = counted(len(some), "doubt"), (f"{theirs} found by others",)
        yield Row(what=f"{name}: {why}", amount=amount, compared=compared)


def _agreement(name: str, judged: Collection[Judged]) -> Row:
    expected = sum(one.expected for one in judged)
    found = sum(one.verdict == Verdict.SURE for one in judged)
    both = sum(one.expected and one.verdict == Verdict.SURE for one in judged)
    asked = sum(not one.verdict.certain for one in judged)
    return Row(
        what=name,
        amount=f"{expected:,} papers, {found:,} found, {asked:,} in doubt",
        compared=(f"recall {both / expected:.1%}", f"precision {both / found:.1%}"),
    )


def _by(judged: Iterable[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(key(one), []).append(one)
    return groups


def _disagreement(one: Judged, last: dict[str, str]) -> str:
    ours = "found here alone" if one.verdict == Verdict.SURE else "not found here"
    older = f"{one.paper.updated:%Y-%m-%d}" <= last.get(one.query, "")
    return f"{ours}, {'older than the last row shown' if older else 'unexplained'}"


def _doubt(one: Judged) -> str:
    return f"{one.verdict.name.lower()}, but asked because of {_reason(one)}"


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
        if matcher.verdict(TokenizedPaper(paper)).certain:
            return reason
    return "several such, a stop word, or a name"


TOPIC = Topic(
    title="Agreement with arXiv",
    about="Whose a paper is, decided here, and what others say. Of the real arXiv we know the"
    " newest papers of four keywords, so that older ones are found here alone. Made-up papers, many"
    " with a phrase in another form, are judged by the tests' own arXiv, which knows no stems. Of"
    " what is in doubt arXiv is asked, so that nothing is lost or wrong.",
    rows=rows,
    quick=(100,),
    full=(500,),
)

if __name__ == "__main__":
    TOPIC.main()
