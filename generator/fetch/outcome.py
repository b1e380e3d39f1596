"""
What came of asking for a keyword.
"""

from msgspec import Struct

from generator.keywords.keyword import Keyword
from generator.papers.freshness import Freshness


class Update(Struct, frozen=True, kw_only=True):
    """
    What one keyword's fetch brought: what it announced, what could not be read, what failed.

    *announced* are identifiers without version. *dropped* has a sentence for each entry of
    arXiv's answer that was left out. *failure* is None when arXiv answered.
    """

    keyword: Keyword
    announced: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    failure: str | None = None


class Outcome(Struct, frozen=True):
    """
    An update, the freshness before and after it, and the identifiers of the records it changed.
    """

    update: Update
    before: Freshness
    after: Freshness
    changed: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """
        The keyword's place in addresses.
        """
        return self.update.keyword.slug
