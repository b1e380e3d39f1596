"""
The bibliographies of the site: beside each page of papers, the same papers to cite.
"""

from collections.abc import Iterator

from generator import site_map
from generator.citation.bibtex import bibtex
from generator.citation.ris import ris
from generator.edition import Edition, Section
from generator.listing import Listing

_FORMATS = {site_map.BIBTEX: bibtex, site_map.RIS: ris}


def documents(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """
    ``papers.bib`` and ``papers.ris`` of every keyword's newest papers, of each of its months, and
    of the newest papers of all keywords: paths below the source tree, and contents.
    """
    for section in edition.sections:
        yield from _newest(section)
        for month, listing in section.listing.months():
            yield from _files(site_map.month_page(section.keyword.slug, month), listing)
    yield from _newest(edition.overall)


def _newest(section: Section) -> Iterator[tuple[str, bytes]]:
    return _files(site_map.keyword_page(section.keyword.slug), section.newest)


def _files(page: str, listing: Listing) -> Iterator[tuple[str, bytes]]:
    for name, written in _FORMATS.items():
        papers = (entry.paper for entry in listing.entries)
        yield site_map.folder(page) + name, written(papers).encode()
