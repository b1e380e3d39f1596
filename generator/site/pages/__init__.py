"""
The site's pages, as Markdown, and what the status page says for programs.
"""

from generator.site.pages.edition_pages import batches, documents
from generator.site.pages.page import messages
from generator.site.pages.status_page import status_json

__all__ = ["batches", "documents", "messages", "status_json"]
