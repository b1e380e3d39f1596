"""
Days and numbers in the words of commands, which speak English.
"""

from datetime import date

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
