"""
The papers of one page, and the filters offered above them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec import Struct

from generator.keywords.keyword import Keyword
from generator.papers.listing import Entry, Listing
from generator.site import addresses
from generator.site.addresses import SiteContext
from generator.site.pages.paper_view import ListedPaper, listed_papers, paper_view
from generator.text.language import Language

# Papers that a browser lays out at once: the first, which may be in sight (as titles alone in a
# window 1,500 pixels high), and the last, beside the page's end, which must not move. All others it
# lays out when they come into sight.
_FIRST, _LAST = 16, 3


class PaperList(Struct, frozen=True, kw_only=True):
    """
    What a *page* about *keyword* is made of: the *listing* of its papers, and the *site* around.
    """

    keyword: Keyword
    page: str
    listing: Listing
    site: SiteContext

    @property
    def is_overall(self) -> bool:
        """
        Whether these are papers of all keywords.
        """
        return self.keyword.slug == addresses.ALL

    def address(self, entry: Entry) -> str:
        """
        The permanent address of *entry*: under this keyword, unless these are papers of all.
        """
        if self.is_overall:
            return self.site.home(entry)
        return addresses.paper(self.keyword.slug, entry)

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
            listed_papers,
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
    listing: Listing, on_page: Callable[[tuple[Entry, ...]], Iterator[ListedPaper]]
) -> Iterator[tuple[date, Iterator[tuple[ListedPaper, bool]]]]:
    # Each paper with whether it is far from the page's ends.
    far = range(_FIRST, len(listing.entries) - _LAST)
    before = 0
    for day, entries in listing.days():
        after = before + len(entries)
        yield day, zip(on_page(entries), (at in far for at in range(before, after)), strict=True)
        before = after


# Of the categories, only those most papers carry.
_CATEGORIES = 5


class Filter(Struct, frozen=True):
    """
    A filter: what it is called, what it lets through, how many papers that are.
    """

    label: str
    value: str
    count: int


def filters(entries: Sequence[Entry], language: Language) -> tuple[Filter, ...]:
    """
    The filters that divide *entries*: one that would hide nothing, or all, is left out.
    """
    _ = language.gettext
    kinds = Counter(entry.kind for entry in entries)
    cards = [paper_view(entry.paper) for entry in entries]
    categories = Counter(code for entry in entries for code in entry.paper.categories)
    found = (
        Filter(_("New"), "new", kinds["new"]),
        Filter(_("Revised"), "revised", kinds["revised"]),
        Filter(_("Code"), "code", sum(one.has_code for one in cards)),
        Filter(_("Accepted"), "accepted", sum(one.venue is not None for one in cards)),
        Filter(_("Withdrawn"), "withdrawn", sum(one.withdrawn for one in cards)),
        *(Filter(code, code, many) for code, many in categories.most_common(_CATEGORIES)),
    )
    return tuple(chip for chip in found if 0 < chip.count < len(entries))
