"""
What is remembered, on disk: papers, and how fresh they are.
"""

from generator.store.compacting import Compacted, compact
from generator.store.files import VERSION
from generator.store.inspection import Inspection, inspection
from generator.store.mending import Mended, mend
from generator.store.remembered import Store

__all__ = [
    "VERSION",
    "Compacted",
    "Inspection",
    "Mended",
    "Store",
    "compact",
    "inspection",
    "mend",
]
