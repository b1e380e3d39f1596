"""
An alphabet of words: those that may match each other are one letter of it.
"""

from collections.abc import Iterable

from generator.matching.words import keys

_OTHER = "-"


class Letters(dict[str, str]):
    """
    The letter of any word; words that match none of *words* share one that is none of theirs.

    Where a word comes up that makes two letters one, *changes* grows, and what was written before
    has to be written anew.
    """

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__()
        self.changes = 0
        self._by_key: dict[str, str] = {}
        for word in words:
            self._join(word)

    def __missing__(self, word: str) -> str:
        known = self._known(word)
        if len(known) > 1:
            self._join(word)
            self.clear()
            self.changes += 1
            known = self._known(word)
        letter = self[word] = next(iter(known), _OTHER)
        return letter

    def _known(self, word: str) -> set[str]:
        return {self._by_key[key] for key in keys(word) if key in self._by_key}

    def _join(self, word: str) -> None:
        known = self._known(word)
        letter = min(known, default=word)
        if len(known) > 1:
            for key, one in self._by_key.items():
                if one in known:
                    self._by_key[key] = letter
        self._by_key |= dict.fromkeys(keys(word), letter)
