"""
A query as a tree.
"""

from typing import Literal, TypeAlias

from msgspec import Struct

Operator = Literal["AND", "OR", "ANDNOT"]


class Term(Struct, frozen=True):
    """
    What is sought in one *field*: words in quotation marks, a word, or a ``[range]``.
    """

    field: str
    text: str
    quoted: bool = False


class Compound(Struct, frozen=True):
    """
    Two queries and what joins them.
    """

    operator: Operator
    left: "Query"
    right: "Query"


Query: TypeAlias = Term | Compound
