"""
A paper as something to search in.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

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


class Text:
    """
    The *words* of a text and their *joints*, and at which *places* to look for a word.
    """

    def __init__(self, text: str, *, names: bool = False) -> None:
        found = Words.of(text, names=names)
        self.words, self.joints = found.words, found.joints

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """
        Where words stand, by their keys: those that may match each other share one.
        """
        # Only now: few texts are looked at so closely.
        places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            for key in keys(word):
                places.setdefault(key, []).append(place)
        return places


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
        return tuple(Text(other(text), names=field == "au") for text in texts)
