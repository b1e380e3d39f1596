"""
One page of papers: of a search, or of what changed at arXiv.
"""

from datetime import date, datetime

from msgspec import Struct

from generator.papers.paper import Paper


class ResultPage(Struct, frozen=True):
    """
    The papers of one answer, the number of all that match, and the place of the first.

    *dropped* has a sentence for each entry that could not be read.
    """

    papers: tuple[Paper, ...]
    total: int
    start: int
    dropped: tuple[str, ...] = ()


class Token(Struct, frozen=True):
    """
    What arXiv wants to hear before it tells the rest, until it *expires*.
    """

    text: str
    expires: datetime | None = None


class Changes(Struct, frozen=True, kw_only=True):
    """
    One page of what changed at arXiv: *papers* in their newest versions, oldest change first.

    *answered* is arXiv's time of the answer, *reached* the day of the last change in it, and
    *token* asks for the next page, if there is one. *dropped* has a sentence for each record that
    could not be read. Records of papers that were deleted are left out.
    """

    papers: tuple[Paper, ...] = ()
    answered: datetime
    reached: date | None = None
    token: Token | None = None
    dropped: tuple[str, ...] = ()
