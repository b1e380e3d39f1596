"""
Files that tests compare with, reviewed as differences.
"""

from collections.abc import Callable
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"

# Compares a text with the file of that name in tests/data: golden(name, text).
Golden = Callable[[str, str], None]
