"""
A feed entry: what a feed says of one paper, the same in every format.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache, lru_cache

from jinja2 import Template
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.matching import reasons
from generator.papers import remarks
from generator.papers.announcement import Kind
from generator.papers.categories import category_name
from generator.papers.doi import doi_url
from generator.papers.listing import Entry
from generator.papers.paper import Paper
from generator.site import addresses, templating
from generator.site.feeds.feed_text import feed_line, feed_paper
from generator.site.site_context import SiteContext
from generator.text import tex
from generator.text.language import Language

# Authors that are named in the content.
AUTHORS = 30

# Entries that are remembered. The feeds of a keyword and of its months, rendered one after the
# other, have the same papers.
_REMEMBERED = 8192


class EntryLink(Struct, frozen=True):
    """
    A link of an entry: its *url*, what to call it, and the media type of its target.
    """

    url: str
    title: str
    media_type: str = "text/html"


class FeedEntry(Struct, frozen=True, kw_only=True):
    """
    A paper for feed readers. No text in it has a character that a feed cannot hold.
    """

    paper: Paper
    """The paper; its texts are arXiv's, with TeX."""

    title: str
    """The title as plain text, with a note before it if the paper is withdrawn."""

    authors: tuple[str, ...]
    """The authors' names as plain text."""

    withdrawn: bool
    """Whether the authors or arXiv say that the paper is, or should be, withdrawn."""

    venue: str | None
    """The conference or journal that accepted the paper; None if unknown."""

    page_count: remarks.PageCount
    """The numbers of pages and figures, as far as they are known."""

    page: str
    """The URL of the paper on this site."""

    html: str | None
    """The URL of arXiv's HTML edition; None if there is none."""

    related: tuple[EntryLink, ...]
    """Links to everything about the paper, except the address of the entry itself."""

    remarked: tuple[remarks.Link, ...]
    """Links to code and project pages that the authors name."""

    slugs: tuple[str, ...]
    """The slugs of the keywords that the paper is under."""

    keywords: tuple[EntryLink, ...]
    """Links to the pages of these keywords, in the same order."""

    matched: tuple[str, ...]
    """The phrases of these keywords' queries that the paper has."""

    announced: date
    """The day on which this site announced the paper."""

    kind: Kind
    """What the paper was announced as: new or revised."""

    content: str = ""
    """The whole paper as HTML."""

    followed: bool = False
    """Whether the entry is about one version, in the feed of papers followed by identifier."""

    @property
    def id(self) -> str:
        """
        The entry's identity and address: the same in every format and every feed, for ever.
        """
        # RFC 4287, 4.2.6: the id must survive relocation, republishing, export and import. So it
        # has no version, no address of this site and no keyword. In a feed of followed papers each
        # version is an entry of its own, which needs an id of its own.
        arxiv_id = self.paper.arxiv_id
        return arxiv_id.version_url if self.followed else arxiv_id.abs_url

    @property
    def labels(self) -> tuple[str, ...]:
        """
        Categories of the entry beside arXiv's and the keywords, for readers that filter: the kind,
        ``withdrawn``, ``code``, and the venue.
        """
        code = any(link.kind == "code" for link in self.remarked)
        optional = (("withdrawn", self.withdrawn), ("code", code))
        labels = (self.kind, *(label for label, holds in optional if holds))
        return (*labels, self.venue) if self.venue else labels

    @property
    def published(self) -> datetime:
        """
        When version 1 was submitted, or this version if *followed*; in whole seconds.
        """
        return self.updated if self.followed else self.paper.published.replace(microsecond=0)

    @property
    def updated(self) -> datetime:
        """
        When the newest version was submitted, in whole seconds.
        """
        return self.paper.updated.replace(microsecond=0)


