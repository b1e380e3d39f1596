"""
DOIs, as they stand in arXiv's field, which may hold several.
"""

import re
from urllib.parse import quote, unquote

# https://www.doi.org/the-identifier/resources/handbook: "10.", the registrant's number, a slash,
# and a name of any characters. Some authors have a blank behind the slash.
_PREFIX = re.compile(
    r"(?:^|(?<=[\s,;|(<\"'])|(?<=doi:)|(?<=doi\.org/))(10\.\d+(?:\.\d+)*/)\s*", re.IGNORECASE
)

# What can stand before the next DOI: "10.1000/1,doi:10.1000/2".
_BEFORE_NEXT = re.compile(r"(?:doi:|https?://(?:dx\.|www\.)?doi\.org/)\Z", re.IGNORECASE)

_PUNCTUATION = ".,;:|\"'>"


def dois(text: str) -> tuple[str, ...]:
    """
    Return the DOIs in *text*, such as ``10.1103/PhysRevLett.1``, each once and in order.

    They may be written as addresses or with ``doi:`` before them, and be separated by blanks,
    commas or semicolons.
    """
    whole = unquote(text) if "%2f" in text.lower() else text
    # The text before the first DOI, then prefix and name by turns.
    _, *parts = _PREFIX.split(whole)
    names = map(_name, parts[1::2])
    # Capitals and small letters are the same in a DOI.
    found: dict[str, str] = {}
    for prefix, name in zip(parts[::2], names, strict=True):
        if name:
            found.setdefault((prefix + name).lower(), prefix + name)
    return tuple(found.values())


def doi_url(doi: str) -> str:
    """
    Return the address that leads to what *doi* names.
    """
    return f"https://doi.org/{quote(doi)}"


def _name(text: str) -> str:
    word = next(iter(text.split(None, 1)), "")
    name = _BEFORE_NEXT.sub("", word).rstrip(_PUNCTUATION)
    # "(10.1000/1)", but not "10.1016/0370-2693(85)91028-3"
    if name.count(")") > name.count("("):
        name = name.rstrip(")" + _PUNCTUATION)
    return name
