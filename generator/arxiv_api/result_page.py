"""
Pages of papers, as the rest of the program gets them from arXiv, and their largest sizes.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from generator.papers.paper import ArxivId, Paper, folded, folded_paragraphs

# A query gives out no more papers than these: arXiv answers 500 where start + max_results is
# greater, although its manual says 30 000.
DEPTH = 10_000

# The greatest number of papers in one page of a query, as documented in arXiv's manual.
MAX_SIZE = 2000

# Identifiers in one request: the address of more would be longer than some servers read.
BATCH = 200

# cs.CV, hep-th, cond-mat.mes-hall. Until 2025 answers also held classes of the ACM (I.2.10)
# and of mathematics (68T45).
_CATEGORY = re.compile(
    r"[a-z]{1,20}(?:-[a-z]{1,20})?(?:\.[A-Za-z]{1,20}(?:-[A-Za-z]{1,20})?)?", re.ASCII
)

# Fields that every paper has at arXiv, and their names in messages.
_NEEDED = {"title": "title", "authors": "author", "abstract": "abstract", "categories": "category"}


class Unreadable(Struct, frozen=True):
    """
    An entry or a record of an answer that cannot be read, and is left out for that.

    As text it is a sentence: ``http://arxiv.org/abs/2512.17601v1: no title``.
    """

    base: str | None
    """The paper's identifier without version; None if that cannot be read either."""
    reason: str
    """What is wrong with the entry."""
    name: str
    """What arXiv calls the entry: its address, or its identifier."""

    @classmethod
    def of(cls, identifier: str, reason: str, *, name: str) -> "Unreadable":
        """
        Return the entry of the paper *identifier*, which may be no identifier of arXiv.
        """
        try:
            return cls(ArxivId.parse(identifier).base, reason, name)
        except ValueError:
            return cls(None, reason, name)

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


def bases_of(unreadable: Iterable[Unreadable]) -> frozenset[str]:
    """
    Return the identifiers, without version, of the *unreadable* entries that have one.
    """
    return frozenset(one.base for one in unreadable if one.base)


class ResultPage(Struct, frozen=True):
    """
    One page of a query's answer.
    """

    papers: tuple[Paper, ...]
    """The papers of this page."""
    total: int
    """How many papers match the query at arXiv."""
    start: int
    """How many papers of the answer come before this page."""
    dropped: tuple[Unreadable, ...] = ()
    """The entries that could not be read."""


class ResumptionToken(Struct, frozen=True):
    """
    OAI-PMH's resumption token: arXiv takes its *text* for the next page until it *expires*.
    """

    text: str
    expires: datetime | None = None


class Changes(Struct, frozen=True, kw_only=True):
    """
    One page of what changed at arXiv. Records of deleted papers are left out.
    """

    papers: tuple[Paper, ...] = ()
    """The papers in their newest versions, oldest change first."""
    answered: datetime
    """When arXiv made this page."""
    names: tuple[str, ...] = ()
    """The identifiers of all its records, in their order, as arXiv writes them."""
    begun: date | None = None
    """The day of the first change in this page; None if nothing changed."""
    reached: date | None = None
    """The day of the last change in this page; None if nothing changed."""
    token: ResumptionToken | None = None
    """Asks for the next page; None if this page is the last."""
    dropped: tuple[Unreadable, ...] = ()
    """The records that could not be read."""
    cursor: int | None = None
    """How many records come before this page, if the answer says so. arXiv's never do."""
    size: int | None = None
    """How many records all pages have together, if the answer says so. arXiv's never do."""

    def check_size(self, before: int | None) -> None:
        """
        Raise ValueError if the answer's own numbers contradict its records.

        *before* is the number of records on earlier pages; None if it is unknown.
        """
        if self.cursor is not None and before is not None and self.cursor != before:
            raise ValueError(f"begins after {self.cursor} records, where {before} came before")
        begin = self.cursor if before is None else before
        if self.size is None or begin is None:
            return
        end = begin + len(self.names)
        if self.token and end >= self.size:
            raise ValueError(f"promises more records, where {end} of {self.size} came")
        if not self.token and end != self.size:
            raise ValueError(f"ends after {end} records, where {self.size} are due")


def normalized(paper: Paper) -> Paper:
    """
    Return *paper*, as arXiv wrote it, with white space folded and with arXiv's categories alone.

    Several DOIs are separated by blanks. Blank comments, journal references and DOIs become None.
    Raises ValueError for a paper without title, author, abstract or category.
    """
    result = replace(
        paper,
        title=folded(paper.title),
        authors=tuple(filter(None, map(folded, paper.authors))),
        abstract=folded_paragraphs(paper.abstract),
        categories=tuple(dict.fromkeys(filter(_CATEGORY.fullmatch, map(folded, paper.categories)))),
        comment=_folded_or_none(paper.comment),
        journal_ref=_folded_or_none(paper.journal_ref),
        doi=" ".join(paper.dois) or _folded_or_none(paper.doi),
    )
    for field, name in _NEEDED.items():
        if not getattr(result, field):
            raise ValueError(f"no {name}")
    return result


def _folded_or_none(text: str | None) -> str | None:
    return folded(text or "") or None
