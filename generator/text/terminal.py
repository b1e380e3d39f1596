"""
Text for a terminal or a log: control characters replaced, days and numbers in English.
"""

import re
from datetime import date

# https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
# The runner obeys a line that begins with two colons, and the older ##[ anywhere in a line.
_COMMAND = re.compile(r"^( *):(?=:)|(?<=##)\[")

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Not from strftime, whose names of months depend on the machine's language.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def printable(text: str) -> str:
    """
    Return *text* on one line, with U+FFFD for each control character.

    U+FFFD also replaces a sign of each workflow command, so that a GitHub runner that reads the log
    obeys none: ``::error`` becomes ``�:error``.
    """
    seen = "".join(one if one.isprintable() else _REPLACEMENT for one in text)
    return _COMMAND.sub(lambda match: (match[1] or "") + _REPLACEMENT, seen)


def day(on: date) -> str:
    """
    Return the day *on* in English: ``19 December 2025``.
    """
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def count(number: int, noun: str) -> str:
    """
    Return *number* with the English *noun*: ``1 paper``, ``1,200 papers``.
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
