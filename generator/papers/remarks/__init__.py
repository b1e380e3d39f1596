"""
Remarks: what a paper's comment and abstract say about the paper.
"""

from generator.papers.remarks.key_sentence import key_sentence
from generator.papers.remarks.links import Link, LinkKind, links
from generator.papers.remarks.page_count import PageCount, page_count
from generator.papers.remarks.venue import Venue, venue
from generator.papers.remarks.withdrawal import withdrawn

__all__ = [
    "Link",
    "LinkKind",
    "PageCount",
    "Venue",
    "key_sentence",
    "links",
    "page_count",
    "venue",
    "withdrawn",
]
