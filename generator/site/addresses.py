"""
The address of every page, feed and file of the site, and of a paper on it.

Addresses are relative to the home page and percent-encoded. They never change: people link to
them, and feed readers remember them.
"""

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote, urljoin

from msgspec import Struct

from generator.papers import announcement
from generator.papers.listing import Entry
from generator.site.edition import Section

# The slug in the addresses of all keywords' papers together. No keyword has it.
ALL = announcement.ALL

# Pages about the whole site.
HOME = ""

SUBSCRIBE = "subscribe/"

STATUS = "status/"

TRENDS = "trends/"

STARRED = "starred/"

ABOUT = "about/"

# Files about the whole site.
OPML = "feeds.opml"

STATUS_JSON = "status.json"

LLMS = "llms.txt"

RECENT = "recent.json"

# In the folder of assets/: scripts import it from there.
MESSAGES = "messages.js"

# Files in the folder of a keyword's page; months have the Atom feed and the bibliographies, too.
ATOM = "atom.xml"

RSS = "rss.xml"

JSON_FEED = "feed.json"

BIBTEX = "papers.bib"

RIS = "papers.ris"

JSON_LINES = "papers.jsonl"


class Permalink(Struct, frozen=True):
    """
    Where a paper is found for ever: the *entry* of a paper under the keyword *slug*.
    """

    slug: str
    entry: Entry

    @property
    def address(self) -> str:
        """
        The permanent address.
        """
        return paper(self.slug, self.entry)


def permalinks(sections: Iterable[Section]) -> Mapping[str, Permalink]:
    """
    Return one permalink a paper, by identifier without version.

    If a paper is under several keywords, the keeper's first of them counts. So a keyword that is
    added at the end of the file changes no permalink.
    """
    found: dict[str, Permalink] = {}
    for section in sections:
        for entry in section.listing.entries:
            found.setdefault(anchor(entry), Permalink(section.keyword.slug, entry))
    return found


def keyword_page(slug: str) -> str:
    """
    The page of a keyword's newest papers: ``vision-language-model/``.
    """
    return f"{quote(slug)}/"


def month_page(slug: str, month: str) -> str:
    """
    The page of all papers that a keyword announced in *month* (``2025-12``).
    """
    return f"{quote(slug)}/{month}/"


def paper(slug: str, entry: Entry) -> str:
    """
    The permanent address of a paper under a keyword: ``…/2025-12/#2512.17601``.
    """
    return f"{month_page(slug, entry.month)}#{anchor(entry)}"


def anchor(entry: Entry) -> str:
    """
    The HTML id of a paper on every page that has it: its identifier without version.
    """
    return entry.paper.arxiv_id.base


def feed(slug: str, name: str) -> str:
    """
    The feed of a keyword; *name* is ATOM, RSS or JSON_FEED.
    """
    return f"{quote(slug)}/{name}"


def bibliography(page: str, name: str) -> str:
    """
    The bibliography of the papers on *page*; *name* is BIBTEX or RIS.
    """
    return page + name


def folder(page: str) -> str:
    """
    The folder of *page* below the source tree, with a slash at its end; empty for the home page.
    """
    return unquote(page)


def source(page: str) -> str:
    """
    The path, below the source tree, of the Markdown file that becomes *page*.
    """
    return f"{folder(page)}index.md"


def absolute(site_url: str, address: str) -> str:
    """
    The URL of *address*, for readers outside the site, such as feed readers.
    """
    return urljoin(site_url.rstrip("/") + "/", address)


def relative(page: str, address: str) -> str:
    """
    The href of a link from *page* to *address*. It works below any folder of any host.
    """
    target, mark, fragment = address.partition("#")
    if target == page and mark:
        return mark + fragment
    path = posixpath.relpath(target or ".", page or ".")
    is_page = not target or target.endswith("/")
    return path + "/" * is_page + mark + fragment
