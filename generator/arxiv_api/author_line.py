"""
The authors of a paper as arXiv keeps them: names in one line.
"""

import re

from generator.paper import folded
from generator.tex import to_text

# https://info.arxiv.org/help/prep.html#author: names are separated by commas or "and", and an
# affiliation stands in parentheses behind a name. A collaboration may end with a colon.
_AFFILIATION = re.compile(r"\([^()]*\)")
_BETWEEN = re.compile(r"[,:]|(?:^|\s)(?:and|&)(?=\s)")
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|VI{0,3}", re.ASCII)


def names(line: str) -> tuple[str, ...]:
    r"""
    The names in *line*, ``Paul Erd\H{o}s (Budapest), Ada Lovelace and N. N.``, as Unicode.
    """
    bare = folded(line)
    while bare != (bare := _AFFILIATION.sub(" ", bare)):
        pass
    found: list[str] = []
    for part in _BETWEEN.split(bare):
        name = folded(part)
        if found and _SUFFIX.fullmatch(name):
            found[-1] += f" {name}"
        elif name:
            found.append(name)
    return tuple(filter(None, (folded(to_text(name)) for name in found)))
