"""
What feedgen 1.0.0 leaves out of RSS and Atom, or writes wrongly.
"""

from email.utils import format_datetime
from xml.sax.saxutils import quoteattr

from lxml.etree import ProcessingInstruction, SubElement, _Element

from generator.papers.categories import category_name
from generator.site import addresses
from generator.site.feeds.entry import FeedEntry

_DC = "http://purl.org/dc/elements/1.1/"

_SY = "http://purl.org/rss/1.0/modules/syndication/"

_FH = "http://purl.org/syndication/history/1.0"

# What arXiv's API gives as the scheme of its categories.
_ARXIV = "http://arxiv.org/schemas/atom"

# Authors of an entry that get an element each; a paper can have thousands.
_AUTHORS = 100


class FeedExtra:
    """
    Completes a feed.

    *stylesheet* is its address for browsers, *is_closed* whether it is an archive document.
    """

    stylesheet: str
    is_closed = False

    def extend_ns(self) -> dict[str, str]:
        """
        The prefixes of the other elements here.
        """
        return {"dc": _DC, "sy": _SY, "fh": _FH}

    def extend_atom(self, feed: _Element) -> None:
        """
        Mark an archive document as such (RFC 5005, 4).
        """
        self._style(feed)
        if self.is_closed:
            SubElement(feed, f"{{{_FH}}}archive")

    def extend_rss(self, rss: _Element) -> None:
        """
        Say how often to look; feedgen's own extension misspells it.
        """
        self._style(rss)
        _add(rss[0], f"{{{_SY}}}updatePeriod", "daily")
        _add(rss[0], f"{{{_SY}}}updateFrequency", "1")

    def _style(self, root: _Element) -> None:
        target = f'type="text/css" href={quoteattr(self.stylesheet)}'
        root.addprevious(ProcessingInstruction("xml-stylesheet", target))


class EntryExtra:
    """
    Completes *entry*; *site_url* is the scheme of its keywords.
    """

    entry: FeedEntry
    site_url: str

    def extend_atom(self, element: _Element) -> None:
        """
        Add authors, links, categories and the date of version 1.

        feedgen drops all but the address of an entry's links.
        """
        for name in self.entry.authors[:_AUTHORS]:
            _add(SubElement(element, "author"), "name", name)
        SubElement(element, "link", rel="alternate", type="text/html", href=self.entry.id)
        for link in self.entry.related:
            attributes = {"type": link.media_type, "title": link.title, "href": link.url}
            SubElement(element, "link", attributes, rel="related")
        for code in self.entry.paper.categories:
            label = category_name(code)
            SubElement(element, "category", term=code, scheme=_ARXIV, label=label)
        for keyword in self.entry.keywords:
            SubElement(element, "category", term=keyword.title, scheme=self.site_url)
        for mark in self.entry.marks:
            SubElement(element, "category", term=mark, scheme=self._marks)
        _add(element, "published", self.entry.published.isoformat())
        self._identify(element)

    def extend_rss(self, item: _Element) -> None:
        """
        Add authors, categories and the date of version 1.

        RSS has only e-mail addresses for authors, and feedgen's dates switch the locale.
        """
        if self.entry.authors:
            _add(item, f"{{{_DC}}}creator", ", ".join(self.entry.authors[:_AUTHORS]))
        for code in self.entry.paper.categories:
            _add(item, "category", code).set("domain", _ARXIV)
        for keyword in self.entry.keywords:
            _add(item, "category", keyword.title).set("domain", self.site_url)
        for mark in self.entry.marks:
            _add(item, "category", mark).set("domain", self._marks)
        _add(item, "pubDate", format_datetime(self.entry.published))
        self._identify(item)

    @property
    def _marks(self) -> str:
        # Where they are described.
        return addresses.absolute(self.site_url, addresses.SUBSCRIBE)

    def _identify(self, element: _Element) -> None:
        # Zotero takes the DOI from here.
        _add(element, f"{{{_DC}}}identifier", f"doi:{self.entry.arxiv_doi}")


def _add(parent: _Element, name: str, text: str) -> _Element:
    element = SubElement(parent, name)
    element.text = text
    return element
