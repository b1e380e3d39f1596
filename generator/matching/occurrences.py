"""
Where the words of a phrase stand in a text that somebody reads.
"""

import re
import unicodedata
from collections.abc import Iterator

from generator.matching.spellings import unaccented, without_possessives
from generator.matching.words import STOP_WORDS, stem

# Where words in a row begin and end.
Span = tuple[int, int]

# Unicode's sign for an object within a text, such as a formula: no phrase spans it.
_OBJECT = "\ufffc"

_WORD = re.compile(r"[^\W_]+")
_GAP = rf"(?:['’]s(?![^\W_]))?(?:[^\w{_OBJECT}]|_){{1,9}}"


class Occurrences:
    """
    Finds the words of *phrase*, one after the other, in texts.

    Words are *stemmed*, as in titles and abstracts, or equal but for accents, as in names. A
    stop word between others stands for any word, as it does for arXiv. *beginning* says that the
    last word may go on.
    """

    def __init__(self, phrase: str, *, stemmed: bool, beginning: bool = False) -> None:
        self._stemmed, self._beginning = stemmed, beginning
        self._words = self._sought(phrase)
        begins = [self._begin(word) for word in self._words]
        self._first = begins[0] if begins else ""
        # Where no beginning is known, the word must still have a letter.
        words = (rf"({re.escape(one)}[^\W_]{'*' if one else '+'})" for one in begins)
        self._pattern = re.compile(_GAP.join(words))

    def spans(self, text: str) -> Iterator[Span]:
        """
        Where in *text* these words stand, from left to right.
        """
        folded = _lower(text) if self._stemmed else _bare(text)
        at = folded.find(self._first) if self._first else -1
        while at >= 0:
            found = self._pattern.match(folded, at)
            if found and not folded[at - 1 : at].isalnum() and self._is_meant(found):
                yield found.span()
                at = found.end() - 1
            at = folded.find(self._first, at + 1)

    def _sought(self, phrase: str) -> tuple[str, ...]:
        if not self._stemmed:
            return tuple(_WORD.findall(_bare(phrase)))
        words = _WORD.findall(_lower(unicodedata.normalize("NFC", without_possessives(phrase))))
        content = [place for place, word in enumerate(words) if word not in STOP_WORDS]
        inside = words[content[0] : content[-1] + 1] if content else ()
        return tuple("" if word in STOP_WORDS else word for word in inside)

    def _begin(self, word: str) -> str:
        # Porter's rules change no more of a word's beginning than the last letter of its stem.
        if not self._stemmed or self._beginning:
            return word
        return (stem(word)[:-1] or word) if word else ""

    def _is_meant(self, found: re.Match[str]) -> bool:
        pairs = list(zip(self._words, found.groups(), strict=True))
        if self._beginning:
            del pairs[-1]
        return all(not sought or self._alike(sought, word) for sought, word in pairs)

    def _alike(self, sought: str, word: str) -> bool:
        return stem(sought) == stem(word) if self._stemmed else sought == word


def _lower(text: str) -> str:
    """
    *text* in lower case, with each character in its place.
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_lower_one, text))


def _lower_one(one: str) -> str:
    return one.lower()[0]


def _bare(text: str) -> str:
    """
    The same without accents.
    """
    return _lower(text if text.isascii() else "".join(map(_bare_one, text)))


def _bare_one(one: str) -> str:
    return unaccented(one)[:1] or one
