"""
What is remembered, on disk: papers, and how fresh they are.
"""

from generator.store.check import Inspection, inspection
from generator.store.compact import Compacted, compact
from generator.store.files import VERSION, Header, header
from generator.store.month_file import PAPERS, record_of
from generator.store.repair import Repaired, repair
from generator.store.store import Store

__all__ = [
    "PAPERS",
    "VERSION",
    "Compacted",
    "Header",
    "Inspection",
    "Repaired",
    "Store",
    "compact",
    "header",
    "inspection",
    "record_of",
    "repair",
]
