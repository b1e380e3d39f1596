"""
What is remembered, on disk: papers, and how fresh they are.
"""

from generator.store.files import VERSION
from generator.store.remembered import Store

__all__ = ["VERSION", "Store"]
