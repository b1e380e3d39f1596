"""
The papers of every keyword as Atom, RSS and JSON Feed, and the list of all feeds as OPML.
"""

from generator.site.feeds.edition_feeds import keyword_feeds
from generator.site.feeds.opml import opml_document

__all__ = ["keyword_feeds", "opml_document"]
