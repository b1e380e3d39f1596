"""
What a single term of a query finds: words in a row, the beginning of a word, a category, a date.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from generator.matching.indexed_text import (
    SPELLINGS,
    STOP_WORDS,
    IndexedPaper,
    IndexedText,
    Words,
    keys,
    singular,
    stem,
)
from generator.matching.query import Term
from generator.matching.verdict import Verdict

# Fields in which arXiv compares stems.
_STEMMED = frozenset(("ti", "abs"))

# How well one spelling of what is sought fits a text.
_Fit = Callable[["_Sought", IndexedText], Verdict]


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

    def verdict(self, searchable: IndexedPaper) -> Verdict:
        """
        Whether the paper has these words.
        """
        return _best(self._field, self._spelled, searchable, self._fit)

    def _fit(self, phrase: _Sought, text: IndexedText) -> Verdict:
        best = Verdict.NO
        for key in phrase.keys:
            for place in text.places.get(key, ()):
                best = max(best, self._fit_at(place - phrase.anchor, phrase, text))
        return best

    def _fit_at(self, start: int, phrase: Words, text: IndexedText) -> Verdict:
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

    def verdict(self, searchable: IndexedPaper) -> Verdict:
        """
        Whether the paper has such a word.
        """
        return _best(self._field, self._spelled, searchable, _fit_beginning)


def _fit_beginning(beginning: _Sought, text: IndexedText) -> Verdict:
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


def _best(field: str, spelled: tuple[_Sought, ...], searchable: IndexedPaper, fit: _Fit) -> Verdict:
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


def _joined_alike(start: int, phrase: Words, text: IndexedText) -> bool:
    # What may join the first or the last word to one beside it makes another word of it.
    end = start + len(phrase.words)
    outer = (text.joints[place] for place in (start, end) if 0 <= place < len(text.joints))
    return not any(outer) and phrase.joints[1:-1] == text.joints[start + 1 : end]


Judge = Callable[[IndexedPaper], Verdict]

# Scripts whose words arXiv's index splits as we do.
_SCRIPTS = frozenset(("LATIN", "GREEK", "CYRILLIC", "DIGIT"))

_RANGE = re.compile(r"\[(\d{8}|\d{12}) TO (\d{8}|\d{12})\]", re.ASCII)

_CATEGORY = re.compile(r"[A-Za-z-]+(?:\.(?:\*|[A-Za-z-]+))?")


def judge_of(term: Term) -> Judge:
    """
    What tells papers that *term* finds from others.
    """
    if term.field == "all":
        return _anywhere(term)
    if term.field == "cat":
        return _in_category(term.text)
    if term.field == "submittedDate":
        return _submitted(term.text)
    if term.field in {"id", "doi"}:
        return _identified(term)
    return _in_words(term)


def decides(term: Term) -> bool:
    """
    Whether verdicts about *term* can be certain, or most of arXiv's rules for it are unknown.

    arXiv searches in more than it tells: submitters and owners, report numbers, classes.
    """
    if term.field == "cat":
        return _CATEGORY.fullmatch(term.text) is not None
    if term.field == "submittedDate":
        return _RANGE.fullmatch(term.text) is not None
    if term.field not in SPELLINGS or set(term.text) & set("$\\;"):
        return False
    words = Words.of(term.text).words
    plain = term.quoted or re.fullmatch(r"[^\W_]+\*?", term.text) is not None
    ordinary = any(word not in STOP_WORDS for word in words) and all(map(_is_readable, words))
    return plain and ordinary and not (term.field == "au" and set(term.text) & set("*?_,"))


def _is_readable(word: str) -> bool:
    return all(unicodedata.name(one, "?").split()[0] in _SCRIPTS for one in word)


def _anywhere(term: Term) -> Judge:
    judges = [_in_words(Term(field, term.text, term.quoted)) for field in SPELLINGS]
    judges += [_in_category(term.text), _identified(Term("id", term.text))]

    def judge(searchable: IndexedPaper) -> Verdict:
        return max(Verdict.UNLIKELY, *(one(searchable) for one in judges))

    return judge


def _in_words(term: Term) -> Judge:
    if term.field not in SPELLINGS:
        return lambda _: Verdict.UNLIKELY
    if not term.quoted and term.text.endswith("*"):
        return Beginning(term.field, term.text).verdict
    return Phrase(term.field, term.text).verdict


def _in_category(text: str) -> Judge:
    pattern = re.escape(text).replace(r"\*", ".*").replace(r"\?", ".")
    exact, any_case = re.compile(pattern), re.compile(pattern, re.IGNORECASE)

    def judge(searchable: IndexedPaper) -> Verdict:
        categories = searchable.paper.categories
        if any(map(exact.fullmatch, categories)):
            return Verdict.SURE
        return Verdict.UNLIKELY if any(map(any_case.fullmatch, categories)) else Verdict.NO

    return judge


def _identified(term: Term) -> Judge:
    def judge(searchable: IndexedPaper) -> Verdict:
        paper = searchable.paper
        known = {paper.arxiv_id.base, str(paper.arxiv_id)} if term.field == "id" else {paper.doi}
        return Verdict.SURE if term.text in known else Verdict.UNLIKELY

    return judge


def _submitted(text: str) -> Judge:
    ends = _RANGE.fullmatch(text)
    if ends is None:
        return lambda _: Verdict.UNLIKELY
    try:
        first, last = _moment(ends[1], "0000"), _moment(ends[2], "2359")
    except ValueError:
        return lambda _: Verdict.UNLIKELY
    # The minute in which a range ends belongs to it, or not.
    minute = timedelta(minutes=1)

    def judge(searchable: IndexedPaper) -> Verdict:
        published = searchable.paper.published
        if first <= published <= last:
            return Verdict.SURE
        return Verdict.UNLIKELY if last < published < last + minute else Verdict.NO

    return judge


def _moment(text: str, rest: str) -> datetime:
    return datetime.strptime((text + rest)[:12], "%Y%m%d%H%M").replace(tzinfo=UTC)
