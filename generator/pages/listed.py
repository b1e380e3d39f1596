"""
The papers of one page of a listing, and what the page says around them.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from msgspec import Struct

from generator import site_map
from generator.keyword import Keyword
from generator.listing import Entry, Listing
from generator.pages.shown import Shown, shown
from generator.places import Around

# Papers that a browser lays out at once: the first, which may be in sight (as titles alone in a
# window 1,500 pixels high), and the last, beside the page's end, which must not move. All others it
# lays out when they come into sight.
_FIRST, _LAST = 16, 3


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
        return {
            "keyword": self.keyword,
            "listing": self.listing,
            "days": _days(self.listing, on_page),
        }


def _days(
    listing: Listing, on_page: Callable[[tuple[Entry, ...]], Iterator[Shown]]
) -> Iterator[tuple[date, Iterator[tuple[Shown, bool]]]]:
    # Each paper with whether it is far from the page's ends.
    far = range(_FIRST, len(listing.entries) - _LAST)
    before = 0
    for day, entries in listing.days():
        after = before + len(entries)
        yield day, zip(on_page(entries), (at in far for at in range(before, after)), strict=True)
        before = after
