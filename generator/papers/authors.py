"""
The authors of a paper: arXiv's lists of names, read so that each name is one author's.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec.structs import replace

from generator.papers.paper import Paper, folded
from generator.text.tex import to_text

# What a name of one author does not have. Most lists have none of it and are used as they are.
_ODD = re.compile(
    r"[:;,&`\"()\[\]{}\\$~^*†‡§¶#\u2217✉]|\.(?=[^\s-])|\. [-\d]|\. (?:ai|com|io|org|net)$"
    r"|\b(?:and|AND|others|et al|behalf|appendix|contributions?|for|representing"
    r"|Jr|Sr|I{2,3}|IV|VI{1,3}|Ph|PhD|MD)\b",
    re.MULTILINE,
)

# https://info.arxiv.org/help/prep.html#author: names are separated by commas or "and". arXiv's
# interfaces leave an "and" at a name's begin or end, and a colon as a name of its own.
_BETWEEN = re.compile(
    r"[:;]"
    r"|(?:^|(?<=\s))(?:and|AND|&)(?=\s|$)"
    r"|(?:^|(?<=[\s:;]))(?:[Oo]n behalf of|[Ww]ith (?:an? )?(?:appendix|contributions?) (?:by|from)"
    r"|(?:[Aa]n )?[Aa]ppendix by)(?: the)?(?=\s)"
)

# "N. N. for the ATLAS Collaboration"
_FOR = re.compile(r"(?:^|(?<=\s))(?:for|representing)(?: the)?(?=\s)")

_COLLABORATION = re.compile(r"\b(?:collaborations?|consortium)\Z", re.IGNORECASE)

_UNNAMED = re.compile(r"(?:^|,?\s)(?:et\.?\s*al\.?|others)\Z")

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|VI{1,3}", re.ASCII)

_SUFFIX_AFTER_COMMA = re.compile(rf",\s*(?={_SUFFIX.pattern}\Z)", re.ASCII)

_DEGREE = re.compile(r"Ph\.? ?D\.?|M\.? ?D\.?", re.ASCII)

# Marks that lead to a footnote: a raised formula, or a symbol.
_RAISED = re.compile(r"\$\s*\^[^$]*\$|\\textsuperscript\{[^{}]*\}")

_MARKS = " ,*†‡§¶#\u2217✉^()[]"

# arXiv's query API has a blank after each full stop: "J. -P. Serre", "GLM-4. 5 Team", "Sand. ai".
_TIGHT = re.compile(r"(?<=\d)\. (?=\d)|\. (?=-)|(?<=[^\W\d])\. (?=(?:ai|com|io|org|net)\Z)")

# "Rapha\"el", "Nicol`o": an accent of TeX without its backslash.
_BARE_ACCENT = re.compile(r"(?<=[^\W\d_]{2})([`\"])(?=[aeiou])")

_LOOSE = re.compile(r"\.(?=[^\W\d])")


def author_names(listed: Iterable[str]) -> tuple[str, ...]:
    """
    Return the names in *listed*, one an author.

    *listed* has names as arXiv's interfaces write them, with single blanks. There a name can be a
    colon, can begin or end with "and", and can hold several names. LaTeX becomes Unicode. Words
    that name nobody, such as "et al.", are left out. If no name remains, the list is returned as it
    is.
    """
    names = tuple(listed)
    text = "\n".join(names)
    if not _ODD.search(text):
        return names
    # A comma in "$^{1,2}$" has made two names of it.
    parts = chain.from_iterable(map(_parts, _RAISED.sub("", text).split("\n")))
    found = list(filter(_names_somebody, parts))
    # "J. Smith", "Jr."
    suffixes = [bool(_SUFFIX.fullmatch(part)) for part in found] + [False]
    joined = (
        f"{name} {found[place + 1]}" if suffixes[place + 1] else name
        for place, name in enumerate(found)
        if not suffixes[place]
    )
    return tuple(joined) or names


def with_author_names(paper: Paper) -> Paper:
    """
    Return *paper*, which an earlier edition may have stored, with the names of its authors mended.
    """
    names = author_names(paper.authors)
    return paper if names == paper.authors else replace(paper, authors=names)


def _names_somebody(part: str) -> bool:
    return any(map(str.isalnum, part)) and not _DEGREE.fullmatch(part)


def _parts(name: str) -> Iterator[str]:
    for part in _BETWEEN.split(folded(to_text(_BARE_ACCENT.sub(r"\\\1", name)))):
        pieces = _FOR.split(part) if _COLLABORATION.search(part.rstrip()) else [part]
        yield from map(_tidy, pieces)


def _tidy(part: str) -> str:
    text = _UNNAMED.sub("", part.strip(_MARKS))
    text = _SUFFIX_AFTER_COMMA.sub(" ", text).strip(_MARKS)
    return _TIGHT.sub(lambda found: found[0].rstrip(), folded(_LOOSE.sub(". ", text)))
