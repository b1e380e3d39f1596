"""
The newest papers of every keyword as RSS, Atom and JSON Feed, and all feeds as one OPML.
"""

from generator.feeds.documents import batches, documents

__all__ = ["batches", "documents"]
