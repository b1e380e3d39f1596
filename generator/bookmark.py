"""
Where a harvest of all that changed at arXiv was left.
"""

from datetime import date, datetime

from msgspec import Struct


class Bookmark(Struct, frozen=True, kw_only=True):
    """
    A harvest that began with the changes of the day *since*, in a *subset* of arXiv or in all.

    *keywords* are the slugs for which all of it was read. It came to the day *reached*; until it
    *expires*, *token* asks for what comes next.
    """

    since: date
    subset: str | None
    keywords: tuple[str, ...]
    reached: date
    token: str
    expires: datetime | None = None

    def continues(self, since: date, subset: str | None, keywords: frozenset[str]) -> bool:
        """
        Whether what is left of this harvest is all that is left of one like that.
        """
        return self.since <= since and self.subset == subset and keywords.issubset(self.keywords)
