"""
Which papers a query of arXiv's language finds, by arXiv's rules as far as they are known.
"""

from generator.matching.index import Index
from generator.matching.matcher import Matcher
from generator.matching.searchable import Searchable
from generator.matching.verdict import Verdict

__all__ = ["Index", "Matcher", "Searchable", "Verdict"]
