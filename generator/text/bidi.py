"""
Characters that turn the direction of writing, in text from outside.
"""

import re

# https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings and the two sections after it
_EMBEDDINGS = "\N{LEFT-TO-RIGHT EMBEDDING}\N{RIGHT-TO-LEFT EMBEDDING}"

_OVERRIDES = "\N{LEFT-TO-RIGHT OVERRIDE}\N{RIGHT-TO-LEFT OVERRIDE}"

_ISOLATES = "\N{LEFT-TO-RIGHT ISOLATE}\N{RIGHT-TO-LEFT ISOLATE}\N{FIRST STRONG ISOLATE}"

_POP = "\N{POP DIRECTIONAL FORMATTING}"

_POP_ISOLATE = "\N{POP DIRECTIONAL ISOLATE}"

_TURNING = re.compile(f"[{_EMBEDDINGS}{_OVERRIDES}{_ISOLATES}{_POP}{_POP_ISOLATE}]")


def closed(text: str) -> str:
    """
    *text* so that whatever stands beside it keeps its direction.

    What it opens and leaves open is closed at its end, and an isolate it closes without having
    opened it, which could be that of its surroundings, is opened at its beginning. Nothing is
    taken away, and what is added cannot be seen.
    """
    if not _TURNING.search(text):
        return text
    opened: list[str] = []
    before = 0
    for mark in _TURNING.findall(text):
        if mark in _ISOLATES:
            opened.append(_POP_ISOLATE)
        elif mark == _POP_ISOLATE:
            before += _isolates_closed(opened) == 0
        elif mark != _POP:
            opened.append(_POP)
        elif opened[-1:] == [_POP]:
            opened.pop()
    return "\N{FIRST STRONG ISOLATE}" * before + text + "".join(reversed(opened))


def _isolates_closed(opened: list[str]) -> int:
    # The end of an isolate ends all that was opened inside; outside of one it ends nothing.
    if _POP_ISOLATE not in opened:
        return 0
    while opened.pop() != _POP_ISOLATE:
        pass
    return 1
