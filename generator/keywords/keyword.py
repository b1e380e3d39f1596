"""
A keyword, and the arXiv query it stands for.
"""

from msgspec import Struct

from generator.papers.paper import SortBy


class Keyword(Struct, frozen=True, kw_only=True):
    """
    A subject that the site follows: a search at arXiv, or papers named by their identifiers.
    """

    name: str
    """The name on the site."""

    slug: str
    """The keyword's part of addresses; it never changes."""

    query: str
    """The search, in the language of arXiv's query API."""

    max_papers: int = 100
    """The number of papers on the keyword's page and in its feeds, the newest ones."""

    sort_by: SortBy = "updated"
    """The date by which papers are sorted, newest first."""

    feed_revisions: bool = False
    """Whether the feeds announce revised papers that the site never listed before."""

    group: str | None = None
    """The heading in the navigation, shared by several keywords; None if there is none."""

    ids: tuple[str, ...] = ()
    """The followed papers, as identifiers without version; then each new version is news."""
