"""
Text from outside, escaped for GitHub-flavoured Markdown.
"""

import re

from generator.text.bidi import closed

# Characters with a meaning in Markdown. A backslash only before a character that is escaped here:
# elsewhere Markdown shows LaTeX's own escapes such as \% as their authors mean them.
#
# GitHub looks for @names and #numbers after it has parsed Markdown, so neither a backslash nor a
# character reference hides them. It looks for ASCII letters and digits only.
_ACTIVE = re.compile(
    r"""
    [\[\]*~|<>]            # links, emphasis, table cells, HTML
    | (?<![^\W_])_         # emphasis, but not inside a word
    | \\(?=[\[\]*~|<>_`\\]|&(?:\#|\w+;)|$)
    | &(?=\#|\w+;)         # character references
    | `
    | (?<![A-Za-z0-9_])(?:@(?=[A-Za-z0-9])|(?i:GH)-(?=\d))     # a mention sends mail
    | \#(?=\d)             # a reference to an issue
    | /(?:issues|pulls?|discussions|commit)/(?=[0-9a-f])    # the same by address
    """,
    re.VERBOSE,
)

_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}

_ZERO_WIDTH_SPACE = "&#8203;"


def inline(text: str, *, alone: bool = False) -> str:
    """
    Return *text* on one line, escaped so that Markdown shows it unchanged, also in a table's cell.

    On GitHub it mentions nobody and refers to no issue. *alone* says that its paragraph or cell
    holds no other text from outside; then LaTeX's opening quotes (two backticks) stay unescaped.
    """
    folded = closed(" ".join(text.split()))
    lone_ticks = alone and not _has_code_span(folded)
    return _ACTIVE.sub(lambda match: _escaped(match[0], lone_ticks=lone_ticks), folded)


def _escaped(mark: str, *, lone_ticks: bool) -> str:
    if mark == "`" and lone_ticks:
        return mark
    if mark[-1] in "@#-/":
        return mark + _ZERO_WIDTH_SPACE
    return _ENTITIES.get(mark, f"\\{mark}")


def _has_code_span(text: str) -> bool:
    # CommonMark 0.31, 6.1: a code span ends with as many backticks as it began with. LaTeX's
    # ``quotes'' have only one run of backticks.
    runs = re.findall(r"`+", text)
    return len(set(runs)) < len(runs)
