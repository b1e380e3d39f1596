"""
How we behave towards arXiv: how often, how long, how much.
"""

import re

from msgspec import Struct

_LOOPBACK = re.compile(
    r"https?://(?:[^/?#\\]*@)?(?:localhost|127\.[0-9.]+|\[::1\])(?:[:/]|$)", re.IGNORECASE
)


class Manners(Struct, frozen=True, kw_only=True):
    """
    Limits for every request of one run; times are seconds.

    Between any two requests lie *pause* seconds or more, retries and redirects included. A
    request gets *connect_timeout* for the connection, *read_timeout* for each sign of life and
    *deadline* for its whole answer, all requests together get *budget*. A refusal that may pass
    is met *attempts* times, an answer that does not prove itself whole *doubts* times, before
    the request counts as failed. One request asks for *page_size* papers or fewer; an answer has
    *max_bytes* or less, once unpacked, and comes after *redirects* or fewer. After *refusals* that
    concern no query, one after the other, nothing more is asked for.
    """

    # https://info.arxiv.org/help/api/tou.html: "no more than one request every three seconds",
    # over all machines of one owner, on a single connection.
    pause: float = 3
    connect_timeout: float = 10
    read_timeout: float = 30
    deadline: float = 120
    budget: float = 1800
    attempts: int = 5
    doubts: int = 3
    max_bytes: int = 64 * 2**20
    redirects: int = 3
    refusals: int = 3
    # The documented size of a slice.
    page_size: int = 2000


def is_loopback(url: str) -> bool:
    """
    Whether *url* is on this machine, where nobody else is to be spared.
    """
    return _LOOPBACK.match(url) is not None
