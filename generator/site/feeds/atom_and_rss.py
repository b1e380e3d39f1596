"""
Feeds as Atom 1.0 (RFC 4287, with the archives of RFC 5005) and as RSS 2.0, written by feedgen.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from feedgen.entry import FeedEntry as FeedgenEntry
from feedgen.feed import FeedGenerator

from generator.site import addresses
from generator.site.feeds.entry import FeedEntry
from generator.site.feeds.feed import Feed
from generator.site.feeds.feedgen_extension import EntryExtra, FeedExtra

ATOM_TYPE = "application/atom+xml"

RSS_TYPE = "application/rss+xml"

STYLESHEET = "assets/feed.css"

# Without a version number: each release would change every feed.
_GENERATOR = "Daily Papers"

# RSS 2.0, ttl: minutes for which a reader may keep the feed before it asks again.
_TTL = 360

# The start of an HTML tag. RSS does not say whether titles are text or HTML, and Liferea takes
# `<unk>` in a title for a tag.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def atom(feed: Feed) -> bytes:
    """
    Return *feed* as an Atom document.
    """
    generator = _generator(feed, addresses.ATOM, ATOM_TYPE)
    generator.extra.is_archive = feed.is_archive
    # RFC 4287, 4.1.1: a feed has an author unless every entry has one, and arXiv may name none.
    generator.author(name=feed.site_name)
    # The same id in every document: they are parts of one logical feed.
    generator.id(feed.url(feed.newest_folder + addresses.ATOM))
    for rel, folder in _related_documents(feed):
        generator.link(href=feed.url(folder + addresses.ATOM), rel=rel, type=ATOM_TYPE)
    generator.link(href=feed.page, rel="alternate", type="text/html")
    for entry in feed.entries:
        element = _added_entry(generator, feed, entry)
        element.title(entry.title)
        element.updated(entry.updated)
        # TeX and not HTML: Zotero stores the summary as the abstract.
        element.summary(entry.paper.abstract)
        element.content(entry.content, type="html")
    document: bytes = generator.atom_str(pretty=True)
    return document


def rss(feed: Feed) -> bytes:
    """
    Return *feed* as an RSS document.
    """
    generator = _generator(feed, addresses.RSS, RSS_TYPE)
    generator.ttl(_TTL)
    # feedgen 1.0.0 takes the last link as the channel's: the page must come after rel="self".
    generator.link(href=feed.page, rel="alternate")
    for entry in feed.entries:
        element = _added_entry(generator, feed, entry)
        element.title(_TAG.sub("< ", entry.title))
        element.link(href=entry.id)
        element.description(entry.content)
    document: bytes = generator.rss_str(pretty=True)
    return document


def _generator(feed: Feed, name: str, media_type: str) -> FeedGenerator:
    """
    A generator with all of *feed* but its entries, for the document *name*.

    Each format needs a generator of its own: feedgen writes the same string as text into Atom and
    as HTML into RSS.
    """
    generator = FeedGenerator()
    generator.register_extension("extra", FeedExtra, EntryExtra)
    generator.extra.stylesheet = urlsplit(feed.url(STYLESHEET)).path
    generator.title(feed.title)
    generator.description(feed.subtitle)
    generator.language(feed.language.texts)
    generator.updated(feed.updated)
    generator.generator(_GENERATOR)
    # RFC 4287, 4.1.1, and the RSS Best Practices Profile: a feed should have its own address.
    generator.link(href=feed.url(feed.folder + name), rel="self", type=media_type)
    return generator


def _added_entry(generator: FeedGenerator, feed: Feed, entry: FeedEntry) -> FeedgenEntry:
    # By default feedgen puts a new entry first.
    element = generator.add_entry(order="append")
    element.extra.entry = entry
    element.extra.site_url = feed.site_url
    element.guid(entry.id, permalink=False)
    return element


def _related_documents(feed: Feed) -> Iterator[tuple[str, str]]:
    """
    Yield the folders of other documents of the logical feed, by their link relation (RFC 5005).

    The newest closed month is ``prev-archive``. A month that is still open is no archive; a feed of
    newest papers that does not hold it whole links to it as the ``next`` page (RFC 5005, 3). There
    is no ``next-archive``: the link would change a closed month when the next month closes.
    """
    if not feed.is_newest:
        yield "current", feed.newest_folder
    if feed.older_archive:
        yield "prev-archive", feed.older_archive
    if feed.older and feed.older != feed.older_archive:
        yield "next", feed.older
