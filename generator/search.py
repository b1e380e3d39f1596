"""
One search record per paper, as a small HTML file for Pagefind to index.
"""

from collections.abc import Iterator
from functools import cache

from jinja2 import Template

from generator import templating, tex
from generator.edition import Edition
from generator.listing import Entry
from generator.places import Place, places


def documents(edition: Edition) -> Iterator[tuple[str, str]]:
    """
    Every paper's record: a file name made of its identifier, and the HTML to index.
    """
    names = edition.names
    home = places(edition.sections)
    for entry in edition.overall.listing.entries:
        base = entry.paper.arxiv_id.base
        keywords = [names[slug] for slug in entry.keywords]
        yield f"{base.replace('/', '-')}.html", _document(entry, home[base], keywords)


def _document(entry: Entry, place: Place, keywords: list[str]) -> str:
    paper = entry.paper
    return _template().render(
        base=paper.arxiv_id.base,
        place=place,
        title=tex.to_text(paper.title),
        authors=[tex.to_text(author) for author in paper.authors],
        abstract=tex.to_text(paper.abstract),
        comment=paper.comment and tex.to_text(paper.comment),
        categories=paper.categories,
        keywords=keywords,
    )


@cache
def _template() -> Template:
    return templating.environment().get_template("search.html")
