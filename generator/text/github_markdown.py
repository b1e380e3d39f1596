"""
Text from outside inside GitHub-flavoured Markdown.
"""

import re

from generator.text.bidi import closed

# Whatever begins a construct. A backslash only where it would undo one of ours: left alone,
# Markdown shows LaTeX's own escapes such as \% as people mean them.
#
# GitHub looks for @names and #numbers after it has parsed Markdown, so neither a backslash nor
# a character reference hides them. It takes letters and digits as ASCII has them.
_ACTIVE = re.compile(
    r"""
    [\[\]*~|<>]            # links, emphasis, table cells, HTML
    | (?<![^\W_])_         # emphasis; inside a word an underscore is one
    | \\(?=[\[\]*~|<>_`\\]|&(?:\#|\w+;)|$)
    | &(?=\#|\w+;)         # character references
    | `
    | (?<![A-Za-z0-9_])(?:@(?=[A-Za-z0-9])|(?i:GH)-(?=\d))     # somebody would get mail
    | \#(?=\d)             # somebody else's issue
    | /(?:issues|pulls?|discussions|commit)/(?=[0-9a-f])    # the same by its address
    """,
    re.VERBOSE,
)

_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}

_ZERO_WIDTH_SPACE = "&#8203;"


def inline(text: str, *, alone: bool = False) -> str:
    """
    *text* so that Markdown shows it as it is, on one line, also in a table's cell.

    On GitHub it mentions nobody and refers to no issue. *alone* says that it shares its
    paragraph or cell with no other text from outside; LaTeX's opening quotes then stay ``.
    """
    folded = closed(" ".join(text.split()))
    lone_ticks = alone and not _code_spans(folded)
    return _ACTIVE.sub(lambda match: _encoded(match[0], lone_ticks=lone_ticks), folded)


def _encoded(mark: str, *, lone_ticks: bool) -> str:
    if mark == "`" and lone_ticks:
        return mark
    if mark[-1] in "@#-/":
        return mark + _ZERO_WIDTH_SPACE
    return _ENTITIES.get(mark, f"\\{mark}")


def _code_spans(text: str) -> bool:
    # CommonMark 0.31, 6.1: a code span ends with as many backticks as it began with. LaTeX's
    # ``quotes'' have no such partner, and stay as they are.
    runs = re.findall(r"`+", text)
    return len(set(runs)) < len(runs)
