"""
The name of an author, in the parts that bibliographies sort by.
"""

import re

from msgspec import Struct

from generator import tex

# Who signs as a body has no family name.
_COLLECTIVE = re.compile(
    r"(?:^the .*|.*\b(?:collaborations?|consortium|team|group|project|initiative|community|lab))$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
# What separates authors, or says that there are more, in BibTeX.
_RESERVED = frozenset(("and", "others"))


class Name(Struct, frozen=True):
    """
    A person's *family* and *given* name and *suffix* (``Jr.``), or a body's name in *family*.
    """

    family: str
    given: str = ""
    suffix: str = ""
    collective: bool = False


def name_of(author: str) -> Name:
    """
    The parts of *author*, a name as arXiv writes it: ``Ludwig van Beethoven``.

    Small words before the last belong to the family name; so few rules cannot be right for all
    names of the world, and where none fits the name stays in one piece.
    """
    text = " ".join(tex.to_text(author).split())
    head, comma, tail = text.partition(", ")
    if comma and _SUFFIX.fullmatch(tail):
        text = f"{head} {tail}"
    words = text.split()
    if _COLLECTIVE.match(text) or "," in text or _RESERVED & {one.lower() for one in words}:
        return Name(text, collective=True)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""  # noqa: PLR2004 - given and family name
    begin = len(words) - 1
    while begin > 1 and words[begin - 1].islower():
        begin -= 1
    return Name(" ".join(words[begin:]), " ".join(words[:begin]), suffix)
