"""
The authors of a paper as OAI-PMH names them: one line of text.
"""

import re

from generator.papers.paper import folded
from generator.text.tex import to_text

# https://info.arxiv.org/help/prep.html#author: names are separated by commas or "and", and an
# affiliation stands in parentheses behind a name. A collaboration may end with a colon.
_AFFILIATION = re.compile(r"\([^()]*\)")

_PARENTHESES = re.compile(r"[()]|[^()]+")

_BETWEEN = re.compile(r"[,:]|(?:^|\s)(?:and|&)(?=\s)")

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|VI{0,3}", re.ASCII)

# The longest line at arXiv names some 5,000 authors in 100,000 characters.
_LONGEST = 1_000_000

_MOST_AUTHORS = 50_000


def names(line: str) -> tuple[str, ...]:
    r"""
    Return the names in *line*, ``Paul Erd\H{o}s (Budapest), Ada Lovelace and N. N.``, as Unicode.

    Raises ValueError for a line that is longer, or has more names, than any at arXiv.
    """
    if len(line) > _LONGEST:
        raise ValueError(f"has more than {_LONGEST} characters in its line of authors")
    found: list[list[str]] = []
    for part in _BETWEEN.split(_without_affiliations(folded(line))):
        name = folded(part)
        if found and _SUFFIX.fullmatch(name):
            found[-1].append(name)
        elif name:
            found.append([name])
    if len(found) > _MOST_AUTHORS:
        raise ValueError(f"has more than {_MOST_AUTHORS} authors")
    return tuple(filter(None, (folded(to_text(" ".join(name))) for name in found)))


def _without_affiliations(line: str) -> str:
    """
    Return *line* with a blank in place of each pair of parentheses and what is between them.
    """
    bare = _AFFILIATION.sub(" ", line)
    kept: list[str] = []
    opened: list[int] = []
    for piece in _PARENTHESES.findall(bare):
        if piece == ")" and opened:
            del kept[opened.pop() :]
            kept.append(" ")
            continue
        if piece == "(":
            opened.append(len(kept))
        kept.append(piece)
    return "".join(kept)
