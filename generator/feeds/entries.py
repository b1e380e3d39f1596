"""
The papers of an edition as feed entries.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from msgspec.structs import replace

from generator import remarks, site_map, tex
from generator.feeds.card import card
from generator.feeds.characters import carried, carried_line
from generator.feeds.feed_entry import FeedEntry, Link
from generator.language import Language
from generator.listing import Entry
from generator.matching import reasons
from generator.paper import Paper
from generator.places import Around

# A keyword's feeds and its months show the same papers one after the other; more need not be
# held in memory at a time.
_HELD = 8192


def entry_of(entry: Entry, site: Around, *, followed: bool = False) -> FeedEntry:
    """
    *entry* of any listing as one for feed readers; where it is *followed*, as that of a version.

    Otherwise an entry is the same in all feeds: some readers keep a paper that stands in two only
    once.
    """
    described = _described(
        entry,
        here=Link(site.absolute(site.home(entry)), carried_line(site.site_name)),
        keywords=tuple(_keyword(slug, site) for slug in entry.keywords),
        matched=tuple(_matched(entry.paper, [site.queries[slug] for slug in entry.keywords])),
        language=site.language,
    )
    if not followed:
        return described
    title = f"{described.title} (v{entry.paper.arxiv_id.version})"
    return replace(described, title=title, followed=True)


def _keyword(slug: str, site: Around) -> Link:
    return Link(site.absolute(site_map.keyword_page(slug)), carried_line(site.names[slug]))


def _matched(paper: Paper, queries: Iterable[str]) -> Iterator[str]:
    # Two keywords may seek the same phrase.
    found = (phrase for query in queries for phrase in reasons(query, paper).phrases)
    yield from map(carried_line, dict.fromkeys(found))


@lru_cache(maxsize=_HELD)
def _described(
    listed: Entry,
    *,
    here: Link,
    keywords: tuple[Link, ...],
    matched: tuple[str, ...],
    language: Language,
) -> FeedEntry:
    paper = carried(listed.paper)
    withdrawn = remarks.withdrawn(paper)
    venue = remarks.venue(paper)
    remarked = remarks.links(paper)
    # No format takes an entry without a title.
    title = tex.to_text(paper.title) or str(paper.arxiv_id)
    entry = FeedEntry(
        paper=paper,
        title=language.gettext("Withdrawn: %(title)s", title=title) if withdrawn else title,
        authors=tuple(filter(None, map(tex.to_text, paper.authors))),
        withdrawn=withdrawn,
        venue=str(venue) if venue else None,
        extent=remarks.extent(paper),
        page=here.url,
        html=paper.html_url,
        related=tuple(_related(paper, remarked, here, language)),
        remarked=remarked,
        slugs=listed.keywords,
        keywords=keywords,
        matched=matched,
        announced=listed.announced,
        kind=listed.kind,
    )
    return replace(entry, content=card(entry, language))


def _related(
    paper: Paper, remarked: Iterable[remarks.Link], here: Link, language: Language
) -> Iterator[Link]:
    _ = language.gettext
    yield Link(paper.arxiv_id.pdf_url, "PDF", "application/pdf")
    if html := paper.html_url:
        yield Link(html, "HTML")
    for link in remarked:
        yield Link(link.url, _("Project") if link.kind == "project" else _("Code"))
    # A paper may have several, for instance of an erratum.
    for doi in (paper.doi or "").split():
        yield Link(f"https://doi.org/{quote(doi)}", f"doi:{doi}")
    yield here
