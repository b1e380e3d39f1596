"""
Asks arXiv, politely, through the arxiv package; believes only answers that prove themselves whole.
"""

from generator.arxiv_api.client import API_URL, BATCH, ArxivApi, user_agent
from generator.arxiv_api.manners import Manners, is_loopback
from generator.arxiv_api.result_page import ResultPage

__all__ = ["API_URL", "BATCH", "ArxivApi", "Manners", "ResultPage", "is_loopback", "user_agent"]
