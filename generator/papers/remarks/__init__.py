"""
What a comment or an abstract says about its paper.
"""

from generator.papers.remarks.key_sentence import key_sentence
from generator.papers.remarks.links import Link, links
from generator.papers.remarks.page_count import Extent, extent
from generator.papers.remarks.venue import Venue, venue
from generator.papers.remarks.withdrawal import withdrawn

__all__ = ["Extent", "Link", "Venue", "extent", "key_sentence", "links", "venue", "withdrawn"]
