"""
Dollars that are money: whether the text between two dollars is a formula.
"""

import re

# Arguments of commands for text may hold prose; what they hold says nothing about the dollars.
_TEXT_ARGUMENT = re.compile(
    r"\\(?:text[a-z]*|mbox|hbox|emph|math[a-z]+|operatorname\*?|href|url|label|tag|underbrace"
    r"|overbrace|color|ce|begin|end|unit|SI|si|qty)\s*\{[^{}]*\}(?:\{[^{}]*\})?"
)

_COMMAND = re.compile(r"\\[A-Za-z]+")

_ESCAPE = re.compile(r"\\[%&#$]")

# Signs of TeX, which money and prose lack.
_TEX = re.compile(r"[\\^_{}]")

_AMOUNT = re.compile(r"\s*~?[-+]?\d[\d.,]*")

_NUMBER = re.compile(r"[\s\d.,%]*")

# Words that TeX's authors write in formulas without a command.
_FUNCTIONS = (
    "log|ln|exp|sin|cos|tan|max|min|sup|inf|lim|mod|arg|argmax|argmin|det|dim|deg|gcd|tr|rank|sgn"
    "|sign|diag|poly|polylog|loglog|if|iff|otherwise"
)

_WORD = rf"(?!(?:{_FUNCTIONS})\b)[A-Za-z]{{2,}}"

# Two words parted by a blank, and perhaps by punctuation before it.
_PROSE = re.compile(rf"(?<![A-Za-z]){_WORD}['’]?[a-z]*[.,;:)\]]*\s+[(\[]?{_WORD}(?![A-Za-z])")

# Words of a sentence that no formula holds by themselves.
_LINK_WORD = re.compile(
    r"(?:^|[\s,;.)])(?:and|or|per|to|for|vs|versus|of|in|is|are|was|the|by|with|from|than|at|as"
    r"|on|we|while|but|each|total|which|that|this|into|over|under|about|up|both)(?:[\s,;.:(]|$)"
)

_BLANK_AND_WORD = re.compile(r"\s\(?[A-Za-z]{2,}")

# An amount with a unit is a formula: 10 GHz.
_UNIT = re.compile(
    r"\s?(?:[kMGTmµn]?(?:m|g|s|A|K|W|V|Hz|B|b|Pa|J|N|eV|L|l|pc|bit|mol)|cm|dB|px|fps|FPS|rad|deg"
    r"|yr|min|hr|h|d|[kMGT]iB|ppm|bps|FLOPs|GFLOPs|TFLOPs|epochs?|bits?|shots?)"
)

# Money ends before a sign that leads to the next amount: $5-$10, $5 ($6, $5 (about $6.
_LEADING = re.compile(r"[\s(\[/~<>=≈+–—-]+$")

_ONLY_PUNCTUATION = re.compile(r"\s*[.,;:!?()\[\]'\"]*\s*")


def is_money(tex: str, following: str) -> bool:
    """
    Return whether *tex*, which stands between two dollars, is no formula.

    It then is an amount and what follows it, or prose between two amounts. *following* is the
    character after the second dollar, or "".
    """
    words = _ESCAPE.sub(" ", tex.replace(r"\%", ""))
    words = _COMMAND.sub("\\\\", _TEXT_ARGUMENT.sub("\\\\", words))
    has_tex = _TEX.search(words) is not None
    amount = _AMOUNT.match(words)
    if amount is None:
        return not has_tex and _is_prose(words, tex, following)
    return _is_spent(words, words[amount.end() :], following, has_tex=has_tex)


def _is_prose(words: str, tex: str, following: str) -> bool:
    if _ONLY_PUNCTUATION.fullmatch(words):
        # The dollars of ($), $5 and of $, $.
        return tex[:1] in ".,;:!?)]" and (tex[-1:].isspace() or tex[-1:] in "([" or not following)
    if tex[-1:].isspace() and following.isdigit():
        return True
    return _PROSE.search(words) is not None or _LINK_WORD.search(words) is not None


def _is_spent(words: str, rest: str, following: str, *, has_tex: bool) -> bool:
    if _PROSE.search(rest) or _LINK_WORD.search(words):
        return True
    if rest[-1:].isspace() and not words[:1].isspace():
        # Nobody puts a blank at the end of a formula alone.
        return (
            _BLANK_AND_WORD.search(rest) is not None
            or (not has_tex and following.isalnum() and not _NUMBER.fullmatch(rest))
            or (not has_tex and following.isdigit())
        )
    if has_tex:
        return False
    if following.isdigit() or _is_opened(rest):
        return True
    return _BLANK_AND_WORD.match(rest) is not None and not _UNIT.fullmatch(rest)


def _is_opened(rest: str) -> bool:
    # Whether a bracket opens or closes here alone, as in "$5 (A$7)": intervals have both.
    return sum(map(rest.count, "([")) != sum(map(rest.count, ")]"))
