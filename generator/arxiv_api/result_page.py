"""
One page of arXiv's answers.
"""

from msgspec import Struct

from generator.paper import Paper


class ResultPage(Struct, frozen=True):
    """
    The papers of one answer, the number of all that match, and the place of the first.

    *dropped* has a sentence for each entry that could not be read.
    """

    papers: tuple[Paper, ...]
    total: int
    start: int
    dropped: tuple[str, ...] = ()
