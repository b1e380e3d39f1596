"""
Papers as bibliographies have them: BibTeX, RIS, CSL-JSON.
"""

from generator.citation.bibtex import bibtex
from generator.citation.csl_json import csl_json
from generator.citation.documents import batches
from generator.citation.ris import ris

__all__ = ["batches", "bibtex", "csl_json", "ris"]
