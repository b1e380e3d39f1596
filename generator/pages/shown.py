"""
Papers as one page shows them: with links that work from there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from msgspec import Struct

from generator import site_map
from generator.keyword import Keyword
from generator.listing import Entry


class Reference(Struct, frozen=True):
    """
    A link to a keyword.
    """

    name: str
    href: str


class Shown(Struct, frozen=True, kw_only=True):
    """
    A paper, its permanent address *here*, and links to the *keywords* it is under.

    What *query* seeks is marked in it.
    """

    entry: Entry
    here: str
    keywords: tuple[Reference, ...]
    query: str = ""


def shown(
    page: str,
    entries: Iterable[Entry],
    *,
    address: Callable[[Entry], str],
    names: Mapping[str, str],
    of: Keyword | None = None,
) -> Iterator[Shown]:
    """
    The *entries* as *page* shows them, *address* being their permanent one.

    *names* are those of keywords, by slug. On a page *of* a keyword this one is not linked, and
    what it seeks is marked.
    """

    @cache
    def reference(slug: str) -> Reference:
        return Reference(names[slug], site_map.relative(page, site_map.keyword_page(slug)))

    own, query = (of.slug, of.query) if of else (None, "")
    for entry in entries:
        yield Shown(
            entry=entry,
            here=site_map.relative(page, address(entry)),
            keywords=tuple(reference(slug) for slug in entry.keywords if slug != own),
            query=query,
        )
