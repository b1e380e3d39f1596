"""
Queries as keepers write them, and papers that speak of them, in a made-up language.
"""

import random
from collections.abc import Sequence

from msgspec.structs import replace
from synthetic import make_paper

from generator.keywords.arxiv_query import query_of
from generator.papers.paper import Paper

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


def made(paper_count: int, keyword_count: int, most: int) -> tuple[list[str], list[Paper]]:
    """
    So many of *most* queries, and papers that speak of any of these, always the same.
    """
    dice = random.Random(7)
    language = Language(dice)
    wanted = queries(most, language, dice)
    phrases = [phrase for some in wanted.values() for phrase in some]
    return list(wanted)[:keyword_count], papers(paper_count, language, phrases, dice)
