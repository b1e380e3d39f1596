"""
All documents of an edition that feed readers ask for.
"""

from collections.abc import Iterator, Mapping

from generator.site import addresses
from generator.site.addresses import Permalink
from generator.site.documents import Document, RenderTask
from generator.site.edition import Edition
from generator.site.feeds.atom_and_rss import atom, rss
from generator.site.feeds.feed import Draft, drafts
from generator.site.feeds.feed_text import feed_line
from generator.site.feeds.json_feed import json_feed
from generator.site.feeds.opml import opml, outline


def keyword_feeds(
    edition: Edition, permalinks: Mapping[str, Permalink]
) -> Iterator[RenderTask[Draft]]:
    """
    Yield tasks for the feeds of every keyword, and of all keywords together.

    A task renders one feed in all its formats. Months are in Atom alone. *permalinks* has those of
    all papers.
    """
    for section in (*edition.sections, edition.overall):
        for draft in drafts(edition, section, permalinks):
            yield RenderTask(_render_formats, draft)


def opml_document(edition: Edition, permalinks: Mapping[str, Permalink]) -> Document:
    """
    Return ``feeds.opml``, which lists the feeds of all keywords by group.

    The feed of all keywords together is not in the list: a reader who subscribed to the whole list
    would get each paper twice.
    """
    groups = [
        (
            group.name and feed_line(group.name),
            [outline(next(drafts(edition, section, permalinks))) for section in group.sections],
        )
        for group in edition.groups
    ]
    return addresses.OPML, opml(feed_line(edition.site_name), groups)


def _render_formats(draft: Draft) -> Iterator[Document]:
    feed = draft.completed()
    folder = addresses.folder(feed.folder)
    yield folder + addresses.ATOM, atom(feed)
    if feed.is_newest:
        yield folder + addresses.RSS, rss(feed)
        yield folder + addresses.JSON_FEED, json_feed(feed)
