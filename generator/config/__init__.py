"""
What the keeper wrote, read and checked.
"""

from generator.config.files import SiteConfig, read_keywords, read_settings, read_site

__all__ = ["SiteConfig", "read_keywords", "read_settings", "read_site"]
