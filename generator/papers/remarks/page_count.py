"""
The number of a paper's pages and figures, as its comment states it.
"""

import re

from msgspec import Struct

from generator.papers.paper import Paper

# Comments are short. What stands beyond the first sentences is about something else.
_LENGTH = 1000

# A number and what it counts: "12 pages", "6+5 pages", "3 colour figures".
_NUMBER = r"(?<![\w.,/-])(\d{1,4}(?:\s?\+\s?\d{1,4}){0,3})"

_BETWEEN = (
    r"[\s~-]{0,3}(?:(?:main|full|double[- ]column|two[- ]column|single[- ]column|colou?r|eps)\s)?"
)

_PAGES = re.compile(rf"{_NUMBER}{_BETWEEN}(?:pages?|pp|pgs?)\b", re.IGNORECASE)

_FIGURES = re.compile(rf"{_NUMBER}{_BETWEEN}(?:figures?|figs?)\b", re.IGNORECASE)

# Parts of a paper with pages of their own: the number before "pages" is then not that of the paper.
_PART = re.compile(
    r"\s*(?:[+&]|\(?(?:(?:of|for|in|with|plus|without|excluding)\s+)?(?:the\s+)?"
    r"(?:references?|appendi(?:x|ces)|supplement\w*|main\b|each\b))",
    re.IGNORECASE,
)


class PageCount(Struct, frozen=True):
    """
    The number of *pages* and of *figures*; None if the comment does not state it clearly.
    """

    pages: int | None = None
    figures: int | None = None


def page_count(paper: Paper) -> PageCount:
    """
    Return the number of pages and figures that the comment of *paper* states.
    """
    comment = (paper.comment or "")[:_LENGTH]
    return PageCount(_count(_PAGES, comment), _count(_FIGURES, comment))


def _count(pattern: re.Pattern[str], comment: str) -> int | None:
    match = pattern.search(comment)
    if match is None or _PART.match(comment, match.end()):
        return None
    number = sum(map(int, re.findall(r"\d+", match[1])))
    return number or None
