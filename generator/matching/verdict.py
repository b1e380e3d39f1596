"""
How certain it is that arXiv finds a paper by a query.
"""

from enum import IntEnum


class Verdict(IntEnum):
    """
    Whether arXiv finds a paper by a query, from NO to SURE.

    NO and SURE hold by any reading of arXiv's rules. LIKELY follows from the published source of
    arXiv's server; UNLIKELY does not follow from it but is possible. Only arXiv itself can tell
    what is true of LIKELY and UNLIKELY.
    """

    NO = 0
    UNLIKELY = 1
    LIKELY = 2
    SURE = 3

    @property
    def certain(self) -> bool:
        """
        Whether the verdict is NO or SURE, so that arXiv need not be asked.
        """
        return self in {Verdict.NO, Verdict.SURE}

    def __invert__(self) -> "Verdict":
        """
        Return the verdict on the negated query.
        """
        return Verdict(Verdict.SURE - self)
