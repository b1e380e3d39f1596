"""
The site's pages, as Markdown, and what the status page says for programs.
"""

from generator.pages.documents import batches, documents
from generator.pages.status_json import status_json
from generator.pages.words import messages

__all__ = ["batches", "documents", "messages", "status_json"]
