"""
The site context: what a document about a few papers says of the rest of the site.

It holds no more than these papers need. So a document changes only if something in it changes, and
the build cache can keep all others.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.papers.listing import Entry
from generator.site import addresses
from generator.site.addresses import Permalink
from generator.site.edition import Edition
from generator.text.language import Language


class SiteContext(Struct, frozen=True, kw_only=True):
    """
    The site's name, address, language and keywords, as far as some papers need them.
    """

    site_name: str
    """The site's title, as text."""

    site_url: str
    """The address of the home page."""

    language: Language
    """The language of the site's own texts, days and numbers."""

    names: Mapping[str, str]
    """Names of the keywords that the papers are under, by slug."""

    queries: Mapping[str, str]
    """Queries of the same keywords, by slug."""

    permalinks: Mapping[str, str]
    """Permanent addresses of the papers, by identifier without version."""

    def permalink(self, entry: Entry) -> str:
        """
        The permanent address of the paper of *entry*.
        """
        return self.permalinks[addresses.anchor(entry)]

    def absolute(self, address: str) -> str:
        """
        The URL of *address*, for readers outside the site.
        """
        return addresses.absolute(self.site_url, address)


def site_context(
    edition: Edition, permalinks: Mapping[str, Permalink], entries: Iterable[Entry]
) -> SiteContext:
    """
    Return the context of *entries* in *edition*; *permalinks* has the permalink of every paper.
    """
    papers = tuple(entries)
    slugs = {slug for entry in papers for slug in entry.keywords}
    keywords = [each.keyword for each in edition.sections if each.keyword.slug in slugs]
    return SiteContext(
        site_name=edition.site_name,
        site_url=edition.site_url,
        language=edition.language,
        names={keyword.slug: keyword.name for keyword in keywords},
        queries={keyword.slug: keyword.query for keyword in keywords},
        permalinks={anchor: permalinks[anchor].address for anchor in map(addresses.anchor, papers)},
    )
