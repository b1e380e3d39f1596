"""
Asks arXiv at the pace it allows: its query API through the arxiv package, and OAI-PMH.

``client`` has the class that asks, ArxivApi. It is not imported here: it loads the packages arxiv,
requests and lxml, which takes 0.1 s, and most commands need only the types below.
"""

from generator.arxiv_api.credentials import Credentials, Key
from generator.arxiv_api.pace import OnWait, RequestPolicy, is_loopback
from generator.arxiv_api.result_page import (
    BATCH,
    DEPTH,
    MAX_SIZE,
    Changes,
    ResultPage,
    ResumptionToken,
    Unreadable,
    bases_of,
)

__all__ = [
    "BATCH",
    "DEPTH",
    "MAX_SIZE",
    "Changes",
    "Credentials",
    "Key",
    "OnWait",
    "RequestPolicy",
    "ResultPage",
    "ResumptionToken",
    "Unreadable",
    "bases_of",
    "is_loopback",
]
