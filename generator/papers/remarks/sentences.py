"""
The sentences of an abstract.
"""

import re
from collections.abc import Iterator

# No sentence ends in a formula or in the argument of a TeX command. A dollar sign opens a formula
# only if its partner is near and spaced alike: "$5. For $10 …" holds no formula.
_INDIVISIBLE = (
    r"\$\$[^$]{1,500}\$\$"
    r"|\$(?!\s)(?:[^$\\]|\\.){1,500}(?<!\s)\$(?!\d)"
    r"|\$\s[^$]{1,500}\s\$(?!\d)"
    r"|\\\(.{1,500}?\\\)"
    r"|\\\[.{1,500}?\\\]"
    r"|\\[A-Za-z]+\{[^{}]{,500}\}"
    r"|\\."
)

_OPENING = (
    r"(?:We|Our|This|These|The|In|To|It|However|Moreover|Further|Furthermore|Additionally|While"
    r"|Although|Thus|Therefore|Hence|Here|Yet|But|Finally|By|For|As|Such|Unlike|Despite|Existing"
    r"|Extensive|Experiments|Results|Code)\b"
)

# A full stop with closing quotes or brackets and the space after it, which some authors forget; or
# the end of a paragraph.
_STOP = (
    r"(?<![.!?])[.!?]++(?:''|[\"')\]}\u2019\u201d])*+\s+"
    rf"|(?<=[a-z])\.(?={_OPENING},? )"
    r"|:[ \t]*+\n\s*|\n[ \t]*+\n\s*"
)

_INDIVISIBLE_OR_STOP = re.compile(rf"(?:{_INDIVISIBLE})|(?P<stop>{_STOP})", re.DOTALL)

# A new sentence begins with a capital, a digit, TeX, or a name such as dMLLM or nlg2choice.
_BEGINNING = re.compile(r"[\"'(\[`\u2018\u201c]*+(?:[$\\]|[a-z-]*[A-Z0-9]|[^\W\x00-\x7f])")

# Abbreviations that stand before the word they belong to: no sentence ends with one of them.
_ABBREVIATION = re.compile(
    r"[Ee]\.g|[Ii]\.e|[Cc]f|viz|vs|resp|approx|ca|w\.r\.t|a\.k\.a|pp|[Ff]igs?|[Ee]qs?|Eqn|Secs?|Sect"
    r"|Tab|Refs?|Thm|Prop|Def|Lem|Alg|Ch|[Vv]ol|Dr|Prof|Mr|Mrs|Ms|St|Mt"
)

# Abbreviations that may end a sentence ("cubes, etc. We …", "in the U.S. Our …", "vitamin C.
# The …") or not ("J. Smith", "Ho et al. [5]"): the next word decides.
_AMBIGUOUS = re.compile(r"(?:\w+\.)*[A-Za-z]|etc|al|No|Nos|Inc|Ltd|Co|Corp|Jr|Sr|Ph\.D", re.ASCII)

_FREQUENT_OPENING = re.compile(_OPENING)

_LAST_WORD = re.compile(r"[\w.]*\Z")

# How many characters before a full stop may be an abbreviation.
_LONGEST_ABBREVIATION = 20


def sentences(text: str) -> Iterator[str]:
    """
    Yield the sentences of *text*, unchanged, without the white space between them.
    """
    start = 0
    for found in _INDIVISIBLE_OR_STOP.finditer(text):
        if found["stop"] is None:
            continue
        sentence = text[start : found.end()].strip()
        # The number in "2. We …" is no sentence but counts the items of a list.
        if not sentence.rstrip(".").isdigit() and _ends(text, found.start(), found.end()):
            yield sentence
            start = found.end()
    if start < len(text):
        yield text[start:].strip()


def _ends(text: str, stop: int, after: int) -> bool:
    if text[stop] in ":\n":
        return True
    last = _LAST_WORD.search(text[max(0, stop - _LONGEST_ABBREVIATION) : stop])
    word = last[0] if last and text[stop] == "." else ""
    if _ABBREVIATION.fullmatch(word):
        return False
    beginning = _FREQUENT_OPENING if _AMBIGUOUS.fullmatch(word) else _BEGINNING
    return beginning.match(text, after) is not None
