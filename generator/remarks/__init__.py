"""
What a comment or an abstract says about its paper.
"""

from generator.remarks.claim import key_sentence
from generator.remarks.extent import Extent, extent
from generator.remarks.hyperlinks import Link, links
from generator.remarks.venue import Venue, venue
from generator.remarks.withdrawal import withdrawn

__all__ = ["Extent", "Link", "Venue", "extent", "key_sentence", "links", "venue", "withdrawn"]
