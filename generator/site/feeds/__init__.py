"""
The feeds of an edition: Atom, RSS and JSON Feed for each keyword, and their list as OPML.
"""

from collections.abc import Iterator, Mapping

from generator.site import addresses
from generator.site.addresses import Permalink
from generator.site.documents import Document, RenderTask
from generator.site.edition import Edition
from generator.site.feeds.atom_and_rss import atom, rss
from generator.site.feeds.feed import Draft, drafts
from generator.site.feeds.json_feed import json_feed
from generator.site.feeds.opml import opml_document

__all__ = ["keyword_feeds", "opml_document"]


def keyword_feeds(
    edition: Edition, permalinks: Mapping[str, Permalink]
) -> Iterator[RenderTask[Draft]]:
    """
    Yield tasks for the feeds of every keyword, and of all keywords together.

    A task renders one feed in all its formats; the feed of a month is in Atom alone. *permalinks*
    has the permalink of every paper.
    """
    for section in (*edition.sections, edition.overall):
        for draft in drafts(edition, section, permalinks):
            yield RenderTask(_render_formats, draft)


def _render_formats(draft: Draft) -> Iterator[Document]:
    feed = draft.completed()
    folder = addresses.folder(feed.folder)
    yield folder + addresses.ATOM, atom(feed)
    if feed.is_newest:
        yield folder + addresses.RSS, rss(feed)
        yield folder + addresses.JSON_FEED, json_feed(feed)
