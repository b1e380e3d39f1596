"""
Words in a row, and the beginning of a word, looked for in one field.
"""

from collections.abc import Callable

from generator.matching.searchable import SPELLINGS, Searchable, Text
from generator.matching.verdict import Verdict
from generator.matching.words import STOP_WORDS, Words, keys, singular, stem

# Fields in which arXiv compares stems.
_STEMMED = frozenset(("ti", "abs"))

# How well one spelling of what is sought fits a text.
_Fit = Callable[["_Sought", Text], Verdict]


class _Sought(Words, frozen=True):
    """
    Words to look for, first of all the one at *anchor*, at places under its *keys*.
    """

    anchor: int
    keys: tuple[str, ...]

    @classmethod
    def of(cls, text: str, *, names: bool = False) -> "_Sought":
        words = Words.of(text, names=names)
        content = [place for place, word in enumerate(words.words) if word not in STOP_WORDS]
        # A long word is a rare one.
        anchor = max(content, key=lambda place: len(words.words[place]), default=0)
        shared = tuple(keys(words.words[anchor])) if words.words else ()
        return cls(words.words, words.joints, anchor, shared)


class Phrase:
    """
    The words of *text*, one after the other, in *field*.
    """

    def __init__(self, field: str, text: str) -> None:
        self._field, self._stemmed = field, field in _STEMMED
        self._spelled = _spelled(field, text)

    def verdict(self, searchable: Searchable) -> Verdict:
        """
        Whether the paper has these words.
        """
        return _best(self._field, self._spelled, searchable, self._fit)

    def _fit(self, phrase: _Sought, text: Text) -> Verdict:
        best = Verdict.NO
        for key in phrase.keys:
            for place in text.places.get(key, ()):
                best = max(best, self._fit_at(place - phrase.anchor, phrase, text))
        return best

    def _fit_at(self, start: int, phrase: Words, text: Text) -> Verdict:
        fit = Verdict.SURE
        for place, sought in enumerate(phrase.words, start):
            found = text.words[place] if 0 <= place < len(text.words) else ""
            fit = min(fit, self._alike(sought, found))
            if fit == Verdict.NO:
                return fit
        return fit if _joined_alike(start, phrase, text) else Verdict.UNLIKELY

    def _alike(self, sought: str, found: str) -> Verdict:
        if sought == found:
            return Verdict.SURE
        if sought in STOP_WORDS and self._field != "au":
            return Verdict.LIKELY
        if not found:
            return Verdict.NO
        same_number = singular(sought) == singular(found)
        if self._stemmed and stem(sought) == stem(found):
            # Of words that differ by an s alone it was seen in real answers.
            return Verdict.SURE if same_number else Verdict.LIKELY
        return Verdict.UNLIKELY if same_number else Verdict.NO


class Beginning:
    """
    A word in *field* that begins with *text*.
    """

    def __init__(self, field: str, text: str) -> None:
        self._field = field
        self._spelled = _spelled(field, text)

    def verdict(self, searchable: Searchable) -> Verdict:
        """
        Whether the paper has such a word.
        """
        return _best(self._field, self._spelled, searchable, _fit_beginning)


def _fit_beginning(beginning: _Sought, text: Text) -> Verdict:
    sought = "".join(beginning.words)
    return max((_begins(sought, word) for word in text.words), default=Verdict.NO)


def _begins(sought: str, word: str) -> Verdict:
    # The index has stems, against which a beginning is held as it is.
    forms = (stem(word), singular(word), word)
    begins = [form.startswith(sought) for form in forms]
    if all(begins):
        return Verdict.SURE
    if begins[0]:
        return Verdict.LIKELY
    return Verdict.UNLIKELY if any(begins) else Verdict.NO


def _spelled(field: str, text: str) -> tuple[_Sought, ...]:
    texts = [spell(text) for spell, _ in SPELLINGS[field]]
    sought = {text: _Sought.of(text, names=field == "au") for text in texts}
    return tuple(sought[text] for text in texts)


def _best(field: str, spelled: tuple[_Sought, ...], searchable: Searchable, fit: _Fit) -> Verdict:
    best, plain = Verdict.NO, searchable.texts(field, 0)
    for number, (_, limit) in enumerate(SPELLINGS[field]):
        texts, sought = searchable.texts(field, number), spelled[number]
        if number and sought is spelled[0] and texts is plain:
            continue
        for text in texts:
            best = max(best, min(limit, fit(sought, text)))
        if best == Verdict.SURE:
            break
    return best


def _joined_alike(start: int, phrase: Words, text: Text) -> bool:
    # What may join the first or the last word to one beside it makes another word of it.
    end = start + len(phrase.words)
    outer = (text.joints[place] for place in (start, end) if 0 <= place < len(text.joints))
    return not any(outer) and phrase.joints[1:-1] == text.joints[start + 1 : end]
