"""
Where new papers come from: a search a day, or all that changed at arXiv.
"""

from typing import Literal, TypeAlias

# The query API, OAI-PMH, or whatever suits the number of keywords.
Source: TypeAlias = Literal["auto", "api", "oai"]

# Up to here searching takes some ten requests a day or fewer; above, all of arXiv takes fewer.
FEW = 200


def is_harvest(source: Source, keywords: int) -> bool:
    """
    Whether all that changed at arXiv is read for so many *keywords*.
    """
    return source == "oai" or (source == "auto" and keywords > FEW)


def reason(source: Source, keywords: int) -> str:
    """
    Why it is, or is not: ``source: auto, up to 200 keywords``.
    """
    if source != "auto":
        return f"source: {source}"
    return f"source: auto, {'more than' if keywords > FEW else 'up to'} {FEW} keywords"
