"""
An alphabet of words: those that may match each other are one letter of it.
"""

from collections.abc import Iterable, Iterator, Mapping

import ahocorasick_rs

from generator.matching.indexed_text import SPELLINGS, IndexedPaper, keys, singular, stem
from generator.matching.matcher import Matcher
from generator.matching.required_terms import RequiredTerm
from generator.matching.verdict import Verdict

_OTHER = "-"


class StemClasses(dict[str, str]):
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


# What stands before the beginning of a word, and around a category: neither is in any word.
_BEGINNING, _CATEGORY = "\x01", "\x02"


class Index:
    """
    Judges papers by all of *matchers*, which have names of any kind.

    The cost grows with the papers, and hardly with the queries: only those are asked of which the
    paper holds a trace.
    """

    def __init__(self, matchers: Mapping[str, Matcher]) -> None:
        self._matchers = matchers
        self._traces: dict[RequiredTerm, list[str]] = {}
        # Of these nothing can be told but by asking.
        self._always: list[str] = []
        for name, matcher in matchers.items():
            if matcher.traces is None:
                self._always.append(name)
            for trace in matcher.traces or ():
                self._traces.setdefault(trace, []).append(name)
        self._fields = tuple(field for field in SPELLINGS if self._has("words", field))
        self._prefixed = tuple(field for field in SPELLINGS if self._has("beginning", field))
        rows = (trace.words for trace in self._traces if trace.kind == "words")
        self._letters = StemClasses(word for row in rows for word in row)
        self._write()

    def verdicts(self, searchable: IndexedPaper) -> dict[str, Verdict]:
        """
        The verdict of each query that finds the paper, or might; by name.
        """
        found = dict[str, Verdict]()
        for name in self._candidates(searchable):
            verdict = self._matchers[name].verdict(searchable)
            if verdict != Verdict.NO:
                found[name] = verdict
        return found

    def _has(self, kind: str, field: str) -> bool:
        return any((trace.kind, trace.field) == (kind, field) for trace in self._traces)

    def _write(self) -> None:
        """
        Write the traces in letters.
        """
        names: dict[str, list[str]] = {}
        for trace, theirs in self._traces.items():
            names.setdefault(self._pattern(trace), []).extend(theirs)
        self._changes = self._letters.changes
        self._names = list(names.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(names), store_patterns=False)

    def _pattern(self, trace: RequiredTerm) -> str:
        if trace.kind == "words":
            return f" {' '.join(map(self._letters.__getitem__, trace.words))} "
        (text,) = trace.words
        if trace.kind == "beginning":
            return _BEGINNING + text
        return _CATEGORY + (text[:-1] if text.endswith("*") else text + _CATEGORY)

    def _candidates(self, searchable: IndexedPaper) -> dict[str, None]:
        text = "".join(self._text(searchable))
        while self._letters.changes != self._changes:
            # Two letters became one: so rare that all may be written again.
            self._write()
            text = "".join(self._text(searchable))
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
        candidates = dict.fromkeys(self._always)
        for place in {hit[0] for hit in hits}:
            candidates.update(dict.fromkeys(self._names[place]))
        return candidates

    def _text(self, searchable: IndexedPaper) -> Iterator[str]:
        letters = self._letters.__getitem__
        for words in _rows(searchable, self._fields):
            yield f" {' '.join(map(letters, words))} "
        for words in _rows(searchable, self._prefixed):
            for word in words:
                yield _BEGINNING.join(("", stem(word), singular(word), word))
        for category in searchable.paper.categories:
            yield f"{_CATEGORY}{category.casefold()}{_CATEGORY}"


def _rows(searchable: IndexedPaper, fields: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """
    The words of each text in *fields*, in all spellings that differ.
    """
    for field in fields:
        plain = searchable.texts(field, 0)
        for number in range(len(SPELLINGS[field])):
            texts = searchable.texts(field, number)
            if number == 0 or texts is not plain:
                yield from (text.words for text in texts)
