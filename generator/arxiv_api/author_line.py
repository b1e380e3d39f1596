"""
The authors of a paper as OAI-PMH names them: one line of text.
"""

import re

from generator.papers.authors import author_names
from generator.papers.paper import folded

# https://info.arxiv.org/help/prep.html#author: an affiliation stands in parentheses behind a name.
_AFFILIATION = re.compile(r"\([^()]*\)")

_PARENTHESES = re.compile(r"[()]|[^()]+")

# The longest line at arXiv names some 5,000 authors in 100,000 characters. LaTeX in names takes
# more time and memory to read than other text.
LONGEST_AUTHORS = 300_000

MOST_AUTHORS = 50_000


def names(line: str) -> tuple[str, ...]:
    r"""
    Return the names in *line*, ``Paul Erd\H{o}s (Budapest), Ada Lovelace and N. N.``, as Unicode.

    Raises ValueError for a line that is longer, or has more names, than any at arXiv.
    """
    if len(line) > LONGEST_AUTHORS:
        raise ValueError(f"has more than {LONGEST_AUTHORS} characters in its line of authors")
    # arXiv's query API starts a new name behind an affiliation, and ends the line at a parenthesis
    # that nobody closes.
    bare = _without_affiliations(folded(line)).partition("(")[0]
    parts = list(filter(None, map(folded, bare.split(","))))
    if len(parts) > MOST_AUTHORS:
        raise ValueError(f"has more than {MOST_AUTHORS} authors")
    return author_names(parts)


def _without_affiliations(line: str) -> str:
    """
    Return *line* with a comma in place of each pair of parentheses and what is between them.
    """
    bare = _AFFILIATION.sub(",", line)
    kept: list[str] = []
    opened: list[int] = []
    for piece in _PARENTHESES.findall(bare):
        if piece == ")" and opened:
            del kept[opened.pop() :]
            kept.append(",")
            continue
        if piece == "(":
            opened.append(len(kept))
        kept.append(piece)
    return "".join(kept)
