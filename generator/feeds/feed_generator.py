"""
feedgen, begun the same way for RSS and Atom.
"""

from urllib.parse import urlsplit

from feedgen.entry import FeedEntry as WrittenEntry
from feedgen.feed import FeedGenerator

from generator.feeds.extension import EntryExtra, FeedExtra
from generator.feeds.feed import Feed
from generator.feeds.feed_entry import FeedEntry

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
