"""
Asks arXiv, politely: its query API through the arxiv package, and OAI-PMH for all that changed.

Believes only answers that prove themselves whole.
"""

from generator.arxiv_api.access import Access, Key
from generator.arxiv_api.change_page import Changes, Token
from generator.arxiv_api.client import (
    API_URL,
    BATCH,
    DEPTH,
    MAX_SIZE,
    OAI_URL,
    ArxivApi,
    user_agent,
)
from generator.arxiv_api.manners import Manners, is_loopback
from generator.arxiv_api.pace import OnWait
from generator.arxiv_api.result_page import ResultPage

__all__ = [
    "API_URL",
    "BATCH",
    "DEPTH",
    "MAX_SIZE",
    "OAI_URL",
    "Access",
    "ArxivApi",
    "Changes",
    "Key",
    "Manners",
    "OnWait",
    "ResultPage",
    "Token",
    "is_loopback",
    "user_agent",
]
