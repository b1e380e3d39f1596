"""
What a way of asking arXiv takes and gives: fetch windows in, answers and refusals out.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Protocol

from msgspec import Struct

from generator.arxiv_api import Unreadable
from generator.errors import ArxivError
from generator.fetch.window import FetchWindow
from generator.keywords.arxiv_settings import Source
from generator.keywords.keyword import Keyword
from generator.papers.announcement import Records
from generator.papers.paper import Paper

# For so many keywords the query API is asked ten times a day or less. For more of them, harvesting
# all that changed at arXiv takes fewer requests.
FEW = 200

# As *complete_since*: the answer need not hold any paper.
NO_PAPER_EXPECTED = datetime.max.replace(tzinfo=UTC)


class KeywordAnswer(Struct, frozen=True, kw_only=True):
    """
    What arXiv has for one keyword, however it was asked.
    """

    window: FetchWindow
    """The keyword, and what the fetch had to read."""
    papers: tuple[Paper, ...]
    """The papers to store: those that match, and newer versions of those that matched before."""
    matching: frozenset[str]
    """The identifiers of the *papers* that match now."""
    complete_since: datetime | None
    """Each matching paper of this date or later is in the answer; None if each one is."""
    covers_window: bool
    """Whether arXiv was asked back to the window's floor, or as far as a run may ask."""
    total: int | None = None
    """How many papers match at arXiv; None if arXiv did not count them for this keyword."""
    missed: bool = False
    """Whether more papers had come than a run may ask for."""
    dropped: tuple[Unreadable, ...] = ()
    """The unreadable entries that this keyword reports."""
    unreadable: frozenset[str] = frozenset()
    """The identifiers of all unreadable entries among which the keyword's papers may be."""
    harvested: date | None = None
    """The day with whose changes the next harvest begins; None if this was no harvest."""
    is_partial: bool = False
    """Whether the rest of the answer follows: the papers are stored, the success is not."""


class Refusal(Struct, frozen=True):
    """
    A keyword to which arXiv gave no usable answer, and why.
    """

    keyword: Keyword
    error: ArxivError


# Answers and refusals that are stored together.
Batch = Sequence[KeywordAnswer | Refusal]


class Strategy(Protocol):
    """
    A way to ask arXiv about keywords.
    """

    def batches(
        self, windows: Sequence[FetchWindow], records: Records, now: datetime
    ) -> Iterator[Batch]:
        """
        Ask arXiv about the keywords of *windows*, and yield what it answers, in batches.

        A keyword that gets neither an answer nor a refusal is left to the next strategy. The run
        stores each batch, and with it changes *records*, before it asks for the next batch.
        """


def is_harvest(source: Source, keywords: int) -> bool:
    """
    Whether a run with so many *keywords* harvests by OAI-PMH all that changed at arXiv.
    """
    return source == "oai" or (source == "auto" and keywords > FEW)


def source_reason(source: Source, keywords: int) -> str:
    """
    The reason for what `is_harvest` returns, such as ``source: auto, up to 200 keywords``.
    """
    if source != "auto":
        return f"source: {source}"
    return f"source: auto, {'more than' if keywords > FEW else 'up to'} {FEW} keywords"
