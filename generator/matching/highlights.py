"""
Where the words of a phrase stand in a text that somebody reads.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.matching.indexed_text import (
    STOP_WORDS,
    TEXTS,
    IndexedPaper,
    stem,
    unaccented,
    without_possessives,
)
from generator.matching.matcher import joined
from generator.matching.query import Query, Term, parse
from generator.matching.terms import Judge, judge_of
from generator.matching.verdict import Verdict
from generator.papers.paper import Paper

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


# A keyword's page and its months show the same papers one after the other.
_HELD = 8192


class Sought(Struct, frozen=True):
    """
    A phrase or name as the keeper wrote it, and how to find it in texts, by field.
    """

    phrase: str
    fields: Mapping[str, Occurrences]

    def stands_in(self, paper: Paper) -> bool:
        """
        Whether *paper* has it in one of the fields.
        """
        return any(
            self.stands_at(field, text) for field in self.fields for text in TEXTS[field](paper)
        )

    def stands_at(self, field: str, text: str) -> bool:
        """
        Whether it is sought in *field*, and is in *text*.
        """
        return field in self.fields and any(self.fields[field].spans(text))


class Reasons(Struct, frozen=True):
    """
    What a query seeks and a paper has; nothing where the query does not find the paper.

    *several* says that the query seeks more phrases than one.
    """

    found: tuple[Sought, ...] = ()
    several: bool = False

    @property
    def phrases(self) -> tuple[str, ...]:
        """
        The phrases and names, each once, in the query's order.
        """
        return tuple(dict.fromkeys(one.phrase for one in self.found))

    def unseen(self, texts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """
        The phrases that are in none of *texts*, of which each is a field and what it holds.

        That the only one of a query is there need not be said.
        """
        seen = {
            one.phrase for field, text in texts for one in self.found if one.stands_at(field, text)
        }
        return tuple(phrase for phrase in self.phrases if self.several and phrase not in seen)

    def spans(self, field: str, text: str) -> tuple[Span, ...]:
        """
        Where the first occurrence of each stands in *text*, which is the paper's *field*.
        """
        finders = (one.fields[field] for one in self.found if field in one.fields)
        firsts = (next(finder.spans(text), None) for finder in finders)
        return tuple(_apart(filter(None, firsts)))


@lru_cache(_HELD)
def reasons(query: str, paper: Paper) -> Reasons:
    """
    Why *query* finds *paper*, as far as it can be seen; a query nobody can read tells nothing.
    """
    judge, sought = _read(query)
    if judge is None or judge(IndexedPaper(paper)) == Verdict.NO:
        return Reasons()
    several = len({one.phrase for one in sought}) > 1
    return Reasons(tuple(one for one in sought if one.stands_in(paper)), several)


@lru_cache(1024)
def _read(query: str) -> tuple[Judge | None, tuple[Sought, ...]]:
    try:
        tree = parse(query)
    except ValueError:
        return None, ()
    return joined(tree, _judge), tuple(map(_sought, _wanted(tree)))


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
def _sought(term: Term) -> Sought:
    phrase = term.text if term.quoted else term.text.rstrip("*")
    goes_on = phrase != term.text
    return Sought(
        term.text,
        {
            field: Occurrences(phrase, stemmed=field in {"ti", "abs"}, beginning=goes_on)
            for field in _fields(term)
        },
    )


def _judge(term: Term) -> Judge:
    if not _fields(term):
        return judge_of(term)
    sought = _sought(term)
    # arXiv may look for it in more than it tells.
    otherwise = Verdict.UNLIKELY if term.field == "all" else Verdict.NO
    return lambda one: Verdict.SURE if sought.stands_in(one.paper) else otherwise


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    # Of those that overlap the first, and of two that begin together the longer.
    reached = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            yield start, end
            reached = end
