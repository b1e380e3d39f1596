"""
The site's pages, as Markdown.
"""

from generator.pages.documents import documents

__all__ = ["documents"]
