"""
A paper as something to search in.
"""

from collections.abc import Callable, Sequence

from generator.matching.spellings import IN_NAMES, IN_TEXT, Spelling
from generator.matching.words import Words, keys
from generator.paper import Paper

# Where a field of the query language looks.
TEXTS: dict[str, Callable[[Paper], Sequence[str]]] = {
    "ti": lambda paper: (paper.title,),
    "abs": lambda paper: (paper.abstract,),
    "au": lambda paper: paper.authors,
    "co": lambda paper: (paper.comment or "",),
    "jr": lambda paper: (paper.journal_ref or "",),
}
# The fields with words in them, and how these may be spelled.
SPELLINGS: dict[str, tuple[Spelling, ...]] = {
    field: IN_NAMES if field == "au" else IN_TEXT for field in TEXTS
}


class Text(Words, frozen=True):
    """
    Words, and at which places to look for one: wherever it shares a key.
    """

    places: dict[str, list[int]]

    @classmethod
    def of(cls, text: str, *, names: bool = False) -> "Text":
        """
        The words of *text*, made ready for search.
        """
        words = Words.of(text, names=names)
        places: dict[str, list[int]] = {}
        for place, word in enumerate(words.words):
            for key in keys(word):
                places.setdefault(key, []).append(place)
        return cls(words.words, words.joints, places)


class Searchable:
    """
    *paper*, its words made ready as far as somebody looks for them.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self._texts: dict[tuple[str, int], tuple[Text, ...]] = {}

    def texts(self, field: str, spelling: int) -> tuple[Text, ...]:
        """
        The texts of *field*, in this of its SPELLINGS: the very same where there is no difference.
        """
        found = self._texts.get((field, spelling))
        if found is None:
            found = self._texts[field, spelling] = self._spelled(field, spelling)
        return found

    def _spelled(self, field: str, spelling: int) -> tuple[Text, ...]:
        plain, other = SPELLINGS[field][0][0], SPELLINGS[field][spelling][0]
        texts = TEXTS[field](self.paper)
        if spelling and all(other(text) == plain(text) for text in texts):
            return self.texts(field, 0)
        return tuple(Text.of(other(text), names=field == "au") for text in texts)
