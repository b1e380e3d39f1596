"""
A query as a judge of papers.
"""

from collections.abc import Callable, Iterator

from generator.matching.query import Operator, Query, Term, parse
from generator.matching.required_terms import required_terms
from generator.matching.terms import Judge, decides, judge_of
from generator.matching.tokenized_text import TokenizedPaper
from generator.matching.verdict import Verdict

# https://arxiv.org/category_taxonomy: categories with two names, one of which names no OAI-PMH set.
_WITH_TWO_NAMES = frozenset(
    "cs.IT cs.NA cs.SY econ.GN eess.SY math-ph math.IT math.MP math.NA math.ST q-fin.EC "
    "stat.TH".split()
)


class Matcher:
    """
    Judges papers by *query*, which is in the language of arXiv's search API.

    Raises ValueError if arXiv refuses *query*, or if it is not known how arXiv reads it.
    """

    def __init__(self, query: str) -> None:
        tree = parse(query)
        self.required_terms = required_terms(tree)
        """
        Each paper that the query finds holds one of these terms; None says that it need not.
        """
        self.categories = _categories_of(tree)
        """
        Each paper that the query finds is in one of these categories; None says that it need not.
        """
        self.decides = all(map(decides, _terms(tree)))
        """
        Whether the verdict is certain for most papers.
        """
        self._judge = combined_judge(tree, judge_of)

    def verdict(self, tokenized: TokenizedPaper) -> Verdict:
        """
        Return whether arXiv finds the paper by the query.
        """
        return self._judge(tokenized)


def _categories_of(query: Query) -> frozenset[str] | None:
    """
    Return categories such that each paper that *query* finds is in one of them.

    None says that a found paper may be in any category.
    """
    if isinstance(query, Term):
        return _category_of_term(query)
    left, right = _categories_of(query.left), _categories_of(query.right)
    if query.operator == "ANDNOT" or right is None:
        return left if query.operator != "OR" else None
    if query.operator == "OR":
        return None if left is None else left | right
    return right if left is None else min(left, right, key=len)


def _category_of_term(term: Term) -> frozenset[str] | None:
    plain = term.field == "cat" and not set(term.text) & set("*?")
    return frozenset({term.text}) if plain and term.text not in _WITH_TWO_NAMES else None


def combined_judge(query: Query, judge_of_term: Callable[[Term], Judge]) -> Judge:
    """
    Return a function that judges papers by *query*, whose terms *judge_of_term* gives judges for.
    """
    if isinstance(query, Term):
        return judge_of_term(query)
    left = combined_judge(query.left, judge_of_term)
    return _COMBINED[query.operator](left, combined_judge(query.right, judge_of_term))


def _terms(query: Query) -> Iterator[Term]:
    if isinstance(query, Term):
        yield query
    else:
        yield from _terms(query.left)
        yield from _terms(query.right)


def _both(left: Judge, right: Judge) -> Judge:
    def judge(paper: TokenizedPaper) -> Verdict:
        verdict = left(paper)
        return verdict if verdict == Verdict.NO else min(verdict, right(paper))

    return judge


def _either(left: Judge, right: Judge) -> Judge:
    def judge(paper: TokenizedPaper) -> Verdict:
        verdict = left(paper)
        return verdict if verdict == Verdict.SURE else max(verdict, right(paper))

    return judge


def _without(left: Judge, right: Judge) -> Judge:
    return _both(left, lambda paper: ~right(paper))


_COMBINED: dict[Operator, Callable[[Judge, Judge], Judge]] = {
    "AND": _both,
    "OR": _either,
    "ANDNOT": _without,
}
