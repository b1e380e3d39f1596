"""
Many queries at once: which of them may find a paper is seen in one pass over its words.
"""

from collections.abc import Iterator, Mapping

import ahocorasick_rs

from generator.matching.letters import Letters
from generator.matching.matcher import Matcher
from generator.matching.searchable import SPELLINGS, Searchable
from generator.matching.traces import Trace
from generator.matching.verdict import Verdict
from generator.matching.words import singular, stem

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
        self._traces: dict[Trace, list[str]] = {}
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
        self._letters = Letters(word for row in rows for word in row)
        self._write()

    def verdicts(self, searchable: Searchable) -> dict[str, Verdict]:
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

    def _pattern(self, trace: Trace) -> str:
        if trace.kind == "words":
            return f" {' '.join(map(self._letters.__getitem__, trace.words))} "
        (text,) = trace.words
        if trace.kind == "beginning":
            return _BEGINNING + text
        return _CATEGORY + (text[:-1] if text.endswith("*") else text + _CATEGORY)

    def _candidates(self, searchable: Searchable) -> dict[str, None]:
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

    def _text(self, searchable: Searchable) -> Iterator[str]:
        letters = self._letters.__getitem__
        for words in _rows(searchable, self._fields):
            yield f" {' '.join(map(letters, words))} "
        for words in _rows(searchable, self._prefixed):
            for word in words:
                yield _BEGINNING.join(("", stem(word), singular(word), word))
        for category in searchable.paper.categories:
            yield f"{_CATEGORY}{category.casefold()}{_CATEGORY}"


def _rows(searchable: Searchable, fields: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """
    The words of each text in *fields*, in all spellings that differ.
    """
    for field in fields:
        plain = searchable.texts(field, 0)
        for number in range(len(SPELLINGS[field])):
            texts = searchable.texts(field, number)
            if number == 0 or texts is not plain:
                yield from (text.words for text in texts)
