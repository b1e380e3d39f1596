"""
One page of papers: of a search, or of what changed at arXiv.
"""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct

from generator.papers.paper import ArxivId, Paper


class Unreadable(Struct, frozen=True):
    """
    An entry of an answer that could not be read, and that was left out therefore.

    Printed, it is a sentence: ``http://arxiv.org/abs/2512.17601v1: no title``.
    """

    base: str | None
    """The paper's identifier without version; None if the entry has none that can be read."""
    reason: str
    """What is wrong with the entry."""
    name: str
    """What arXiv calls the entry: its address or its identifier."""

    @classmethod
    def of(cls, identifier: str, reason: str, *, name: str) -> "Unreadable":
        """
        The entry whose identifier is written as *identifier*, if that is one.
        """
        try:
            return cls(ArxivId.parse(identifier).base, reason, name)
        except ValueError:
            return cls(None, reason, name)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


def bases_of(unreadable: Iterable[Unreadable]) -> frozenset[str]:
    """
    The identifiers, without version, of those entries of which one can be read.
    """
    return frozenset(one.base for one in unreadable if one.base)


class ResultPage(Struct, frozen=True):
    """
    One page of the answer to a query.
    """

    papers: tuple[Paper, ...]
    """The papers on this page, in arXiv's order."""
    total: int
    """How many papers match the query, on all pages."""
    start: int
    """How many matching papers precede this page."""
    dropped: tuple[Unreadable, ...] = ()
    """The entries of this page that could not be read."""


class Token(Struct, frozen=True):
    """
    What a request must name to get the next page; arXiv forgets it when it *expires*.
    """

    text: str
    expires: datetime | None = None


class Changes(Struct, frozen=True, kw_only=True):
    """
    One page of what changed at arXiv. Records of papers that were deleted are left out.
    """

    papers: tuple[Paper, ...] = ()
    """The papers in their newest versions, oldest change first."""
    answered: datetime
    """The time of the answer, by arXiv's clock."""
    reached: date | None = None
    """The day of the last change on this page; None if nothing changed."""
    token: Token | None = None
    """What asks for the next page; None on the last page."""
    dropped: tuple[Unreadable, ...] = ()
    """The records of this page that could not be read."""
