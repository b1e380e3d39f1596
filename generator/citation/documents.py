"""
The bibliographies of the site: beside each page of papers, the same papers to cite.
"""

from collections.abc import Iterator

from msgspec import Struct

from generator import site_map
from generator.batch import Batch, Document
from generator.citation.bibtex import bibtex
from generator.citation.ris import ris
from generator.edition import Edition, Section
from generator.paper import Paper

_FORMATS = {site_map.BIBTEX: bibtex, site_map.RIS: ris}


class _Cited(Struct, frozen=True):
    page: str
    papers: tuple[Paper, ...]


def batches(edition: Edition) -> Iterator[Batch[_Cited]]:
    """
    ``papers.bib`` and ``papers.ris`` of every keyword's newest papers, of each of its months, and
    of the newest papers of all keywords.
    """
    for section in edition.sections:
        yield _newest(section)
        for month, listing in section.listing.months():
            page = site_map.month_page(section.keyword.slug, month)
            yield Batch(_written, _Cited(page, listing.papers))
    yield _newest(edition.overall)


def _newest(section: Section) -> Batch[_Cited]:
    page = site_map.keyword_page(section.keyword.slug)
    return Batch(_written, _Cited(page, section.newest.papers))


def _written(cited: _Cited) -> Iterator[Document]:
    for name, written in _FORMATS.items():
        yield site_map.folder(cited.page) + name, written(cited.papers).encode()
