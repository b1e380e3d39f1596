"""
The site's pages in Markdown, and ``status.json``, which says the same as the status page.
"""

from generator.site.pages.edition_pages import listing_pages, site_wide_pages
from generator.site.pages.status_page import status_json

__all__ = ["listing_pages", "site_wide_pages", "status_json"]
