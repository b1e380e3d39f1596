"""
What a feed can hold of a paper's texts.
"""

import re

from msgspec.structs import replace

from generator.bidi import closed
from generator.paper import Paper, folded

# https://www.w3.org/TR/xml/#charsets
# Of what XML allows, C1 controls and the replacement character are left out as well: they are
# traces of a wrong encoding, and validators warn of them. JSON has no use for lone surrogates.
_REFUSED = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")


def carried(paper: Paper) -> Paper:
    """
    *paper* without the characters that no feed can hold.
    """
    return replace(
        paper,
        title=carried_line(paper.title),
        authors=tuple(filter(None, map(carried_line, paper.authors))),
        abstract="\n".join(filter(None, map(carried_line, paper.abstract.split("\n")))),
        categories=tuple(map(carried_line, paper.categories)),
        comment=carried_line(paper.comment or "") or None,
        journal_ref=carried_line(paper.journal_ref or "") or None,
        doi=carried_line(paper.doi or "") or None,
    )


def carried_line(text: str) -> str:
    """
    *text* on one line, without the characters that no feed can hold; it turns back the
    direction of writing where it turned it.
    """
    return closed(folded(_REFUSED.sub("", text)))
