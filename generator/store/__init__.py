"""
The store: what is remembered on disk between two runs.
"""

from generator.store.check import CheckReport, check
from generator.store.compact import CompactReport, compact
from generator.store.files import UNDECODABLE, VERSION, Header, parse_header
from generator.store.month_file import PAPERS_FORMAT, parse_record
from generator.store.repair import RepairedFile, RepairReport, repair
from generator.store.store import (
    HarvestBookmark,
    PendingPaper,
    PendingPapers,
    Store,
    TrackerListing,
)

__all__ = [
    "PAPERS_FORMAT",
    "UNDECODABLE",
    "VERSION",
    "CheckReport",
    "CompactReport",
    "HarvestBookmark",
    "Header",
    "PendingPaper",
    "PendingPapers",
    "RepairReport",
    "RepairedFile",
    "Store",
    "TrackerListing",
    "check",
    "compact",
    "parse_header",
    "parse_record",
    "repair",
]
