"""
Every address of the site: which page, feed and anchor a keyword or a paper has.

Addresses never change: people link to them and feed readers hold on to them.
"""

import posixpath
from urllib.parse import quote, unquote, urljoin

from generator import listing
from generator.listing import Entry

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

# Slugs that would meet a page or folder of the site itself; later features may need the others.
RESERVED = frozenset(
    (
        *("404", "about", "all", "assets", "data", "feeds", "index", "javascripts", "pagefind"),
        *("search", "sitemap", "starred", "status", "stylesheets", "subscribe", "trends"),
    )
)


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
