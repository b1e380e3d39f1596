"""
Everything one rendering of the site shows.
"""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from generator.freshness import Freshness
from generator.keyword import Keyword
from generator.language import ENGLISH, Language
from generator.listing import Listing


class Section(Struct, frozen=True):
    """
    A keyword and all papers it ever announced.
    """

    keyword: Keyword
    listing: Listing

    @property
    def newest(self) -> Listing:
        """
        The papers on the keyword's page.
        """
        return self.listing.newest(self.keyword.max_papers)


class Group(Struct, frozen=True):
    """
    Keywords that stand together, under a *name* or before all that have one.
    """

    name: str | None
    sections: tuple[Section, ...]


class Edition(Struct, frozen=True, kw_only=True):
    """
    The site at one moment: its name and address, a section a keyword, and all of them as one.

    *sections* stand in the keeper's order; *overall* is the section of all keywords without
    repeats. *freshness* is by slug; a keyword that was never asked about is missing there.
    *notice* is a sentence every page shows, such as the demo's; None for ordinary sites. A site
    with one shows a sample, whose age is no fault. *language* is that of its texts.
    *modules* are the addresses of the scripts that every page loads.
    *related* names up to five papers for each, by identifier; it is empty where the keeper does not
    want them.
    """

    site_name: str
    site_url: str
    sections: tuple[Section, ...]
    overall: Section
    freshness: Mapping[str, Freshness]
    notice: str | None = None
    language: Language = ENGLISH
    modules: tuple[str, ...] = ()
    related: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, str]:
        """
        Keyword names by slug, in the keeper's order.
        """
        return {section.keyword.slug: section.keyword.name for section in self.sections}

    @property
    def groups(self) -> tuple[Group, ...]:
        """
        The sections as they stand on the site: first those without a group, then each group at
        the place of its first keyword.
        """
        found: dict[str | None, list[Section]] = {None: []}
        for section in self.sections:
            found.setdefault(section.keyword.group, []).append(section)
        return tuple(Group(name, tuple(sections)) for name, sections in found.items() if sections)
