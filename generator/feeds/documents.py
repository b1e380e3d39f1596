"""
All files that feed readers ask for.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from generator import site_map
from generator.batch import Batch, Document
from generator.edition import Edition
from generator.feeds.atom import atom
from generator.feeds.characters import carried_line
from generator.feeds.feed import Draft, drafts
from generator.feeds.json_feed import json_feed
from generator.feeds.opml import opml, outline
from generator.feeds.rss import rss
from generator.places import Place


def batches(edition: Edition, homes: Mapping[str, Place]) -> Iterator[Batch[Draft]]:
    """
    The feeds of all keywords, and of all together; *homes* are the places of all papers.
    """
    for section in (*edition.sections, edition.overall):
        for draft in drafts(edition, section, homes):
            yield Batch(_formats, draft)


def documents(edition: Edition, homes: Mapping[str, Place]) -> Iterator[Document]:
    """
    The list of all keywords' feeds, with its path in the source tree.
    """
    # Not with the feed of all keywords: it repeats what the others have.
    groups = [
        (
            group.name and carried_line(group.name),
            [outline(next(drafts(edition, section, homes))) for section in group.sections],
        )
        for group in edition.groups
    ]
    yield site_map.OPML, opml(carried_line(edition.site_name), groups)


def _formats(draft: Draft) -> Iterator[Document]:
    feed = draft.completed()
    folder = unquote(feed.folder)
    yield folder + site_map.ATOM, atom(feed)
    if feed.is_newest:
        yield folder + site_map.RSS, rss(feed)
        yield folder + site_map.JSON_FEED, json_feed(feed)
