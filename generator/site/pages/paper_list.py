"""
The list of papers on a page of a listing, and the filters above it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial

from msgspec import Struct

from generator.keywords.keyword import Keyword
from generator.papers.listing import Entry, Listing
from generator.site import addresses
from generator.site.pages.paper_view import paper_view
from generator.site.site_context import SiteContext
from generator.text.language import Language

# Papers that a browser lays out at once: the first, which may be in sight (as titles alone in a
# window 1,500 pixels high), and the last, so that the end of the page does not move. All others it
# lays out when they come into sight.
_FIRST, _LAST = 16, 3

# Filters by category: for the categories of the most papers.
_CATEGORIES = 5


class KeywordLink(Struct, frozen=True):
    """
    The name of a keyword, and the href of its page.
    """

    name: str
    href: str


class PaperOnPage(Struct, frozen=True, kw_only=True):
    """
    A paper, with the links that it has on one page.
    """

    entry: Entry
    """The paper as its listing has it."""

    permalink: str
    """The href of its permanent address."""

    keywords: tuple[KeywordLink, ...]
    """The keywords that it is under, without the page's own."""

    query: str = ""
    """The query whose matches are marked in it; empty for none."""


class PaperList(Struct, frozen=True, kw_only=True):
    """
    A page of a listing: all that its document depends on.
    """

    keyword: Keyword
    """The keyword of the listing."""

    address: str
    """The address of the page."""

    listing: Listing
    """The papers on the page."""

    site: SiteContext
    """What the page says of the rest of the site."""

    @property
    def is_overall(self) -> bool:
        """
        Whether this is a page of all keywords together.
        """
        return self.keyword.slug == addresses.ALL

    def permalink(self, entry: Entry) -> str:
        """
        The permanent address of *entry* under this keyword; under its first on an overall page.
        """
        if self.is_overall:
            return self.site.permalink(entry)
        return addresses.paper(self.keyword.slug, entry)

    def permalink_url(self, entry: Entry) -> str:
        """
        The same as a URL, for readers outside the site.
        """
        return self.site.absolute(self.permalink(entry))

    @property
    def context(self) -> dict[str, object]:
        """
        The variables of the page's template.
        """
        on_page = partial(
            papers_on_page,
            self.address,
            address=self.permalink,
            names=self.site.names,
            of=None if self.is_overall else self.keyword,
        )
        return {
            "keyword": self.keyword,
            "listing": self.listing,
            "days": _days(self.listing, on_page),
        }


class Filter(Struct, frozen=True):
    """
    A filter above the list: its *label*, the *value* that scripts compare, and the number of papers
    that it lets through.
    """

    label: str
    value: str
    count: int


def papers_on_page(
    page: str,
    entries: Iterable[Entry],
    *,
    address: Callable[[Entry], str],
    names: Mapping[str, str],
    of: Keyword | None = None,
) -> Iterator[PaperOnPage]:
    """
    Yield *entries* with the links that they have on *page*.

    *address* gives the permanent address of an entry, *names* those of keywords by slug. On a page
    *of* a keyword, this keyword is not linked, and matches of its query are marked.
    """

    @cache
    def keyword_link(slug: str) -> KeywordLink:
        return KeywordLink(names[slug], addresses.relative(page, addresses.keyword_page(slug)))

    own, query = (of.slug, of.query) if of else (None, "")
    for entry in entries:
        yield PaperOnPage(
            entry=entry,
            permalink=addresses.relative(page, address(entry)),
            keywords=tuple(keyword_link(slug) for slug in entry.keywords if slug != own),
            query=query,
        )


def filters(entries: Sequence[Entry], language: Language) -> tuple[Filter, ...]:
    """
    Return the filters that let some of *entries* through, but not all.
    """
    _ = language.gettext
    kinds = Counter(entry.kind for entry in entries)
    views = [paper_view(entry.paper) for entry in entries]
    categories = Counter(code for entry in entries for code in entry.paper.categories)
    found = (
        Filter(_("New"), "new", kinds["new"]),
        Filter(_("Revised"), "revised", kinds["revised"]),
        Filter(_("Code"), "code", sum(view.has_code for view in views)),
        Filter(_("Accepted"), "accepted", sum(view.venue is not None for view in views)),
        Filter(_("Withdrawn"), "withdrawn", sum(view.withdrawn for view in views)),
        *(Filter(code, code, count) for code, count in categories.most_common(_CATEGORIES)),
    )
    return tuple(each for each in found if 0 < each.count < len(entries))


def _days(
    listing: Listing, on_page: Callable[[tuple[Entry, ...]], Iterator[PaperOnPage]]
) -> Iterator[tuple[date, Iterator[tuple[PaperOnPage, bool]]]]:
    # The announcement days with their papers; True for a paper far from both ends of the page.
    far = range(_FIRST, len(listing.entries) - _LAST)
    before = 0
    for day, entries in listing.days():
        after = before + len(entries)
        yield day, zip(on_page(entries), (at in far for at in range(before, after)), strict=True)
        before = after
