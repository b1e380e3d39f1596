"""
How long a paper is, as its comment says.
"""

import re

from msgspec import Struct

from generator.papers.paper import Paper

# A comment is short; whatever stands beyond its first sentences is about something else.
_LENGTH = 1000

# A number and what it counts: "12 pages", "6+5 pages", "3 colour figures".
_NUMBER = r"(?<![\w.,/-])(\d{1,4}(?:\s?\+\s?\d{1,4}){0,3})"

_BETWEEN = (
    r"[\s~-]{0,3}(?:(?:main|full|double[- ]column|two[- ]column|single[- ]column|colou?r|eps)\s)?"
)

_PAGES = re.compile(rf"{_NUMBER}{_BETWEEN}(?:pages?|pp|pgs?)\b", re.IGNORECASE)

_FIGURES = re.compile(rf"{_NUMBER}{_BETWEEN}(?:figures?|figs?)\b", re.IGNORECASE)

# Parts of a paper that have pages of their own; the number before "pages" is then not the whole.
_PART = re.compile(
    r"\s*(?:[+&]|\(?(?:(?:of|for|in|with|plus|without|excluding)\s+)?(?:the\s+)?"
    r"(?:references?|appendi(?:x|ces)|supplement\w*|main\b|each\b))",
    re.IGNORECASE,
)


class Extent(Struct, frozen=True):
    """
    The number of *pages* and of *figures*; None where the comment does not say.
    """

    pages: int | None = None
    figures: int | None = None


def extent(paper: Paper) -> Extent:
    """
    How long *paper* is, as far as its comment says without doubt.
    """
    comment = (paper.comment or "")[:_LENGTH]
    return Extent(_count(_PAGES, comment), _count(_FIGURES, comment))


def _count(pattern: re.Pattern[str], comment: str) -> int | None:
    match = pattern.search(comment)
    if match is None or _PART.match(comment, match.end()):
        return None
    number = sum(map(int, re.findall(r"\d+", match[1])))
    return number or None
