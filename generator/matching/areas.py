"""
The part of arXiv in which all papers lie that a query finds.
"""

from generator.matching.query import Query, Term

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
