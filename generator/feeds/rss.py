"""
A feed as RSS 2.0.
"""

import re

from generator import site_map
from generator.feeds.feed import Feed
from generator.feeds.feed_generator import add_entry, begun

MEDIA_TYPE = "application/rss+xml"

# Nobody need look more often: minutes.
_TTL = 360

# Whether titles are text or HTML RSS does not say; here Liferea takes `<unk>` for a tag.
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def rss(feed: Feed) -> bytes:
    """
    The RSS document of *feed*.
    """
    made = begun(feed, site_map.RSS, MEDIA_TYPE)
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
