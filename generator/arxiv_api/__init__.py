"""
Asks arXiv, politely: its query API through the arxiv package, and OAI-PMH for all that changed.

Believes only answers that prove themselves whole.
"""

from generator.arxiv_api.client import (
    API_URL,
    BATCH,
    DEPTH,
    MAX_SIZE,
    OAI_URL,
    ArxivApi,
    user_agent,
)
from generator.arxiv_api.credentials import Credentials, Key
from generator.arxiv_api.pace import OnWait, RequestPolicy, is_loopback
from generator.arxiv_api.result_page import Changes, ResultPage, Token, Unreadable, bases_of

__all__ = [
    "API_URL",
    "BATCH",
    "DEPTH",
    "MAX_SIZE",
    "OAI_URL",
    "ArxivApi",
    "Changes",
    "Credentials",
    "Key",
    "OnWait",
    "RequestPolicy",
    "ResultPage",
    "Token",
    "Unreadable",
    "bases_of",
    "is_loopback",
    "user_agent",
]
