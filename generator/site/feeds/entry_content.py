"""
A feed entry's content: the whole paper as HTML, and the entries of an edition's papers.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup
from msgspec.structs import replace

from generator.matching import reasons
from generator.papers import remarks
from generator.papers.categories import category_name
from generator.papers.listing import Entry
from generator.papers.paper import Paper
from generator.site import addresses, templating
from generator.site.addresses import SiteContext
from generator.site.feeds.entry import FeedEntry, Link, readable_line, readable_text
from generator.text import tex
from generator.text.language import ENGLISH, Language

# Authors named on the card.
AUTHORS = 30


def entry_html(entry: FeedEntry, language: Language = ENGLISH) -> str:
    """
    *entry* as HTML in *language* that needs no style sheet and has absolute links only.
    """
    authors = authors_line(entry.authors, language)
    return _template(language).render(entry=entry, paper=entry.paper, authors=authors)


def authors_line(authors: tuple[str, ...], language: Language = ENGLISH) -> str:
    """
    The *authors* by name, as far as a line can hold them.
    """
    named = ", ".join(authors[:AUTHORS])
    unnamed = len(authors) - AUTHORS
    if unnamed <= 0:
        return named
    more = language.gettext("… and %(number)s more", number=language.number(unnamed))
    return f"{named}, {more}"


@cache
def _template(language: Language) -> Template:
    made = templating.environment(language, category_name=category_name, html=_html)
    return made.get_template("feed_entry.html")


def _html(source: str) -> Markup:
    return Markup(tex.to_feed_html(source))  # noqa: S704  (tex gives safe HTML)


# A keyword's feeds and its months show the same papers one after the other; more need not be
# held in memory at a time.
_HELD = 8192


def entry_of(entry: Entry, site: SiteContext, *, followed: bool = False) -> FeedEntry:
    """
    *entry* of any listing as one for feed readers; where it is *followed*, as that of a version.

    Otherwise an entry is the same in all feeds: some readers keep a paper that stands in two only
    once.
    """
    described = _described(
        entry,
        here=Link(site.absolute(site.home(entry)), readable_line(site.site_name)),
        keywords=tuple(_keyword(slug, site) for slug in entry.keywords),
        matched=tuple(_matched(entry.paper, [site.queries[slug] for slug in entry.keywords])),
        language=site.language,
    )
    if not followed:
        return described
    title = f"{described.title} (v{entry.paper.arxiv_id.version})"
    return replace(described, title=title, followed=True)


def _keyword(slug: str, site: SiteContext) -> Link:
    return Link(site.absolute(addresses.keyword_page(slug)), readable_line(site.names[slug]))


def _matched(paper: Paper, queries: Iterable[str]) -> Iterator[str]:
    # Two keywords may seek the same phrase.
    found = (phrase for query in queries for phrase in reasons(query, paper).phrases)
    yield from map(readable_line, dict.fromkeys(found))


@lru_cache(maxsize=_HELD)
def _described(
    listed: Entry,
    *,
    here: Link,
    keywords: tuple[Link, ...],
    matched: tuple[str, ...],
    language: Language,
) -> FeedEntry:
    paper = readable_text(listed.paper)
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
        extent=remarks.page_count(paper),
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
    return replace(entry, content=entry_html(entry, language))


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
