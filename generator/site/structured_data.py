"""
What a page says of its papers in schema.org's words, for search engines and other programs.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from generator.papers import remarks
from generator.papers.listing import Entry
from generator.text import tex

# More are no help to anybody, and a paper can have thousands.
MOST_AUTHORS = 20

# JSON inside a script element: none of these may stand for itself there
# (HTML, 4.12.1.3: restrictions for contents of script elements).
_IN_HTML = str.maketrans(
    {one: f"\\u{ord(one):04x}" for one in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"}
)


def structured_data(entries: Iterable[Entry], address: Callable[[Entry], str]) -> str:
    """
    The *entries* as ScholarlyArticles in JSON-LD, ready for a script element; *address* is where
    each stands.

    It repeats what the page shows, but not the abstracts: a page is to stay light.
    """
    graph = [_article(entry, address(entry)) for entry in entries]
    json = msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}).decode()
    return json.translate(_IN_HTML)


def _article(entry: Entry, address: str) -> dict[str, Any]:
    paper = entry.paper
    fields = {
        "@type": "ScholarlyArticle",
        "@id": address,
        "headline": tex.to_text(paper.title),
        "author": [
            {"@type": "Person", "name": tex.to_text(name)} for name in paper.authors[:MOST_AUTHORS]
        ],
        "datePublished": f"{paper.published:%Y-%m-%d}",
        "dateModified": f"{paper.updated:%Y-%m-%d}" if paper.arxiv_id.version > 1 else None,
        "identifier": f"arXiv:{paper.arxiv_id.base}",
        "url": paper.arxiv_id.abs_url,
        "creativeWorkStatus": "Withdrawn" if remarks.withdrawn(paper) else None,
    }
    return {name: value for name, value in fields.items() if value}
