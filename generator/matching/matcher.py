"""
The part of arXiv in which all papers lie that a query finds.
"""

from collections.abc import Callable, Iterator

from generator.matching.indexed_text import IndexedPaper
from generator.matching.query import Operator, Query, Term, parse
from generator.matching.required_terms import required_terms
from generator.matching.terms import Judge, decides, judge_of
from generator.matching.verdict import Verdict

# https://arxiv.org/category_taxonomy: categories with two names, of which a set knows one only.
_TWOFOLD = frozenset(
    "cs.IT cs.NA cs.SY econ.GN eess.SY math-ph math.IT math.MP math.NA math.ST q-fin.EC "
    "stat.TH".split()
)


def categories_of(query: Query) -> frozenset[str] | None:
    """
    Categories of which each paper has one that *query* finds; None where any will do.
    """
    if isinstance(query, Term):
        return _of_term(query)
    left, right = categories_of(query.left), categories_of(query.right)
    if query.operator == "ANDNOT" or right is None:
        return left if query.operator != "OR" else None
    if query.operator == "OR":
        return None if left is None else left | right
    return right if left is None else min(left, right, key=len)


def _of_term(term: Term) -> frozenset[str] | None:
    plain = term.field == "cat" and not set(term.text) & set("*?")
    return frozenset({term.text}) if plain and term.text not in _TWOFOLD else None


class Matcher:
    """
    Judges papers by *query*. Raises ValueError for a query whose meaning is not known.

    *decides* says whether it can be certain of most papers: not where a query looks in fields
    that arXiv tells nobody, or is written in a way of which arXiv's reading is not known. Of
    *traces* each paper holds one that is found, and it has one of *categories*; None where it
    need not.
    """

    def __init__(self, query: str) -> None:
        tree = parse(query)
        self.traces = required_terms(tree)
        self.categories = categories_of(tree)
        self.decides = all(map(decides, _terms(tree)))
        self._judge = joined(tree, judge_of)

    def verdict(self, searchable: IndexedPaper) -> Verdict:
        """
        Whether arXiv finds the paper.
        """
        return self._judge(searchable)


def joined(query: Query, judge: Callable[[Term], Judge]) -> Judge:
    """
    What tells papers that *query* finds from others, where *judge* does for its terms.
    """
    if isinstance(query, Term):
        return judge(query)
    join = _JOINED[query.operator]
    return join(joined(query.left, judge), joined(query.right, judge))


def _terms(query: Query) -> Iterator[Term]:
    if isinstance(query, Term):
        yield query
    else:
        yield from _terms(query.left)
        yield from _terms(query.right)


def _both(left: Judge, right: Judge) -> Judge:
    def judge(paper: IndexedPaper) -> Verdict:
        verdict = left(paper)
        return verdict if verdict == Verdict.NO else min(verdict, right(paper))

    return judge


def _either(left: Judge, right: Judge) -> Judge:
    def judge(paper: IndexedPaper) -> Verdict:
        verdict = left(paper)
        return verdict if verdict == Verdict.SURE else max(verdict, right(paper))

    return judge


def _without(left: Judge, right: Judge) -> Judge:
    return _both(left, lambda paper: ~right(paper))


_JOINED: dict[Operator, Callable[[Judge, Judge], Judge]] = {
    "AND": _both,
    "OR": _either,
    "ANDNOT": _without,
}
