"""
All files that feed readers ask for.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from generator.site import addresses
from generator.site.addresses import Permalink
from generator.site.edition import Batch, Document, Edition
from generator.site.feeds.atom_and_rss import atom, rss
from generator.site.feeds.entry import readable_line
from generator.site.feeds.feed import Draft, drafts
from generator.site.feeds.json_feed import json_feed
from generator.site.feeds.opml import opml, outline


def batches(edition: Edition, homes: Mapping[str, Permalink]) -> Iterator[Batch[Draft]]:
    """
    The feeds of all keywords, and of all together; *homes* are the places of all papers.
    """
    for section in (*edition.sections, edition.overall):
        for draft in drafts(edition, section, homes):
            yield Batch(_formats, draft)


def documents(edition: Edition, homes: Mapping[str, Permalink]) -> Iterator[Document]:
    """
    The list of all keywords' feeds, with its path in the source tree.
    """
    # Not with the feed of all keywords: it repeats what the others have.
    groups = [
        (
            group.name and readable_line(group.name),
            [outline(next(drafts(edition, section, homes))) for section in group.sections],
        )
        for group in edition.groups
    ]
    yield addresses.OPML, opml(readable_line(edition.site_name), groups)


def _formats(draft: Draft) -> Iterator[Document]:
    feed = draft.completed()
    folder = unquote(feed.folder)
    yield folder + addresses.ATOM, atom(feed)
    if feed.is_newest:
        yield folder + addresses.RSS, rss(feed)
        yield folder + addresses.JSON_FEED, json_feed(feed)
