"""
The newest papers of every keyword as RSS, Atom and JSON Feed, and all feeds as one OPML.
"""

from generator.site.feeds.edition_feeds import batches, documents

__all__ = ["batches", "documents"]
