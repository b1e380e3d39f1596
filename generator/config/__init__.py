"""
What the keeper wrote, read and checked.
"""

from generator.config.files import read_keywords, read_settings

__all__ = ["read_keywords", "read_settings"]
