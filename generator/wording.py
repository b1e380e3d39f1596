"""
Days, moments and numbers in words.
"""

from datetime import UTC, date, datetime

from markupsafe import Markup

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


def moment(at: datetime) -> Markup:
    """
    A moment for readers and for programs, in UTC.
    """
    utc = at.astimezone(UTC)
    return Markup('<time datetime="{}">{}, {}</time>').format(
        f"{utc:%Y-%m-%dT%H:%M:%SZ}", day(utc), f"{utc:%H:%M}"
    )


def month(named: str) -> str:
    """
    A month for readers: ``December 2025`` for ``2025-12``.
    """
    return f"{_MONTHS[int(named[5:]) - 1]} {named[:4]}"


def count(number: int, noun: str) -> str:
    """
    A number of things: ``1 paper``, ``1,200 papers``.
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
