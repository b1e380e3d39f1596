"""
Which papers a query of arXiv's language finds, by arXiv's rules as far as they are known, and why.
"""

from generator.matching.highlights import Reasons, Span, reasons
from generator.matching.index import Index
from generator.matching.indexed_text import IndexedPaper
from generator.matching.matcher import Matcher
from generator.matching.prefilter import Prefilter
from generator.matching.verdict import Verdict

__all__ = ["Index", "IndexedPaper", "Matcher", "Prefilter", "Reasons", "Span", "Verdict", "reasons"]
