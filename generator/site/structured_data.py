"""
Structured data: a page's papers in schema.org's vocabulary, for search engines.
"""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from generator.papers import remarks
from generator.papers.listing import Entry
from generator.site.author_name import name_of
from generator.text import tex

# A paper can have thousands of authors, and search engines show a few.
MOST_AUTHORS = 20

# JSON escapes for the characters that could end a script element or a line of script
# (HTML, 4.12.1.3: restrictions for contents of script elements).
_IN_HTML = str.maketrans(
    {char: f"\\u{ord(char):04x}" for char in "<>&\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"}
)


def structured_data(entries: Iterable[Entry], address: Callable[[Entry], str]) -> str:
    """
    Return the *entries* as a JSON-LD graph of ScholarlyArticles, escaped for a script element.

    *address* gives the permanent URL of an entry. Abstracts are left out: the page has them once,
    and twice would double its size.
    """
    graph = [_article(entry, address(entry)) for entry in entries]
    json = msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}).decode()
    return json.translate(_IN_HTML)


def _author(name: str) -> dict[str, str]:
    kind = "Organization" if name_of(name).collective else "Person"
    return {"@type": kind, "name": tex.to_text(name)}


def _article(entry: Entry, address: str) -> dict[str, Any]:
    # https://schema.org/ScholarlyArticle
    paper = entry.paper
    fields = {
        "@type": "ScholarlyArticle",
        "@id": address,
        "headline": tex.to_text(paper.title),
        "author": list(map(_author, paper.authors[:MOST_AUTHORS])),
        "datePublished": f"{paper.published:%Y-%m-%d}",
        "dateModified": f"{paper.updated:%Y-%m-%d}" if paper.arxiv_id.version > 1 else None,
        "identifier": f"arXiv:{paper.arxiv_id.base}",
        "url": paper.arxiv_id.abs_url,
        "creativeWorkStatus": "Withdrawn" if remarks.withdrawn(paper) else None,
    }
    return {name: value for name, value in fields.items() if value}
