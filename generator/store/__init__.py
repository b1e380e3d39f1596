"""
What is remembered, on disk: papers, and how fresh they are.
"""

from generator.store.compacting import Compacted, compact
from generator.store.files import VERSION, Header, header
from generator.store.inspection import Inspection, inspection
from generator.store.mending import Mended, mend
from generator.store.remembered import Store
from generator.store.shard import PAPERS, record_of

__all__ = [
    "PAPERS",
    "VERSION",
    "Compacted",
    "Header",
    "Inspection",
    "Mended",
    "Store",
    "compact",
    "header",
    "inspection",
    "mend",
    "record_of",
]
