"""
Unicode's characters that change the direction of writing, in text from outside.
"""

import re

# https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings and the two sections after it
_EMBEDDINGS = "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}"

_OVERRIDES = "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"

_ISOLATES = "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"

_POP = "\N{POP DIRECTIONAL FORMATTING}"

_POP_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"

_DIRECTION = re.compile(f"[{_EMBEDDINGS}{_OVERRIDES}{_ISOLATES}{_POP}{_POP_ISOLATE}]")


def closed(text: str) -> str:
    """
    Return *text* such that it does not change the direction of the text beside it.

    Embeddings, overrides and isolates that *text* leaves open are closed at its end. For each end
    of an isolate that *text* has not opened, an isolate is opened at its beginning. Nothing is
    removed, and the added characters are invisible.
    """
    if not _DIRECTION.search(text):
        return text
    opened: list[str] = []
    unopened = 0
    for mark in _DIRECTION.findall(text):
        if mark in _ISOLATES:
            opened.append(_POP_ISOLATE)
        elif mark == _POP_ISOLATE:
            unopened += _isolates_closed(opened) == 0
        elif mark != _POP:
            opened.append(_POP)
        elif opened[-1:] == [_POP]:
            opened.pop()
    return "\N{FIRST STRONG ISOLATE}" * unopened + text + "".join(reversed(opened))


def _isolates_closed(opened: list[str]) -> int:
    # The end of an isolate ends everything opened inside. Without an open isolate it ends nothing.
    if _POP_ISOLATE not in opened:
        return 0
    while opened.pop() != _POP_ISOLATE:
        pass
    return 1
