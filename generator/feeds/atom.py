"""
A feed as Atom 1.0 (RFC 4287), months that are over as its archive (RFC 5005).
"""

from collections.abc import Iterator

from generator import site_map
from generator.feeds.feed import Feed
from generator.feeds.feed_generator import add_entry, begun

MEDIA_TYPE = "application/atom+xml"


def atom(feed: Feed) -> bytes:
    """
    The Atom document of *feed*.
    """
    made = begun(feed, site_map.ATOM, MEDIA_TYPE)
    made.extra.is_closed = feed.is_closed
    # RFC 4287, 4.1.1: an entry without authors takes the feed's.
    made.author(name=feed.site_name)
    # The same in all documents: they are parts of one feed.
    made.id(feed.url(feed.home + site_map.ATOM))
    for rel, folder in _relations(feed):
        made.link(href=feed.url(folder + site_map.ATOM), rel=rel, type=MEDIA_TYPE)
    made.link(href=feed.page, rel="alternate", type="text/html")
    for entry in feed.entries:
        written = add_entry(made, feed, entry)
        written.title(entry.title)
        written.updated(entry.updated)
        # Zotero keeps it for the abstract: TeX stays TeX.
        written.summary(entry.paper.abstract)
        written.content(entry.content, type="html")
    document: bytes = made.atom_str(pretty=True)
    return document


def _relations(feed: Feed) -> Iterator[tuple[str, str]]:
    """
    The folders of other parts of this feed, by their relation to this one.

    A closed month has no next-archive: it would change when the next one closes. A month that is
    not over is no archive document yet; newest papers that are not all of it have it as their
    next page (RFC 5005, 3), and the newest closed month as their archive.
    """
    if not feed.is_newest:
        yield "current", feed.home
    if feed.closed:
        yield "prev-archive", feed.closed
    if feed.older and feed.older != feed.closed:
        yield "next", feed.older
