"""
An index of many queries, to judge a paper by all of them at once.
"""

from collections.abc import Iterable, Iterator, Mapping

import ahocorasick_rs

from generator.matching.matcher import Matcher
from generator.matching.required_terms import IndexTerm
from generator.matching.tokenized_text import (
    SPELLINGS,
    TokenizedPaper,
    match_keys,
    singular,
    stem,
)
from generator.matching.verdict import Verdict

# The class of all words that match no word of a query. No word contains a hyphen.
_NO_CLASS = "-"

# Written before the beginning of a word, and before and after a category. No word contains them.
_BEGINNING, _CATEGORY = "\x01", "\x02"


class StemClasses(dict[str, str]):
    """
    Maps a word to the name of its class; two words that may match each other are in one class.

    The classes are built from *words*: two words are in one class if they share a key
    (``match_keys``), directly or through other words. A word that shares no key with any of them
    is in the class ``-``.

    The lookup of a new word can show that two classes belong together. They become one class, the
    counter *merges* grows by 1, and texts that were translated to class names before must be
    translated again.
    """

    def __init__(self, words: Iterable[str]) -> None:
        super().__init__()
        self.merges = 0
        self._by_key: dict[str, str] = {}
        for word in words:
            self._add(word)

    def __missing__(self, word: str) -> str:
        classes = self._classes_of(word)
        if len(classes) > 1:
            self._add(word)
            self.clear()
            self.merges += 1
            classes = self._classes_of(word)
        name = self[word] = next(iter(classes), _NO_CLASS)
        return name

    def _classes_of(self, word: str) -> set[str]:
        return {self._by_key[key] for key in match_keys(word) if key in self._by_key}

    def _add(self, word: str) -> None:
        classes = self._classes_of(word)
        name = min(classes, default=word)
        if len(classes) > 1:
            for key, other in self._by_key.items():
                if other in classes:
                    self._by_key[key] = name
        self._by_key |= dict.fromkeys(match_keys(word), name)


class Index:
    """
    Judges papers by all *matchers*, which the caller names.

    The time a paper takes hardly depends on the number of matchers: a paper is judged only by
    matchers of which it holds a required term, and by matchers without required terms.
    """

    def __init__(self, matchers: Mapping[str, Matcher]) -> None:
        self._matchers = matchers
        self._names_by_term: dict[IndexTerm, list[str]] = {}
        self._without_terms: list[str] = []
        for name, matcher in matchers.items():
            if matcher.required_terms is None:
                self._without_terms.append(name)
            for term in matcher.required_terms or ():
                self._names_by_term.setdefault(term, []).append(name)
        self._word_fields = self._fields("words")
        self._prefix_fields = self._fields("prefix")
        phrases = (term.words for term in self._names_by_term if term.kind == "words")
        self._classes = StemClasses(word for phrase in phrases for word in phrase)
        self._build_automaton()

    def verdicts(self, tokenized: TokenizedPaper) -> dict[str, Verdict]:
        """
        Return the verdict of each matcher on the paper, by name, without verdicts that are NO.
        """
        found = dict[str, Verdict]()
        for name in self._candidates(tokenized):
            verdict = self._matchers[name].verdict(tokenized)
            if verdict != Verdict.NO:
                found[name] = verdict
        return found

    def _fields(self, kind: str) -> tuple[str, ...]:
        used = {term.field for term in self._names_by_term if term.kind == kind}
        return tuple(field for field in SPELLINGS if field in used)

    def _build_automaton(self) -> None:
        names: dict[str, list[str]] = {}
        for term, matchers in self._names_by_term.items():
            names.setdefault(self._pattern(term), []).extend(matchers)
        self._merges = self._classes.merges
        self._names = list(names.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(names), store_patterns=False)

    def _pattern(self, term: IndexTerm) -> str:
        if term.kind == "words":
            return f" {' '.join(map(self._classes.__getitem__, term.words))} "
        (text,) = term.words
        if term.kind == "prefix":
            return _BEGINNING + text
        return _CATEGORY + (text[:-1] if text.endswith("*") else text + _CATEGORY)

    def _candidates(self, tokenized: TokenizedPaper) -> dict[str, None]:
        text = "".join(self._translated(tokenized))
        while self._classes.merges != self._merges:
            # A word of this paper made two classes one. That is rare, so everything is rebuilt.
            self._build_automaton()
            text = "".join(self._translated(tokenized))
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
        candidates = dict.fromkeys(self._without_terms)
        for number in {hit[0] for hit in hits}:
            candidates.update(dict.fromkeys(self._names[number]))
        return candidates

    def _translated(self, tokenized: TokenizedPaper) -> Iterator[str]:
        # The paper as one text in which the automaton finds the patterns of required terms.
        class_of = self._classes.__getitem__
        for words in _words_of_texts(tokenized, self._word_fields):
            yield f" {' '.join(map(class_of, words))} "
        for words in _words_of_texts(tokenized, self._prefix_fields):
            for word in words:
                yield _BEGINNING.join(("", stem(word), singular(word), word))
        for category in tokenized.paper.categories:
            yield f"{_CATEGORY}{category.casefold()}{_CATEGORY}"


def _words_of_texts(
    tokenized: TokenizedPaper, fields: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    # The words of each text in *fields*, in all spellings that differ.
    for field in fields:
        plain = tokenized.texts(field, 0)
        for number in range(len(SPELLINGS[field])):
            texts = tokenized.texts(field, number)
            if number == 0 or texts is not plain:
                yield from (text.words for text in texts)
