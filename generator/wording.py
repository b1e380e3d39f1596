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
_WEEKDAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday"),
    *("Friday", "Saturday", "Sunday"),
)


def day(on: date) -> str:
    """
    A day for readers: ``19 December 2025``.
    """
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """
    A day of the week and the day: ``Friday, 19 December 2025``.
    """
    return f"{_WEEKDAYS[on.weekday()]}, {day(on)}"


def at(moment: datetime) -> str:
    """
    A moment for readers, in UTC: ``19 December 2025, 05:17``.
    """
    utc = moment.astimezone(UTC)
    return f"{day(utc)}, {utc:%H:%M}"


def moment(when: datetime, zone: str = "") -> Markup:
    """
    A moment for readers and for programs, in UTC; *zone* follows where nothing else says so.
    """
    utc = when.astimezone(UTC)
    return Markup('<time datetime="{}">{}{}</time>').format(
        f"{utc:%Y-%m-%dT%H:%M:%SZ}", at(utc), zone
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
