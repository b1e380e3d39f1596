"""
All files that feed readers ask for.
"""

from collections.abc import Iterator
from urllib.parse import unquote

from generator import site_map
from generator.edition import Edition
from generator.feeds.atom import atom
from generator.feeds.characters import carried_line
from generator.feeds.entries import entries_of
from generator.feeds.feed import Feed, feeds
from generator.feeds.json_feed import json_feed
from generator.feeds.opml import opml, outline
from generator.feeds.rss import rss


def documents(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """
    The feeds of all keywords and the list of them, each with its path in the source tree.

    The same edition gives the same bytes.
    """
    entry_of = entries_of(edition)
    outlines = []
    for section in edition.sections:
        for feed in feeds(edition, section, entry_of):
            if feed.is_newest:
                outlines.append(outline(feed))
            yield from _documents(feed)
    for feed in feeds(edition, edition.overall, entry_of):
        yield from _documents(feed)
    # Not with the feed of all keywords: it repeats what the others have.
    yield site_map.OPML, opml(carried_line(edition.site_name), outlines)


def _documents(feed: Feed) -> Iterator[tuple[str, bytes]]:
    folder = unquote(feed.folder)
    yield folder + site_map.ATOM, atom(feed)
    if feed.is_newest:
        yield folder + site_map.RSS, rss(feed)
        yield folder + site_map.JSON_FEED, json_feed(feed)
