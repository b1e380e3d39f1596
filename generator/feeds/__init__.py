"""
The newest papers of every keyword as RSS, Atom and JSON Feed, and all feeds as one OPML.
"""

from generator.feeds.documents import documents

__all__ = ["documents"]
