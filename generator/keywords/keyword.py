"""
A keyword, and the arXiv query it stands for.
"""

from msgspec import Struct

from generator.papers.paper import SortBy


class Keyword(Struct, frozen=True, kw_only=True):
    """
    One thing to follow: its *name* on the site, its *slug* in addresses, its arXiv *query*.

    Its page and its feeds hold the newest *max_papers*. *feed_revisions* says whether revised
    papers that this site never listed before are news for its subscribers. Keywords of one
    *group* stand under its name. Where there are *ids* it follows these papers, without versions:
    each new version is news.
    """

    name: str
    slug: str
    query: str
    max_papers: int = 100
    sort_by: SortBy = "updated"
    feed_revisions: bool = False
    group: str | None = None
    ids: tuple[str, ...] = ()
