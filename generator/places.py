"""
Where each paper lives: of its permanent addresses the one that feeds and search point to.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator import site_map
from generator.edition import Edition, Section
from generator.language import Language
from generator.listing import Entry


class Place(Struct, frozen=True):
    """
    A paper under one keyword, named by its slug.
    """

    slug: str
    entry: Entry

    @property
    def address(self) -> str:
        """
        The paper's permanent address there.
        """
        return site_map.paper(self.slug, self.entry)


class Around(Struct, frozen=True, kw_only=True):
    """
    What documents about a few papers say of the site around these.

    *names* and *queries* are those of the keywords that the papers are under, by slug, and *homes*
    the papers' permanent addresses, by identifier without version.
    """

    site_name: str
    site_url: str
    language: Language
    names: Mapping[str, str]
    queries: Mapping[str, str]
    homes: Mapping[str, str]

    def home(self, entry: Entry) -> str:
        """
        The permanent address of *entry*.
        """
        return self.homes[site_map.anchor(entry)]

    def absolute(self, address: str) -> str:
        """
        *address* of this site for readers elsewhere.
        """
        return site_map.absolute(self.site_url, address)


def places(sections: Iterable[Section]) -> Mapping[str, Place]:
    """
    The place of every paper, by identifier without version: under the first of its keywords.

    First in the keeper's order, so that a keyword added at the end moves no paper.
    """
    found: dict[str, Place] = {}
    for section in sections:
        for entry in section.listing.entries:
            found.setdefault(site_map.anchor(entry), Place(section.keyword.slug, entry))
    return found


def around(edition: Edition, homes: Mapping[str, Place], entries: Iterable[Entry]) -> Around:
    """
    What surrounds *entries* of *edition*, *homes* being the places of all its papers.
    """
    shown = tuple(entries)
    slugs = {slug for entry in shown for slug in entry.keywords}
    keywords = [one.keyword for one in edition.sections if one.keyword.slug in slugs]
    return Around(
        site_name=edition.site_name,
        site_url=edition.site_url,
        language=edition.language,
        names={one.slug: one.name for one in keywords},
        queries={one.slug: one.query for one in keywords},
        homes={anchor: homes[anchor].address for anchor in map(site_map.anchor, shown)},
    )
