"""
A single term of a query: which papers it finds.

A term is a phrase, the beginning of a word, a category, a range of dates, or an identifier.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from generator.matching.query import Term
from generator.matching.tokenized_text import (
    SPELLINGS,
    STOP_WORDS,
    TokenizedPaper,
    TokenizedText,
    Words,
    match_keys,
    singular,
    stem,
)
from generator.matching.verdict import Verdict

# Judges a paper by a term or by a query.
Judge = Callable[[TokenizedPaper], Verdict]

# Judges a text by one spelling of a term.
_Fit = Callable[["_SoughtWords", TokenizedText], Verdict]

# Fields in which arXiv compares stems.
_STEMMED = frozenset(("ti", "abs"))

# Scripts whose words arXiv's index splits as ``Words`` does.
_SCRIPTS = frozenset(("LATIN", "GREEK", "CYRILLIC", "DIGIT"))

_RANGE = re.compile(r"\[(\d{8}|\d{12}) TO (\d{8}|\d{12})\]", re.ASCII)

_CATEGORY = re.compile(r"[A-Za-z-]+(?:\.(?:\*|[A-Za-z-]+))?")


def judge_of(term: Term) -> Judge:
    """
    Return a function that judges papers by *term*.
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
    Return whether the verdicts on *term* are certain for most papers.

    They are not if the term searches texts that arXiv does not publish (submitters, owners, report
    numbers, ACM classes), or if it is written in a way of which arXiv's reading is unknown.
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


class _SoughtWords(Words, frozen=True):
    # One spelling of a term: its words, the position of the word to look for first, and the keys
    # of this word.
    anchor: int
    keys: tuple[str, ...]

    @classmethod
    def of(cls, text: str, *, names: bool = False) -> "_SoughtWords":
        words = Words.of(text, names=names)
        content = [number for number, word in enumerate(words.words) if word not in STOP_WORDS]
        # Few texts hold a long word.
        anchor = max(content, key=lambda number: len(words.words[number]), default=0)
        shared = match_keys(words.words[anchor]) if words.words else ()
        return cls(words.words, words.joints, anchor, shared)


class Phrase:
    """
    Finds papers in whose *field* the words of *text* stand one after the other.
    """

    def __init__(self, field: str, text: str) -> None:
        self._field, self._stemmed = field, field in _STEMMED
        self._spelled = _spelled(field, text)

    def verdict(self, tokenized: TokenizedPaper) -> Verdict:
        """
        Return whether arXiv finds the phrase in the paper.
        """
        return _best(self._field, self._spelled, tokenized, self._fit)

    def _fit(self, phrase: _SoughtWords, text: TokenizedText) -> Verdict:
        best = Verdict.NO
        for key in phrase.keys:
            for position in text.positions.get(key, ()):
                best = max(best, self._fit_at(position - phrase.anchor, phrase, text))
        return best

    def _fit_at(self, start: int, phrase: Words, text: TokenizedText) -> Verdict:
        fit = Verdict.SURE
        for position, sought in enumerate(phrase.words, start):
            found = text.words[position] if 0 <= position < len(text.words) else ""
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
            # Recorded answers of arXiv show it for words that differ by an s alone.
            return Verdict.SURE if same_number else Verdict.LIKELY
        return Verdict.UNLIKELY if same_number else Verdict.NO


class Prefix:
    """
    Finds papers in whose *field* a word begins with *text*, which may end with ``*``.
    """

    def __init__(self, field: str, text: str) -> None:
        self._field = field
        self._spelled = _spelled(field, text)

    def verdict(self, tokenized: TokenizedPaper) -> Verdict:
        """
        Return whether arXiv finds such a word in the paper.
        """
        return _best(self._field, self._spelled, tokenized, _fit_prefix)


def _fit_prefix(prefix: _SoughtWords, text: TokenizedText) -> Verdict:
    sought = "".join(prefix.words)
    return max((_begins(sought, word) for word in text.words), default=Verdict.NO)


def _begins(sought: str, word: str) -> Verdict:
    # The index holds stems; the prefix is compared with them without being stemmed.
    forms = (stem(word), singular(word), word)
    begins = [form.startswith(sought) for form in forms]
    if all(begins):
        return Verdict.SURE
    if begins[0]:
        return Verdict.LIKELY
    return Verdict.UNLIKELY if any(begins) else Verdict.NO


def _spelled(field: str, text: str) -> tuple[_SoughtWords, ...]:
    texts = [spell(text) for spell, _ in SPELLINGS[field]]
    sought = {text: _SoughtWords.of(text, names=field == "au") for text in texts}
    return tuple(sought[text] for text in texts)


def _best(
    field: str, spelled: tuple[_SoughtWords, ...], tokenized: TokenizedPaper, fit: _Fit
) -> Verdict:
    best, plain = Verdict.NO, tokenized.texts(field, 0)
    for number, (_, limit) in enumerate(SPELLINGS[field]):
        texts, sought = tokenized.texts(field, number), spelled[number]
        if number and sought is spelled[0] and texts is plain:
            continue
        for text in texts:
            best = max(best, min(limit, fit(sought, text)))
        if best == Verdict.SURE:
            break
    return best


def _joined_alike(start: int, phrase: Words, text: TokenizedText) -> bool:
    # The first and the last word must not be joined to their neighbours in the text, and the words
    # between must be joined as in the phrase: otherwise the index may hold other words.
    end = start + len(phrase.words)
    outer = (text.joints[at] for at in (start, end) if 0 <= at < len(text.joints))
    return not any(outer) and phrase.joints[1:-1] == text.joints[start + 1 : end]


def _anywhere(term: Term) -> Judge:
    judges = [_in_words(Term(field, term.text, term.quoted)) for field in SPELLINGS]
    judges += [_in_category(term.text), _identified(Term("id", term.text))]

    def judge(tokenized: TokenizedPaper) -> Verdict:
        return max(Verdict.UNLIKELY, *(one(tokenized) for one in judges))

    return judge


def _in_words(term: Term) -> Judge:
    if term.field not in SPELLINGS:
        return lambda _: Verdict.UNLIKELY
    if not term.quoted and term.text.endswith("*"):
        return Prefix(term.field, term.text).verdict
    return Phrase(term.field, term.text).verdict


def _in_category(text: str) -> Judge:
    pattern = re.escape(text).replace(r"\*", ".*").replace(r"\?", ".")
    exact, any_case = re.compile(pattern), re.compile(pattern, re.IGNORECASE)

    def judge(tokenized: TokenizedPaper) -> Verdict:
        categories = tokenized.paper.categories
        if any(map(exact.fullmatch, categories)):
            return Verdict.SURE
        return Verdict.UNLIKELY if any(map(any_case.fullmatch, categories)) else Verdict.NO

    return judge


def _identified(term: Term) -> Judge:
    def judge(tokenized: TokenizedPaper) -> Verdict:
        paper = tokenized.paper
        identifiers = (paper.arxiv_id.base, str(paper.arxiv_id))
        known = identifiers if term.field == "id" else (paper.doi, *paper.dois)
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
    # arXiv does not say whether the minute in which a range ends belongs to the range.
    minute = timedelta(minutes=1)

    def judge(tokenized: TokenizedPaper) -> Verdict:
        published = tokenized.paper.published
        if first <= published <= last:
            return Verdict.SURE
        return Verdict.UNLIKELY if last < published < last + minute else Verdict.NO

    return judge


def _moment(text: str, rest: str) -> datetime:
    return datetime.strptime((text + rest)[:12], "%Y%m%d%H%M").replace(tzinfo=UTC)
