"""
A keyword of which this program can tell, without arXiv, which papers its query finds.

The strategies that read papers of many keywords at once can serve such keywords only.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from re import sub
from urllib.parse import quote_plus

from msgspec import Struct
from msgspec.structs import replace

from generator.fetch.window import FetchWindow
from generator.matching import Matcher

# The longest query of a request, in characters of its address. gunicorn reads request lines of
# 4094 bytes and uWSGI heads of 4096, unless they are configured otherwise.
LONGEST_QUERY = 3900


class OfflineKeyword(Struct, frozen=True):
    """
    A fetch window, and the matcher of its keyword's query.
    """

    window: FetchWindow
    matcher: Matcher

    @property
    def slug(self) -> str:
        """
        The keyword's place in addresses.
        """
        return self.window.keyword.slug

    @property
    def query(self) -> str:
        """
        The keyword's query, in parentheses, so that it can be joined with others.
        """
        query = self.window.keyword.query
        return query if _is_enclosed(query) else f"({query})"

    @property
    def shared_window(self) -> FetchWindow:
        """
        The window of an answer for many keywords: it goes back no further than earlier answers.
        """
        return replace(self.window, shortfall=0)


def offline_keyword(window: FetchWindow) -> OfflineKeyword | None:
    """
    Return the keyword of *window* with its matcher.

    None means that the keyword must be asked about alone: only arXiv can tell what its query
    finds, or the next answer is its first, or the answer has to go back beyond earlier answers.
    """
    if window.since is None or (window.shortfall > 0 and window.horizon is not None):
        return None
    try:
        matcher = Matcher(window.keyword.query)
    except ValueError:
        return None
    return OfflineKeyword(window, matcher) if matcher.decides else None


def in_turn(
    windows: Iterable[FetchWindow],
) -> Iterator[list[tuple[FetchWindow, OfflineKeyword | None]]]:
    """
    Sort *windows* into the order in which arXiv is asked, and yield those of equal rank together.

    Keywords whose last turn is longest ago come first: if the time of a run is too short for all,
    then each run leaves out other keywords. Next come keywords about which only arXiv can tell,
    then the others, by the day of their last success. Each strategy keeps this order, because it
    decides which of two keywords announces a paper first.
    """

    def rank(one: tuple[FetchWindow, OfflineKeyword | None]) -> tuple[datetime, bool, str]:
        window, offline = one
        return window.attempted, offline is not None, f"{window.since:%Y%m%d}" if offline else ""

    pairs = [(window, offline_keyword(window)) for window in windows]
    for _, alike in groupby(sorted(pairs, key=rank), key=rank):
        yield list(alike)


def joined_query(keywords: Iterable[OfflineKeyword]) -> str:
    """
    Return a query that finds the papers of each of *keywords*.
    """
    return " OR ".join(keyword.query for keyword in keywords)


def length_in_address(text: str) -> int:
    """
    Return how many characters *text* takes in the address of a request.
    """
    return len(quote_plus(text))


def _is_enclosed(query: str) -> bool:
    """
    Whether one pair of parentheses encloses all of *query*.
    """
    bare, depth = sub(r'"[^"]*"', "", query), 0
    for position, character in enumerate(bare):
        depth += (character == "(") - (character == ")")
        if depth == 0 and position < len(bare) - 1:
            return False
    return bare.startswith("(")
