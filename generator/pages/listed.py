"""
The papers of one page of a listing, and what the page says around them.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from msgspec import Struct

from generator import site_map
from generator.keyword import Keyword
from generator.listing import Entry, Listing
from generator.pages.shown import shown
from generator.places import Around

# Papers of a page that a browser lays out at once; those of later days when they come into sight.
_NEAR = 100


class Listed(Struct, frozen=True, kw_only=True):
    """
    What a *page* about *keyword* is made of: the *listing* of its papers, and the *site* around.
    """

    keyword: Keyword
    page: str
    listing: Listing
    site: Around

    @property
    def is_overall(self) -> bool:
        """
        Whether these are papers of all keywords.
        """
        return self.keyword.slug == site_map.ALL

    def address(self, entry: Entry) -> str:
        """
        The permanent address of *entry*: under this keyword, unless these are papers of all.
        """
        if self.is_overall:
            return self.site.home(entry)
        return site_map.paper(self.keyword.slug, entry)

    def absolute(self, entry: Entry) -> str:
        """
        The same address for readers elsewhere.
        """
        return self.site.absolute(self.address(entry))

    @property
    def context(self) -> dict[str, object]:
        """
        What templates know of it.
        """
        on_page = partial(
            shown,
            self.page,
            address=self.address,
            names=self.site.names,
            of=None if self.is_overall else self.keyword,
        )
        days = _days(self.listing)
        return {
            "keyword": self.keyword,
            "listing": self.listing,
            "days": ((day, on_page(entries), before >= _NEAR) for day, entries, before in days),
        }


def _days(listing: Listing) -> Iterator[tuple[date, tuple[Entry, ...], int]]:
    # With the number of papers before each day.
    before = 0
    for day, entries in listing.days():
        yield day, entries, before
        before += len(entries)
