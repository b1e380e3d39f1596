"""
The arguments of commands in TeX source.
"""

import re

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)

_BLANK = re.compile(r"\s*")

_OPTION = re.compile(r"\s*\[([^\[\]]*)\]")

_TOKEN = re.compile(r"\\(?:[A-Za-z]+|.)|[^}&]", re.DOTALL)


class Unfinished(ValueError):  # noqa: N818  (it says what is wrong with the source)
    """
    A command without all of its arguments.
    """


def group_end(tex: str, at: int) -> int:
    """
    Return the position after the group of *tex* whose brace opens at position *at*.

    Raises Unfinished if the brace has no partner.
    """
    depth = 0
    for match in _BRACE.finditer(tex, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.end()
    raise Unfinished(tex[at:])


def arguments(tex: str, at: int, count: int, *, braced: bool = False) -> tuple[list[str], int]:
    """
    Return *count* arguments that stand in *tex* from position *at* on, and the position after them.

    An option in brackets is left out; if *count* is negative, it is the first argument, "" if there
    is none. Raises Unfinished if an argument is missing, or if *braced* and it has no braces.
    """
    option = _OPTION.match(tex, at) if count else None
    found = [option[1] if option else ""] if count < 0 else []
    at = option.end() if option else at
    while len(found) < abs(count):
        one, at = _argument(tex, at, braced=braced)
        found.append(one)
    return found, at


def _argument(tex: str, at: int, *, braced: bool) -> tuple[str, int]:
    blank = _BLANK.match(tex, at)
    at = blank.end() if blank else at
    if tex[at : at + 1] == "{":
        end = group_end(tex, at)
        return tex[at + 1 : end - 1], end
    token = _TOKEN.match(tex, at)
    if token is None or braced:
        raise Unfinished(tex[at:])
    return token[0], token.end()
