"""
Which papers a query of arXiv's language finds, by arXiv's rules as far as they are known, and why.
"""

from generator.matching.index import Index
from generator.matching.matcher import Matcher
from generator.matching.occurrences import Span
from generator.matching.reasons import Reasons, reasons
from generator.matching.searchable import Searchable
from generator.matching.sieve import Sieve
from generator.matching.verdict import Verdict

__all__ = ["Index", "Matcher", "Reasons", "Searchable", "Sieve", "Span", "Verdict", "reasons"]
