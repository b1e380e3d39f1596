"""
How sure it is that arXiv finds a paper.
"""

from enum import IntEnum


class Verdict(IntEnum):
    """
    Whether a query finds a paper: SURE and NO by any reading of arXiv's rules.

    LIKELY is what arXiv's server does as it is published, UNLIKELY what it might do all the
    same. In both cases only arXiv itself can tell.
    """

    NO = 0
    UNLIKELY = 1
    LIKELY = 2
    SURE = 3

    @property
    def certain(self) -> bool:
        """
        Whether there is nothing to ask arXiv about.
        """
        return self in {Verdict.NO, Verdict.SURE}

    def __invert__(self) -> "Verdict":
        """
        The verdict about the opposite.
        """
        return Verdict(Verdict.SURE - self)
