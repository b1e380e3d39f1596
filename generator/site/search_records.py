"""
One search record per paper, as a small HTML file for Pagefind to index, what papers can be filtered
by, and which words tell little.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from jinja2 import Template
from msgspec import Struct, json

from generator.papers import remarks
from generator.papers.listing import Entry
from generator.papers.paper import Paper
from generator.site import addresses, templating
from generator.site.addresses import Permalink, permalinks
from generator.site.edition import Batch, Document, Edition
from generator.text import tex

# Papers that are indexed, and loaded by a reader, together. Of so many Pagefind makes an index in
# 1.5 GB of memory, and a table of them of 85 kB; smaller parts make a search of many of them.
PART = 10_000

# What the papers of a part can be filtered by, and the words that most of them have, beside their
# records.
CHOICES = "choices.json"

FREQUENT = "frequent.json"

# Words beyond these are in 1 % of all papers, or in fewer; so many papers tell which they are.
_FREQUENT = 1000

_SAMPLE = 2000

Choices = Mapping[str, Mapping[str, int]]


class Part(Struct, frozen=True):
    """
    Papers that are searched together, and the *names* of the keywords they are under, by slug.
    """

    permalinks: tuple[Permalink, ...]
    names: Mapping[str, str]


def parts(edition: Edition, size: int = PART) -> Iterator[Batch[Part]]:
    """
    The records of all papers in parts of *size*, each with its ``choices.json`` and
    ``frequent.json``.

    The oldest announcements are the first part, so that new papers change only the last.
    """
    names = edition.names
    papers = _oldest_first(edition)
    for start in range(0, len(papers), size):
        some = papers[start : start + size]
        # Of other keywords a part says nothing, and need not be made again for them.
        slugs = sorted({slug for place in some for slug in place.entry.keywords})
        yield Batch(_documents, Part(some, {slug: names[slug] for slug in slugs}))


def _oldest_first(edition: Edition) -> tuple[Permalink, ...]:
    found = permalinks(edition.sections)
    return tuple(sorted(found.values(), key=lambda one: (one.entry.announced, _base(one))))


def _documents(part: Part) -> Iterator[Document]:
    papers = [place.entry.paper for place in part.permalinks]
    venues = [remarks.venue(paper) for paper in papers]
    kinds = [
        tuple(_kinds(place.entry, venue))
        for place, venue in zip(part.permalinks, venues, strict=True)
    ]
    for place, venue, several in zip(part.permalinks, venues, kinds, strict=True):
        name = f"{_base(place).replace('/', '-')}.html"
        yield name, _record(place, part.names, venue=venue, kinds=several).encode()
    yield CHOICES, json.encode(_choices(part, venues, kinds))
    yield FREQUENT, json.encode(_frequent(papers))


def _choices(
    part: Part, venues: list[remarks.Venue | None], kinds: list[tuple[str, ...]]
) -> Choices:
    """
    What papers can be filtered by (keyword, category, year, kind, venue), with their numbers.
    """
    entries = [place.entry for place in part.permalinks]
    return {
        "keyword": Counter(part.names[slug] for entry in entries for slug in entry.keywords),
        "category": Counter(code for entry in entries for code in entry.paper.categories),
        "year": Counter(str(entry.announced.year) for entry in entries),
        "kind": Counter(kind for several in kinds for kind in several),
        "venue": Counter(map(str, filter(None, venues))),
    }


def _frequent(papers: list[Paper]) -> list[str]:
    """
    Words of titles and abstracts, those first that the most papers have.
    """
    some = papers[:: max(len(papers) // _SAMPLE, 1)]
    texts = (f"{paper.title} {paper.abstract}".lower() for paper in some)
    found = Counter(word for text in texts for word in set(re.findall(r"\w+", text)))
    return sorted(found, key=lambda word: (-found[word], word))[:_FREQUENT]


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


def _record(
    place: Permalink,
    names: Mapping[str, str],
    *,
    venue: remarks.Venue | None,
    kinds: tuple[str, ...],
) -> str:
    paper = place.entry.paper
    return _template().render(
        base=_base(place),
        place=place,
        # A title of nothing but LaTeX's blanks is none.
        title=tex.to_text(paper.title) or str(paper.arxiv_id),
        authors=[tex.to_text(author) for author in paper.authors],
        abstract=_searchable(tex.to_text(paper.abstract)) or paper.arxiv_id.base,
        comment=paper.comment and tex.to_text(paper.comment),
        categories=paper.categories,
        keywords=[names[slug] for slug in place.entry.keywords],
        kinds=kinds,
        venue=venue,
    )


def _base(place: Permalink) -> str:
    return addresses.anchor(place.entry)


def _searchable(text: str) -> str:
    # Pagefind leaves out a document in which it finds no word.
    return text if any(map(str.isalnum, text)) else ""


@cache
def _template() -> Template:
    return templating.environment().get_template("search.html")
