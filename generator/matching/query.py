"""
A query of arXiv's search as a tree, and the parser for it.

The parser reads queries as arXiv has read them since November 2025.
"""

import re
from typing import Literal, TypeAlias, cast

from msgspec import Struct

Operator = Literal["AND", "OR", "ANDNOT"]


class Term(Struct, frozen=True):
    """
    One term of a query: *text* to look for in *field*, such as ``ti``; ``all`` is any field.

    *text* is a word, a ``[range]`` with its brackets, or, if *quoted*, a phrase without its quotes.
    """

    field: str
    text: str
    quoted: bool = False


class Compound(Struct, frozen=True):
    """
    Two queries joined by an operator.
    """

    operator: Operator
    left: "Query"
    right: "Query"


Query: TypeAlias = Term | Compound

_FIELDS = "abs|all|au|cat|co|doi|id|jr|rn|submittedDate|title|ti"

# The order of the alternatives is arXiv's: the name of a field counts only at the beginning of a
# word, an operator only as a whole word.
_TOKEN = re.compile(
    rf"""\s*(?:
    "(?P<phrase>[^"]*)" | (?P<mark>[()]) | (?P<operator>ANDNOT|AND|OR|NOT)(?=[()\s]|$) |
    (?P<field>{_FIELDS}): | (?P<range>\[[^\]"()]*\]) | (?P<word>[^"()\s]+)
    )""",
    re.VERBOSE,
)


def parse(query: str) -> Query:
    """
    Return the tree of *query*.

    Operators have no precedence and group to the right, as at arXiv. Raises ValueError if arXiv
    refuses *query*, or if it is not known how arXiv reads it.
    """
    return _Parser(query).whole()


class _Parser:
    def __init__(self, query: str) -> None:
        self._query = query.strip()
        self._tokens = list(_TOKEN.finditer(self._query))
        if sum(len(token[0]) for token in self._tokens) < len(self._query):
            raise self._refusal("a quotation mark has no partner")
        self._at = 0

    def whole(self) -> Query:
        query = self._expression("")
        if self._kind():
            raise self._refusal("the parentheses do not match")
        return query

    def _expression(self, field: str) -> Query:
        left = self._term(field)
        if self._text() == ")" or not self._kind():
            return left
        operator = self._operator()
        return Compound(operator, left, self._expression(field))

    def _operator(self) -> Operator:
        if self._kind() != "operator":
            return "OR"
        operator = self._next()
        if operator == "AND" and self._text() in {"NOT", "ANDNOT"}:
            operator = self._next()
        return cast("Operator", "ANDNOT" if operator == "NOT" else operator)

    def _term(self, inherited: str) -> Query:
        field = self._next().rstrip(":") if self._kind() == "field" else ""
        kind, text = self._kind(), self._text()
        if kind in {"phrase", "word", "range"}:
            self._at += 1
            return Term(_canonical(field or inherited), text, quoted=kind == "phrase")
        if text != "(":
            raise self._refusal(f"a term is missing before {text or 'the end'}")
        if field and inherited:
            # arXiv ignores the inner field.
            raise self._refusal("a field before a parenthesis stands within another's")
        self._at += 1
        inside = self._expression(field or inherited)
        if self._text() != ")":
            raise self._refusal("the parentheses do not match")
        self._at += 1
        return inside

    def _kind(self) -> str | None:
        return self._tokens[self._at].lastgroup if self._at < len(self._tokens) else None

    def _text(self) -> str:
        kind = self._kind()
        return self._tokens[self._at][kind] if kind else ""

    def _next(self) -> str:
        text = self._text()
        self._at += 1
        return text

    def _refusal(self, reason: str) -> ValueError:
        return ValueError(f"{self._query!r}: {reason}")


def _canonical(field: str) -> str:
    return {"": "all", "title": "ti"}.get(field, field)
