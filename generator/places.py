"""
Where each paper lives: of its permanent addresses the one that feeds and search point to.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator import site_map
from generator.edition import Section
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
