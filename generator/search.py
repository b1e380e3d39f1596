"""
One search record per paper, as a small HTML file for Pagefind to index, and what papers can be
filtered by.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from jinja2 import Template

from generator import remarks, templating, tex
from generator.edition import Edition
from generator.listing import Entry
from generator.places import Place, places

# Papers that are indexed, and loaded by a reader, together. Of so many Pagefind makes an index in
# 1.5 GB of memory, and a table of them of 85 kB; smaller parts make a search of many of them.
PART = 10_000


def parts(edition: Edition, size: int = PART) -> Iterator[dict[str, str]]:
    """
    The records of all papers in parts of *size*: by file name, the HTML to index.

    The oldest announcements are the first part, so that new papers change only the last.
    """
    names = edition.names
    papers = _oldest_first(edition)
    for start in range(0, len(papers), size):
        yield {
            f"{base.replace('/', '-')}.html": _document(base, place, names)
            for base, place in papers[start : start + size]
        }


def choices(edition: Edition) -> dict[str, dict[str, int]]:
    """
    What papers can be filtered by (keyword, category, year, kind, venue), with their numbers.
    """
    names = edition.names
    entries = [place.entry for _, place in _oldest_first(edition)]
    venues = [remarks.venue(entry.paper) for entry in entries]
    kinds = map(_kinds, entries, venues)
    found = {
        "keyword": Counter(names[slug] for entry in entries for slug in entry.keywords),
        "category": Counter(code for entry in entries for code in entry.paper.categories),
        "year": Counter(str(entry.announced.year) for entry in entries),
        "kind": Counter(kind for several in kinds for kind in several),
        "venue": Counter(map(str, filter(None, venues))),
    }
    return {name: dict(sorted(counter.items())) for name, counter in found.items()}


def _oldest_first(edition: Edition) -> list[tuple[str, Place]]:
    found = places(edition.sections)
    return sorted(found.items(), key=lambda one: (one[1].entry.announced, one[0]))


def _kinds(entry: Entry, venue: remarks.Venue | None) -> Iterator[str]:
    """
    New or revised, withdrawn, with code, accepted at a *venue*: what the chips of a page filter by.
    """
    yield entry.kind
    if remarks.withdrawn(entry.paper):
        yield "withdrawn"
    if any(link.kind == "code" for link in remarks.links(entry.paper)):
        yield "code"
    if venue:
        yield "accepted"


def _document(base: str, place: Place, names: Mapping[str, str]) -> str:
    paper = place.entry.paper
    venue = remarks.venue(paper)
    return _template().render(
        base=base,
        place=place,
        # A title of nothing but LaTeX's blanks is none.
        title=tex.to_text(paper.title) or str(paper.arxiv_id),
        authors=[tex.to_text(author) for author in paper.authors],
        abstract=_searchable(tex.to_text(paper.abstract)) or paper.arxiv_id.base,
        comment=paper.comment and tex.to_text(paper.comment),
        categories=paper.categories,
        keywords=[names[slug] for slug in place.entry.keywords],
        kinds=list(_kinds(place.entry, venue)),
        venue=venue,
    )


def _searchable(text: str) -> str:
    # Pagefind leaves out a document in which it finds no word.
    return text if any(map(str.isalnum, text)) else ""


@cache
def _template() -> Template:
    return templating.environment().get_template("search.html")
