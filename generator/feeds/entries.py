"""
The papers of an edition as feed entries.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from msgspec.structs import replace

from generator import remarks, site_map, tex
from generator.edition import Edition
from generator.feeds.card import card
from generator.feeds.characters import carried, carried_line
from generator.feeds.feed_entry import FeedEntry, Link
from generator.listing import Entry
from generator.matching import reasons
from generator.paper import Paper
from generator.places import Place, places

EntryOf = Callable[[Entry], FeedEntry]

# A keyword's feeds and its months show the same papers one after the other; more need not be
# held in memory at a time.
_HELD = 8192


def entries_of(edition: Edition) -> EntryOf:
    """
    What turns an entry of any of the edition's listings into one for feed readers.

    An entry is the same in all feeds: some readers keep a paper that stands in two only once.
    """
    homes = places(edition.sections)
    keywords = dict(_keywords(edition))
    queries = {one.keyword.slug: one.keyword.query for one in edition.sections}
    site_name = carried_line(edition.site_name)

    @lru_cache(maxsize=_HELD)
    def entry_of(entry: Entry) -> FeedEntry:
        return _described(
            entry,
            here=Link(_page(edition, homes[site_map.anchor(entry)]), site_name),
            keywords=tuple(keywords[slug] for slug in entry.keywords),
            matched=tuple(_matched(entry.paper, [queries[slug] for slug in entry.keywords])),
        )

    return entry_of


def _keywords(edition: Edition) -> Iterator[tuple[str, Link]]:
    for slug, name in edition.names.items():
        page = site_map.absolute(edition.site_url, site_map.keyword_page(slug))
        yield slug, Link(page, carried_line(name))


def _page(edition: Edition, home: Place) -> str:
    return site_map.absolute(edition.site_url, home.address)


def _matched(paper: Paper, queries: Iterable[str]) -> Iterator[str]:
    # Two keywords may seek the same phrase.
    found = (phrase for query in queries for phrase in reasons(query, paper).phrases)
    yield from map(carried_line, dict.fromkeys(found))


def _described(
    listed: Entry, *, here: Link, keywords: tuple[Link, ...], matched: tuple[str, ...]
) -> FeedEntry:
    paper = carried(listed.paper)
    html = paper.html_url
    withdrawn = remarks.withdrawn(paper)
    venue = remarks.venue(paper)
    remarked = remarks.links(paper)
    # No format takes an entry without a title.
    title = tex.to_text(paper.title) or str(paper.arxiv_id)
    entry = FeedEntry(
        paper=paper,
        title=f"Withdrawn: {title}" if withdrawn else title,
        authors=tuple(filter(None, map(tex.to_text, paper.authors))),
        withdrawn=withdrawn,
        venue=str(venue) if venue else None,
        extent=remarks.extent(paper),
        page=here.url,
        html=html,
        related=tuple(_related(paper, html, remarked, here)),
        remarked=remarked,
        slugs=listed.keywords,
        keywords=keywords,
        matched=matched,
        announced=listed.announced,
        kind=listed.kind,
    )
    return replace(entry, content=card(entry))


def _related(
    paper: Paper, html: str | None, remarked: Iterable[remarks.Link], here: Link
) -> Iterator[Link]:
    yield Link(paper.arxiv_id.pdf_url, "PDF", "application/pdf")
    if html:
        yield Link(html, "HTML")
    for link in remarked:
        yield Link(link.url, link.kind.capitalize())
    # A paper may have several, for instance of an erratum.
    for doi in (paper.doi or "").split():
        yield Link(f"https://doi.org/{quote(doi)}", f"doi:{doi}")
    yield here
