"""
An extension of feedgen 1.0.0: elements of Atom and RSS that it lacks or writes wrongly.
"""

from email.utils import format_datetime
from xml.sax.saxutils import quoteattr

from lxml.etree import ProcessingInstruction, SubElement, _Element

from generator.papers.categories import category_name
from generator.site import addresses, citations
from generator.site.feeds.entry import FeedEntry

# Namespaces: Dublin Core, RSS syndication, and feed history (RFC 5005).
_DC = "http://purl.org/dc/elements/1.1/"

_SY = "http://purl.org/rss/1.0/modules/syndication/"

_FH = "http://purl.org/syndication/history/1.0"

# The scheme that arXiv's API gives its categories (RFC 4287, 4.2.2.2).
_ARXIV = "http://arxiv.org/schemas/atom"

# Authors of an entry that are named; a paper can have thousands.
_AUTHORS = 100


class FeedExtra:
    """
    The elements of a feed.

    *stylesheet* is the path of its style sheet for browsers; *is_archive* says whether its papers
    never change.
    """

    stylesheet: str
    is_archive = False

    def extend_ns(self) -> dict[str, str]:
        """
        The namespaces of the elements, by prefix.
        """
        return {"dc": _DC, "sy": _SY, "fh": _FH}

    def extend_atom(self, feed: _Element) -> None:
        """
        Add the style sheet, and ``fh:archive`` to an archive document (RFC 5005, 4).
        """
        self._add_stylesheet(feed)
        if self.is_archive:
            SubElement(feed, f"{{{_FH}}}archive")

    def extend_rss(self, rss: _Element) -> None:
        """
        Add the style sheet, and how often the feed changes.

        feedgen's own syndication extension writes the names of these elements wrongly.
        """
        self._add_stylesheet(rss)
        _add(rss[0], f"{{{_SY}}}updatePeriod", "daily")
        _add(rss[0], f"{{{_SY}}}updateFrequency", "1")

    def _add_stylesheet(self, root: _Element) -> None:
        target = f'type="text/css" href={quoteattr(self.stylesheet)}'
        root.addprevious(ProcessingInstruction("xml-stylesheet", target))


class EntryExtra:
    """
    The elements of *entry*; *site_url* is the scheme of keywords as categories.
    """

    entry: FeedEntry
    site_url: str

    def extend_atom(self, element: _Element) -> None:
        """
        Add authors, links, categories, the date of publication, and arXiv's DOI.

        feedgen writes nothing but the address of an entry's links.
        """
        for name in self.entry.authors[:_AUTHORS]:
            _add(SubElement(element, "author"), "name", name)
        SubElement(element, "link", rel="alternate", type="text/html", href=self.entry.id)
        for link in self.entry.related:
            attributes = {"type": link.media_type, "title": link.title, "href": link.url}
            SubElement(element, "link", attributes, rel="related")
        for code in self.entry.paper.categories:
            name = category_name(code)
            SubElement(element, "category", term=code, scheme=_ARXIV, label=name)
        for keyword in self.entry.keywords:
            SubElement(element, "category", term=keyword.title, scheme=self.site_url)
        for label in self.entry.labels:
            SubElement(element, "category", term=label, scheme=self._labels_scheme)
        _add(element, "published", self.entry.published.isoformat())
        self._add_doi(element)

    def extend_rss(self, item: _Element) -> None:
        """
        Add authors, categories, the date of publication, and arXiv's DOI.

        RSS 2.0 has e-mail addresses for authors, so the names are in ``dc:creator``, as the RSS
        Best Practices Profile recommends. feedgen writes dates by switching the process's locale.
        """
        if self.entry.authors:
            _add(item, f"{{{_DC}}}creator", ", ".join(self.entry.authors[:_AUTHORS]))
        for code in self.entry.paper.categories:
            _add(item, "category", code).set("domain", _ARXIV)
        for keyword in self.entry.keywords:
            _add(item, "category", keyword.title).set("domain", self.site_url)
        for label in self.entry.labels:
            _add(item, "category", label).set("domain", self._labels_scheme)
        _add(item, "pubDate", format_datetime(self.entry.published))
        self._add_doi(item)

    @property
    def _labels_scheme(self) -> str:
        # The page that describes the labels.
        return addresses.absolute(self.site_url, addresses.SUBSCRIBE)

    def _add_doi(self, element: _Element) -> None:
        # Zotero reads a feed entry's DOI from dc:identifier.
        doi = citations.arxiv_doi(self.entry.paper)
        _add(element, f"{{{_DC}}}identifier", f"doi:{doi}")


def _add(parent: _Element, name: str, text: str) -> _Element:
    element = SubElement(parent, name)
    element.text = text
    return element
