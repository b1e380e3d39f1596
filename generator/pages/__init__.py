"""
The site's pages, as Markdown, and what the status page says for programs.
"""

from generator.pages.documents import documents
from generator.pages.status_json import status_json

__all__ = ["documents", "status_json"]
