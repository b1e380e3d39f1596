"""
What a paper must hold for a query to find it: cheap to look for, for thousands of queries at once.
"""

from itertools import groupby
from typing import Literal

from msgspec import Struct

from generator.matching.indexed_text import SPELLINGS, STOP_WORDS, Words
from generator.matching.query import Query, Term


class RequiredTerm(Struct, frozen=True):
    """
    Words one after the other in a *field*, in whatever form; the beginning of one; a category.

    A category that ends with ``*`` stands for all that begin like it.
    """

    kind: Literal["words", "beginning", "category"]
    field: str
    words: tuple[str, ...]


# One of them at least is in each paper that is found.
RequiredTerms = frozenset[RequiredTerm]


def required_terms(query: Query) -> RequiredTerms | None:
    """
    The traces of *query*; None where a paper without any may be found.
    """
    if isinstance(query, Term):
        return _of_term(query)
    left, right = required_terms(query.left), required_terms(query.right)
    if query.operator == "ANDNOT":
        return left
    if query.operator == "OR":
        return None if left is None or right is None else left | right
    return min((one for one in (left, right) if one is not None), key=_commonness, default=None)


def _commonness(traces: RequiredTerms) -> tuple[bool, int]:
    """
    How often they must be expected: categories are common, and long texts rare.
    """
    shortest = min((len(" ".join(trace.words)) for trace in traces), default=0)
    return any(trace.kind == "category" for trace in traces), -shortest


def _of_term(term: Term) -> RequiredTerms | None:
    if term.field == "cat":
        return frozenset({_category(term.text)})
    if term.field not in SPELLINGS:
        return None
    names = term.field == "au"
    spelled = {spell(term.text) for spell, _ in SPELLINGS[term.field]}
    words = {Words.of(text, names=names).words for text in spelled}
    if not term.quoted and term.text.endswith("*"):
        return frozenset(RequiredTerm("beginning", term.field, ("".join(one),)) for one in words)
    return frozenset(
        RequiredTerm("words", term.field, _row(one, names=names)) for one in words if one
    )


def _category(text: str) -> RequiredTerm:
    plain = text.replace("?", "*").casefold()
    begin, wildcard, _ = plain.partition("*")
    return RequiredTerm("category", "cat", (begin + wildcard,))


def _row(words: tuple[str, ...], *, names: bool) -> tuple[str, ...]:
    """
    Of *words* those in a row that are in the index: in a stop word's place any other may stand.
    """
    if names:
        return words
    rows = [tuple(row) for stop, row in groupby(words, STOP_WORDS.__contains__) if not stop]
    return max(rows, key=lambda row: len(" ".join(row)), default=words[:1])
