"""
The terms of which a paper must hold one, or else a query cannot find it.

They are cheap to look for, even those of thousands of queries at once.
"""

from itertools import groupby
from typing import Literal

from msgspec import Struct

from generator.matching.query import Query, Term
from generator.matching.tokenized_text import SPELLINGS, STOP_WORDS, Words


class IndexTerm(Struct, frozen=True):
    """
    Something that a paper's texts or categories may hold.
    """

    kind: Literal["words", "prefix", "category"]
    """
    ``words``: consecutive words in any form; ``prefix``: the beginning of a word.
    """

    field: str
    """
    The field of the query language, such as ``ti``.
    """

    words: tuple[str, ...]
    """
    In lower case; one for a prefix or a category. A category may end with ``*`` for any ending.
    """


# A query finds no paper that holds none of its required terms.
RequiredTerms = frozenset[IndexTerm]


def required_terms(query: Query) -> RequiredTerms | None:
    """
    Return terms of which each paper that *query* finds holds one at least.

    None says that no such terms are known: any paper may be found. An empty set says that no
    paper can be found.
    """
    if isinstance(query, Term):
        return _of_term(query)
    left, right = required_terms(query.left), required_terms(query.right)
    if query.operator == "ANDNOT":
        return left
    if query.operator == "OR":
        return None if left is None or right is None else left | right
    return min((one for one in (left, right) if one is not None), key=_commonness, default=None)


def _commonness(terms: RequiredTerms) -> tuple[bool, int]:
    # Many papers share a category, few a long text.
    shortest = min((len(" ".join(term.words)) for term in terms), default=0)
    return any(term.kind == "category" for term in terms), -shortest


def _of_term(term: Term) -> RequiredTerms | None:
    if term.field == "cat":
        return frozenset({_category(term.text)})
    if term.field not in SPELLINGS:
        return None
    names = term.field == "au"
    spelled = {spell(term.text) for spell, _ in SPELLINGS[term.field]}
    words = {Words.of(text, names=names).words for text in spelled}
    if not term.quoted and term.text.endswith("*"):
        return frozenset(IndexTerm("prefix", term.field, ("".join(one),)) for one in words)
    return frozenset(
        IndexTerm("words", term.field, _indexed(one, names=names)) for one in words if one
    )


def _category(text: str) -> IndexTerm:
    plain = text.replace("?", "*").casefold()
    begin, wildcard, _ = plain.partition("*")
    return IndexTerm("category", "cat", (begin + wildcard,))


def _indexed(words: tuple[str, ...], *, names: bool) -> tuple[str, ...]:
    # The longest run without a stop word, in whose position any other word may stand.
    if names:
        return words
    runs = [tuple(run) for stop, run in groupby(words, STOP_WORDS.__contains__) if not stop]
    return max(runs, key=lambda run: len(" ".join(run)), default=words[:1])
