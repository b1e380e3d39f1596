"""
Which phrases of a query a paper holds, and where in its texts they stand.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.matching.matcher import combined_judge
from generator.matching.query import Query, Term, parse
from generator.matching.terms import Judge, judge_of
from generator.matching.tokenized_text import (
    STOP_WORDS,
    TEXTS,
    WORD,
    TokenizedPaper,
    stem,
    unaccented,
    without_possessives,
)
from generator.matching.verdict import Verdict
from generator.papers.paper import Paper

# The positions in a text at which consecutive words begin and end.
Span = tuple[int, int]

# Unicode's sign for an object within a text, such as a formula: no phrase spans it.
_OBJECT = "\ufffc"

_GAP = rf"(?:['’]s(?![^\W_]))?(?:[^\w{_OBJECT}]|_){{1,9}}"

# The page of a keyword and the pages of its months show the same papers one after the other.
_CACHED_REASONS = 8192


class PhraseFinder:
    """
    Finds the words of *phrase*, one after the other, in texts.

    *stemmed* words are compared by their stems, as in titles and abstracts; other words are
    compared without accents, as in names. A stop word between other words matches any word, as it
    does for arXiv. *prefix* says that the last word of the text may be longer than the phrase's.
    """

    def __init__(self, phrase: str, *, stemmed: bool, prefix: bool = False) -> None:
        self._stemmed, self._prefix = stemmed, prefix
        self._words = self._sought(phrase)
        begins = [self._begin(word) for word in self._words]
        self._first = begins[0] if begins else ""
        # The word in the position of a stop word has at least one character.
        words = (rf"({re.escape(one)}[^\W_]{'*' if one else '+'})" for one in begins)
        self._pattern = re.compile(_GAP.join(words))

    def spans(self, text: str) -> Iterator[Span]:
        """
        Yield where in *text* the phrase stands, from left to right.
        """
        folded = _lower(text) if self._stemmed else _lower_unaccented(text)
        at = folded.find(self._first) if self._first else -1
        while at >= 0:
            found = self._pattern.match(folded, at)
            if found and not folded[at - 1 : at].isalnum() and self._is_match(found):
                yield found.span()
                at = found.end() - 1
            at = folded.find(self._first, at + 1)

    def _sought(self, phrase: str) -> tuple[str, ...]:
        # The words to find, with "" for a stop word.
        if not self._stemmed:
            return tuple(WORD.findall(_lower_unaccented(phrase)))
        words = WORD.findall(_lower(unicodedata.normalize("NFC", without_possessives(phrase))))
        content = [number for number, word in enumerate(words) if word not in STOP_WORDS]
        inside = words[content[0] : content[-1] + 1] if content else ()
        return tuple("" if word in STOP_WORDS else word for word in inside)

    def _begin(self, word: str) -> str:
        # Porter's rules leave the beginning of a word as it is, up to the last letter of the stem.
        if not self._stemmed or self._prefix:
            return word
        return (stem(word)[:-1] or word) if word else ""

    def _is_match(self, found: re.Match[str]) -> bool:
        pairs = list(zip(self._words, found.groups(), strict=True))
        if self._prefix:
            del pairs[-1]
        return all(not sought or self._alike(sought, word) for sought, word in pairs)

    def _alike(self, sought: str, word: str) -> bool:
        return stem(sought) == stem(word) if self._stemmed else sought == word


class SoughtPhrase(Struct, frozen=True):
    """
    A *phrase* or name as the query has it, and its *finders* by the field in which it is sought.
    """

    phrase: str
    finders: Mapping[str, PhraseFinder]

    def is_in(self, paper: Paper) -> bool:
        """
        Return whether *paper* holds the phrase in one of the fields.
        """
        return any(
            self.is_in_text(field, text) for field in self.finders for text in TEXTS[field](paper)
        )

    def is_in_text(self, field: str, text: str) -> bool:
        """
        Return whether the phrase is sought in *field* and stands in *text*.
        """
        return field in self.finders and any(self.finders[field].spans(text))


class Reasons(Struct, frozen=True):
    """
    Why a query finds a paper: the query's phrases that the paper holds.

    *found* is empty if the query does not find the paper. *several* says that the query seeks
    more than one phrase.
    """

    found: tuple[SoughtPhrase, ...] = ()
    several: bool = False

    @property
    def phrases(self) -> tuple[str, ...]:
        """
        The phrases and names that the paper holds, each once, in the query's order.
        """
        return tuple(dict.fromkeys(sought.phrase for sought in self.found))

    def unseen(self, texts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """
        Return the phrases that the paper holds but none of *texts* does.

        Each of *texts* is a field and its text. If the query seeks a single phrase, the result is
        empty: a reader then knows which phrase matches.
        """
        seen = {
            sought.phrase
            for field, text in texts
            for sought in self.found
            if sought.is_in_text(field, text)
        }
        return tuple(phrase for phrase in self.phrases if self.several and phrase not in seen)

    def spans(self, field: str, text: str) -> tuple[Span, ...]:
        """
        Return where each phrase first stands in *text*, the paper's text of *field*.

        The spans are in ascending order and do not overlap.
        """
        finders = (one.finders[field] for one in self.found if field in one.finders)
        firsts = (next(finder.spans(text), None) for finder in finders)
        return tuple(_without_overlaps(filter(None, firsts)))


@lru_cache(_CACHED_REASONS)
def reasons(query: str, paper: Paper) -> Reasons:
    """
    Return why *query* finds *paper*, as far as the paper's texts show it.

    The result has no phrases if *query* does not find *paper* or cannot be parsed.
    """
    judge, sought = _parsed(query)
    if judge is None or judge(TokenizedPaper(paper)) == Verdict.NO:
        return Reasons()
    several = len({one.phrase for one in sought}) > 1
    return Reasons(tuple(one for one in sought if one.is_in(paper)), several)


@lru_cache(1024)
def _parsed(query: str) -> tuple[Judge | None, tuple[SoughtPhrase, ...]]:
    try:
        tree = parse(query)
    except ValueError:
        return None, ()
    return combined_judge(tree, _judge), tuple(map(_sought, _wanted(tree)))


def _wanted(query: Query) -> Iterator[Term]:
    if not isinstance(query, Term):
        yield from _wanted(query.left)
        if query.operator != "ANDNOT":
            yield from _wanted(query.right)
    elif _fields(query):
        yield query


def _fields(term: Term) -> Sequence[str]:
    return tuple(TEXTS) if term.field == "all" else (term.field,) * (term.field in TEXTS)


@lru_cache(4096)
def _sought(term: Term) -> SoughtPhrase:
    phrase = term.text if term.quoted else term.text.rstrip("*")
    prefix = phrase != term.text
    return SoughtPhrase(
        term.text,
        {
            field: PhraseFinder(phrase, stemmed=field in {"ti", "abs"}, prefix=prefix)
            for field in _fields(term)
        },
    )


def _judge(term: Term) -> Judge:
    if not _fields(term):
        return judge_of(term)
    sought = _sought(term)
    # In all fields arXiv may also search texts that it does not publish.
    otherwise = Verdict.UNLIKELY if term.field == "all" else Verdict.NO
    return lambda tokenized: Verdict.SURE if sought.is_in(tokenized.paper) else otherwise


def _without_overlaps(spans: Iterable[Span]) -> Iterator[Span]:
    # Of overlapping spans the first stays; of spans that begin together, the longest.
    last_end = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last_end:
            yield start, end
            last_end = end


def _lower(text: str) -> str:
    # In lower case, with each character in its position.
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(map(_lower_one, text))


def _lower_one(one: str) -> str:
    return one.lower()[0]


def _lower_unaccented(text: str) -> str:
    return _lower(text if text.isascii() else "".join(map(_unaccented_one, text)))


def _unaccented_one(one: str) -> str:
    return unaccented(one)[:1] or one
