"""
Every address of the site: which page, feed and anchor a keyword or a paper has.

Addresses never change: people link to them and feed readers hold on to them.
"""

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote, urljoin

from msgspec import Struct

from generator.papers import listing
from generator.papers.listing import Entry
from generator.site.edition import Edition, Section
from generator.text.language import Language

# The listing of all keywords together stands where a keyword of this slug would.
ALL = listing.ALL

HOME = ""

SUBSCRIBE = "subscribe/"

STATUS = "status/"

TRENDS = "trends/"

STARRED = "starred/"

ABOUT = "about/"

OPML = "feeds.opml"

STATUS_JSON = "status.json"

ATOM = "atom.xml"

RSS = "rss.xml"

JSON_FEED = "feed.json"

BIBTEX = "papers.bib"

RIS = "papers.ris"

JSON_LINES = "papers.jsonl"

LLMS = "llms.txt"

RECENT = "recent.json"

# Beside assets/, where scripts look for it.
MESSAGES = "messages.js"


def keyword_page(slug: str) -> str:
    """
    The keyword's newest papers: ``vision-language-model/``.
    """
    return f"{quote(slug)}/"


def month_page(slug: str, month: str) -> str:
    """
    All papers a keyword announced in a *month* such as ``2025-12``.
    """
    return f"{quote(slug)}/{month}/"


def paper(slug: str, entry: Entry) -> str:
    """
    The permanent address of a paper under a keyword: ``…/2025-12/#2512.17601``.
    """
    return f"{month_page(slug, entry.month)}#{anchor(entry)}"


def anchor(entry: Entry) -> str:
    """
    A paper's anchor on every page that shows it: its identifier without version.
    """
    return entry.paper.arxiv_id.base


def feed(slug: str, name: str) -> str:
    """
    A feed of a keyword, *name* being ATOM, RSS or JSON_FEED.
    """
    return f"{quote(slug)}/{name}"


def source(page: str) -> str:
    """
    The Markdown file, below the source tree, that becomes *page*.
    """
    return f"{folder(page)}index.md"


def folder(page: str) -> str:
    """
    Where, below the source tree, the files beside *page* stand.
    """
    return unquote(page)


def bibliography(page: str, name: str) -> str:
    """
    The papers of *page* to cite, *name* being BIBTEX or RIS.
    """
    return page + name


def absolute(site_url: str, address: str) -> str:
    """
    *address* for readers elsewhere, such as feed readers.
    """
    return urljoin(site_url.rstrip("/") + "/", address)


def relative(page: str, address: str) -> str:
    """
    *address* as a link on *page*, so that the site works below any folder of any host.
    """
    target, mark, fragment = address.partition("#")
    if target == page and mark:
        return mark + fragment
    path = posixpath.relpath(target or ".", page or ".")
    is_page = not target or target.endswith("/")
    return path + "/" * is_page + mark + fragment


class Permalink(Struct, frozen=True):
    """
    A paper under one keyword, named by its slug.
    """

    slug: str
    entry: Entry

    @property
    def address(self) -> str:
        """
        The paper's permanent address there.
        """
        return paper(self.slug, self.entry)


class SiteContext(Struct, frozen=True, kw_only=True):
    """
    What documents about a few papers say of the site around these.

    *names* and *queries* are those of the keywords that the papers are under, by slug, and *homes*
    the papers' permanent addresses, by identifier without version.
    """

    site_name: str
    site_url: str
    language: Language
    names: Mapping[str, str]
    queries: Mapping[str, str]
    homes: Mapping[str, str]

    def home(self, entry: Entry) -> str:
        """
        The permanent address of *entry*.
        """
        return self.homes[anchor(entry)]

    def absolute(self, address: str) -> str:
        """
        *address* of this site for readers elsewhere.
        """
        return absolute(self.site_url, address)


def permalinks(sections: Iterable[Section]) -> Mapping[str, Permalink]:
    """
    The place of every paper, by identifier without version: under the first of its keywords.

    First in the keeper's order, so that a keyword added at the end moves no paper.
    """
    found: dict[str, Permalink] = {}
    for section in sections:
        for entry in section.listing.entries:
            found.setdefault(anchor(entry), Permalink(section.keyword.slug, entry))
    return found


def site_context(
    edition: Edition, homes: Mapping[str, Permalink], entries: Iterable[Entry]
) -> SiteContext:
    """
    What surrounds *entries* of *edition*, *homes* being the places of all its papers.
    """
    shown = tuple(entries)
    slugs = {slug for entry in shown for slug in entry.keywords}
    keywords = [one.keyword for one in edition.sections if one.keyword.slug in slugs]
    return SiteContext(
        site_name=edition.site_name,
        site_url=edition.site_url,
        language=edition.language,
        names={one.slug: one.name for one in keywords},
        queries={one.slug: one.query for one in keywords},
        homes={anchor: homes[anchor].address for anchor in map(anchor, shown)},
    )