def feed_entry(entry: Entry, site: SiteContext, *, followed: bool = False) -> FeedEntry:
    """
    Return the feed entry of *entry*; if *followed*, the feed entry of its newest version.

    Without *followed*, an entry is the same in all feeds of the site: some feed readers keep a
    paper that is in two feeds only once.
    """
    rendered = _rendered(
        entry,
        here=EntryLink(site.absolute(site.permalink(entry)), feed_line(site.site_name)),
        keywords=tuple(_keyword_link(slug, site) for slug in entry.keywords),
        matched=tuple(_matched(entry.paper, [site.queries[slug] for slug in entry.keywords])),
        language=site.language,
    )
    if not followed:
        return rendered
    title = f"{rendered.title} (v{entry.paper.arxiv_id.version})"
    return replace(rendered, title=title, followed=True)


def _keyword_link(slug: str, site: SiteContext) -> EntryLink:
    return EntryLink(site.absolute(addresses.keyword_page(slug)), feed_line(site.names[slug]))


def _matched(paper: Paper, queries: Iterable[str]) -> Iterator[str]:
    # Two keywords may ask for the same phrase.
    found = (phrase for query in queries for phrase in reasons(query, paper).phrases)
    yield from map(feed_line, dict.fromkeys(found))


@lru_cache(maxsize=_REMEMBERED)
def _rendered(
    entry: Entry,
    *,
    here: EntryLink,
    keywords: tuple[EntryLink, ...],
    matched: tuple[str, ...],
    language: Language,
) -> FeedEntry:
    paper = feed_paper(entry.paper)
    withdrawn = remarks.withdrawn(paper)
    venue = remarks.venue(paper)
    remarked = remarks.links(paper)
    # RFC 4287, 4.1.2: an entry must have a title.
    title = tex.to_text(paper.title) or str(paper.arxiv_id)
    without_content = FeedEntry(
        paper=paper,
        title=language.gettext("Withdrawn: %(title)s", title=title) if withdrawn else title,
        authors=tuple(filter(None, map(tex.to_text, paper.authors))),
        withdrawn=withdrawn,
        venue=str(venue) if venue else None,
        page_count=remarks.page_count(paper),
        page=here.url,
        html=paper.html_url,
        related=tuple(_related_links(paper, remarked, here, language)),
        remarked=remarked,
        slugs=entry.keywords,
        keywords=keywords,
        matched=matched,
        announced=entry.announced,
        kind=entry.kind,
    )
    return replace(without_content, content=_content(without_content, language))


def _related_links(
    paper: Paper, remarked: Iterable[remarks.Link], here: EntryLink, language: Language
) -> Iterator[EntryLink]:
    _ = language.gettext
    yield EntryLink(paper.arxiv_id.pdf_url, "PDF", "application/pdf")
    if html := paper.html_url:
        yield EntryLink(html, "HTML")
    labels = templating.link_labels(language)
    for link in remarked:
        yield EntryLink(link.url, labels[link.kind])
    # A paper may have several DOIs, for instance one of an erratum.
    for doi in paper.dois:
        yield EntryLink(doi_url(doi), f"doi:{doi}")
    yield here


def _content(entry: FeedEntry, language: Language) -> str:
    # HTML that needs no style sheet and has absolute links only: feed readers drop the one, and do
    # not agree on the base of relative links.
    authors = _authors_line(entry.authors, language)
    return _template(language).render(entry=entry, paper=entry.paper, authors=authors)


def _authors_line(authors: tuple[str, ...], language: Language) -> str:
    named = ", ".join(authors[:AUTHORS])
    unnamed = len(authors) - AUTHORS
    if unnamed <= 0:
        return named
    more = language.gettext("… and %(number)s more", number=language.number(unnamed))
    return f"{named}, {more}"


@cache
def _template(language: Language) -> Template:
    env = templating.environment(language, category_name=category_name, html=_html)
    return env.get_template("feed_entry.html")


def _html(source: str) -> Markup:
    return Markup(tex.to_feed_html(source))  # noqa: S704  (tex gives safe HTML)
