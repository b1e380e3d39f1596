"""
A feed as Atom 1.0 (RFC 4287, RFC 5005) and as RSS 2.0, written by feedgen.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from feedgen.entry import FeedEntry as WrittenEntry
from feedgen.feed import FeedGenerator

from generator.site import addresses
from generator.site.feeds.entry import FeedEntry
from generator.site.feeds.feed import Feed
from generator.site.feeds.feedgen_extension import EntryExtra, FeedExtra

# Without the version, which would change every feed with every release.
_GENERATOR = "Daily Papers"

STYLESHEET = "assets/feed.css"


def begun(feed: Feed, name: str, media_type: str) -> FeedGenerator:
    """
    *feed* with all but its entries, to be written as document *name*.

    feedgen writes the same string as text into Atom and as HTML into RSS: one for each format.
    """
    made = FeedGenerator()
    made.register_extension("extra", FeedExtra, EntryExtra)
    made.extra.stylesheet = urlsplit(feed.url(STYLESHEET)).path
    made.title(feed.title)
    made.description(feed.subtitle)
    made.language(feed.language.texts)
    made.updated(feed.updated)
    made.generator(_GENERATOR)
    made.link(href=feed.url(feed.folder + name), rel="self", type=media_type)
    return made


def add_entry(made: FeedGenerator, feed: Feed, entry: FeedEntry) -> WrittenEntry:
    """
    Give *entry* its place, identity and title, for its format to complete.
    """
    # By default feedgen puts a new entry first.
    written = made.add_entry(order="append")
    written.extra.entry = entry
    written.extra.site_url = feed.site_url
    written.guid(entry.id, permalink=False)
    return written


ATOM_TYPE = "application/atom+xml"


def atom(feed: Feed) -> bytes:
    """
    The Atom document of *feed*.
    """
    made = begun(feed, addresses.ATOM, ATOM_TYPE)
    made.extra.is_closed = feed.is_closed
    # RFC 4287, 4.1.1: an entry without authors takes the feed's.
    made.author(name=feed.site_name)
    # The same in all documents: they are parts of one feed.
    made.id(feed.url(feed.home + addresses.ATOM))
    for rel, folder in _relations(feed):
        made.link(href=feed.url(folder + addresses.ATOM), rel=rel, type=ATOM_TYPE)
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


RSS_TYPE = "application/rss+xml"

# Nobody need look more often: minutes.
_TTL = 360

# Whether titles are text or HTML RSS does not say; here Liferea takes `<unk>` for a tag.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def rss(feed: Feed) -> bytes:
    """
    The RSS document of *feed*.
    """
    made = begun(feed, addresses.RSS, RSS_TYPE)
    made.ttl(_TTL)
    # feedgen takes the last link as the channel's: the page goes last.
    made.link(href=feed.page, rel="alternate")
    for entry in feed.entries:
        written = add_entry(made, feed, entry)
        written.title(_TAG.sub("< ", entry.title))
        written.link(href=entry.id)
        written.description(entry.content)
    document: bytes = made.rss_str(pretty=True)
    return document
