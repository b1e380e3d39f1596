"""
Text for a terminal or a log: control characters made visible, days and numbers in English.
"""

import re
from datetime import date

# https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
# The runner obeys a line that begins with two colons, and the older ##[ wherever it stands.
_COMMAND = re.compile(r"^( *):(?=:)|(?<=##)\[")

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """
    *text* without anything that moves a cursor, changes a colour, begins a line, or commands the
    machine of a GitHub workflow that reads the log.
    """
    seen = "".join(one if one.isprintable() else _REPLACEMENT for one in text)
    return _COMMAND.sub(lambda match: (match[1] or "") + _REPLACEMENT, seen)


# Not from strftime: a name of a month must not depend on the machine's language.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day(on: date) -> str:
    """
    A day for readers: ``19 December 2025``.
    """
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def count(number: int, noun: str) -> str:
    """
    A number of things: ``1 paper``, ``1,200 papers``.
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
