"""
Text that every feed format can hold, from any text of arXiv's or the keeper's.

Atom and RSS are XML, which forbids some characters; JSON Feed gets the same text.
"""

import re

from msgspec.structs import replace

from generator.papers.paper import Paper, folded
from generator.text.bidi import closed

# All characters but those of https://www.w3.org/TR/xml/#charsets. C1 controls and U+FFFD are
# allowed there, but they come from a wrong encoding, and feed validators warn of them.
_FORBIDDEN = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]"
)


def feed_line(text: str) -> str:
    """
    Return *text* on one line, without forbidden characters.

    Marks that change the direction of writing are closed, so that they do not change what follows.
    """
    return closed(folded(_FORBIDDEN.sub("", text)))


def feed_paper(paper: Paper) -> Paper:
    """
    Return *paper* with each of its texts as ``feed_line`` returns it; the abstract keeps its lines.
    """
    return replace(
        paper,
        title=feed_line(paper.title),
        authors=tuple(filter(None, map(feed_line, paper.authors))),
        abstract="\n".join(filter(None, map(feed_line, paper.abstract.split("\n")))),
        categories=tuple(map(feed_line, paper.categories)),
        comment=feed_line(paper.comment or "") or None,
        journal_ref=feed_line(paper.journal_ref or "") or None,
        doi=feed_line(paper.doi or "") or None,
    )
