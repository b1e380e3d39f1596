"""
The edition: everything that one rendering of the site shows.
"""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from generator.keywords.keyword import Keyword
from generator.papers.freshness import Freshness
from generator.papers.listing import Listing
from generator.text.language import ENGLISH, Language


class Section(Struct, frozen=True):
    """
    A keyword and the listing of all papers that it ever announced.
    """

    keyword: Keyword
    listing: Listing

    @property
    def newest(self) -> Listing:
        """
        The newest papers of the listing: at most ``max_papers`` of the keyword.
        """
        return self.listing.newest(self.keyword.max_papers)


class KeywordGroup(Struct, frozen=True):
    """
    The sections of all keywords with the same ``group``; *name* is None for keywords without one.
    """

    name: str | None
    sections: tuple[Section, ...]


class Edition(Struct, frozen=True, kw_only=True):
    """
    The site at one moment.
    """

    site_name: str
    """The site's title, as text."""

    site_url: str
    """The address of the home page."""

    sections: tuple[Section, ...]
    """One section a keyword, in the keeper's order."""

    overall: Section
    """The section of all keywords together; it has each paper once."""

    freshness: Mapping[str, Freshness]
    """What is known of a keyword's fetches, by slug; a keyword never asked about is missing."""

    notice: str | None = None
    """A sentence on every page of a demo, whose papers are never stale; None for other sites."""

    language: Language = ENGLISH
    """The language of the site's own texts, days and numbers."""

    modules: tuple[str, ...] = ()
    """The addresses of the scripts that every page loads."""

    related: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    """Identifiers of up to five related papers, by identifier; empty if the keeper wants none."""

    @property
    def names(self) -> Mapping[str, str]:
        """
        Keyword names by slug, in the keeper's order.
        """
        return {section.keyword.slug: section.keyword.name for section in self.sections}

    @property
    def groups(self) -> tuple[KeywordGroup, ...]:
        """
        The sections by group: first those without a group, then the groups in the order of their
        first keywords. A group has at least one section.
        """
        found: dict[str | None, list[Section]] = {None: []}
        for section in self.sections:
            found.setdefault(section.keyword.group, []).append(section)
        return tuple(
            KeywordGroup(name, tuple(sections)) for name, sections in found.items() if sections
        )
