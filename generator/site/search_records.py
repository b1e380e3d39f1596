"""
Search records: one small HTML file a paper, which Pagefind indexes, and two tables about them.
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
from generator.site.documents import Document, RenderTask
from generator.site.edition import Edition
from generator.text import tex

# Papers in one index. For so many Pagefind needs 1.5 GB of memory and writes a table of 85 kB,
# which every search loads. With smaller parts, a search would load more tables.
PART = 10_000

# Two tables beside the records of a part: what its papers can be filtered by, and their most
# frequent words.
CHOICES = "choices.json"

FREQUENT = "frequent.json"

# The number of frequent words. Any other word is in 1 % of the papers or fewer.
_FREQUENT = 1000

# About so many papers of a part are counted to find the frequent words.
_SAMPLE = 2000

# The number of papers by the value of each filter, as in {"year": {"2025": 7}}.
Choices = Mapping[str, Mapping[str, int]]


class Part(Struct, frozen=True):
    """
    Papers in one search index, and the *names* of their keywords, by slug.
    """

    permalinks: tuple[Permalink, ...]
    names: Mapping[str, str]


def parts(edition: Edition, size: int = PART) -> Iterator[RenderTask[Part]]:
    """
    Yield tasks for the records of *size* papers each, with ``choices.json`` and ``frequent.json``.

    The first part has the papers announced first. So new papers change only the last part.
    """
    names = edition.names
    papers = _oldest_first(edition)
    for start in range(0, len(papers), size):
        chunk = papers[start : start + size]
        # Only the names of the papers' own keywords: a part must not change with others.
        slugs = sorted({slug for permalink in chunk for slug in permalink.entry.keywords})
        yield RenderTask(_render_part, Part(chunk, {slug: names[slug] for slug in slugs}))


def _oldest_first(edition: Edition) -> tuple[Permalink, ...]:
    found = permalinks(edition.sections)
    return tuple(sorted(found.values(), key=lambda each: (each.entry.announced, _base(each))))


def _render_part(part: Part) -> Iterator[Document]:
    papers = [permalink.entry.paper for permalink in part.permalinks]
    venues = [remarks.venue(paper) for paper in papers]
    kinds = [
        tuple(_kinds(permalink.entry, venue))
        for permalink, venue in zip(part.permalinks, venues, strict=True)
    ]
    for permalink, venue, several in zip(part.permalinks, venues, kinds, strict=True):
        name = f"{_base(permalink).replace('/', '-')}.html"
        yield name, _record(permalink, part.names, venue=venue, kinds=several).encode()
    yield CHOICES, json.encode(_choices(part, venues, kinds))
    yield FREQUENT, json.encode(_frequent(papers))


def _choices(
    part: Part, venues: list[remarks.Venue | None], kinds: list[tuple[str, ...]]
) -> Choices:
    """
    What the papers can be filtered by: keyword, category, year, kind and venue.
    """
    entries = [permalink.entry for permalink in part.permalinks]
    return {
        "keyword": Counter(part.names[slug] for entry in entries for slug in entry.keywords),
        "category": Counter(code for entry in entries for code in entry.paper.categories),
        "year": Counter(str(entry.announced.year) for entry in entries),
        "kind": Counter(kind for several in kinds for kind in several),
        "venue": Counter(map(str, filter(None, venues))),
    }


def _frequent(papers: list[Paper]) -> list[str]:
    """
    The most frequent words of titles and abstracts, the word of most papers first.
    """
    sample = papers[:: max(len(papers) // _SAMPLE, 1)]
    texts = (f"{paper.title} {paper.abstract}".lower() for paper in sample)
    found = Counter(word for text in texts for word in set(re.findall(r"\w+", text)))
    return sorted(found, key=lambda word: (-found[word], word))[:_FREQUENT]


def _kinds(entry: Entry, venue: remarks.Venue | None) -> Iterator[str]:
    """
    The filters above a page's papers that let this paper through, categories apart.
    """
    yield entry.kind
    if remarks.withdrawn(entry.paper):
        yield "withdrawn"
    if any(link.kind == "code" for link in remarks.links(entry.paper)):
        yield "code"
    if venue:
        yield "accepted"


def _record(
    permalink: Permalink,
    names: Mapping[str, str],
    *,
    venue: remarks.Venue | None,
    kinds: tuple[str, ...],
) -> str:
    paper = permalink.entry.paper
    return _template().render(
        base=_base(permalink),
        permalink=permalink,
        # A title of LaTeX spaces only has no text.
        title=tex.to_text(paper.title) or str(paper.arxiv_id),
        authors=[tex.to_text(author) for author in paper.authors],
        abstract=_searchable(tex.to_text(paper.abstract)) or paper.arxiv_id.base,
        comment=paper.comment and tex.to_text(paper.comment),
        categories=paper.categories,
        keywords=[names[slug] for slug in permalink.entry.keywords],
        kinds=kinds,
        venue=venue,
    )


def _base(permalink: Permalink) -> str:
    return addresses.anchor(permalink.entry)


def _searchable(text: str) -> str:
    # Pagefind does not index a document without a word.
    return text if any(map(str.isalnum, text)) else ""


@cache
def _template() -> Template:
    return templating.environment().get_template("search_record.html")
