"""
Why a query finds a paper: which of its phrases and names stand there, and where.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.matching.matcher import joined
from generator.matching.occurrences import Occurrences, Span
from generator.matching.parser import parse
from generator.matching.query import Query, Term
from generator.matching.searchable import TEXTS, Searchable
from generator.matching.terms import Judge, judge_of
from generator.matching.verdict import Verdict
from generator.paper import Paper

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
    if judge is None or judge(Searchable(paper)) == Verdict.NO:
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
