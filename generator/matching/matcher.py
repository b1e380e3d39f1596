"""
Tells which papers arXiv finds for a query.
"""

from collections.abc import Callable, Iterator

from generator.matching.areas import categories_of
from generator.matching.parser import parse
from generator.matching.query import Operator, Query, Term
from generator.matching.searchable import Searchable
from generator.matching.terms import Judge, decides, judge_of
from generator.matching.traces import traces_of
from generator.matching.verdict import Verdict


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
        self.traces = traces_of(tree)
        self.categories = categories_of(tree)
        self.decides = all(map(decides, _terms(tree)))
        self._judge = joined(tree, judge_of)

    def verdict(self, searchable: Searchable) -> Verdict:
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
    def judge(paper: Searchable) -> Verdict:
        verdict = left(paper)
        return verdict if verdict == Verdict.NO else min(verdict, right(paper))

    return judge


def _either(left: Judge, right: Judge) -> Judge:
    def judge(paper: Searchable) -> Verdict:
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
