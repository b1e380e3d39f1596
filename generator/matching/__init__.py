"""
arXiv's search, repeated offline: which papers a query finds, and which of its phrases they hold.
"""

from generator.matching.highlights import Reasons, Span, reasons
from generator.matching.index import Index
from generator.matching.matcher import Matcher
from generator.matching.prefilter import Prefilter
from generator.matching.tokenized_text import TokenizedPaper
from generator.matching.verdict import Verdict

__all__ = [
    "Index",
    "Matcher",
    "Prefilter",
    "Reasons",
    "Span",
    "TokenizedPaper",
    "Verdict",
    "reasons",
]
