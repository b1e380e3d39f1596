"""
arXiv's calendar: it announces papers in the evenings of Sunday to Thursday, US Eastern time.

The day of an announcement is its day in UTC, as in arXiv's own lists: the announcement of Thursday
evening belongs to Friday.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")

# https://info.arxiv.org/help/availability.html
_HOUR = 20

_WEEKDAYS = frozenset((6, 0, 1, 2, 3))  # Sunday to Thursday, as date.weekday() counts

# The evenings without announcement on arXiv's page, by year. In a year that is missing here, a
# holiday counts as a day of announcements: a run then finds nothing new, which is no fault.
HOLIDAYS = {
    2026: (
        *(date(2026, 1, 1), date(2026, 1, 19), date(2026, 6, 19), date(2026, 7, 3)),
        *(date(2026, 9, 7), date(2026, 11, 26), date(2026, 12, 25), date(2026, 12, 29)),
        date(2026, 12, 31),
    ),
}

# Announced papers can be searched some hours later, by 05:30 UTC of the same day at the latest.
_SEARCHABLE = 5, 30

# Daily runs ask until 16:00 UTC and may start late. So long after an announcement, one of them
# should have succeeded.
_DUE = timedelta(hours=18)

_DAY = timedelta(days=1)


def newest_covered(asked: datetime) -> datetime:
    """
    Return the moment of the newest announcement whose papers arXiv's search finds at *asked*.
    """
    on = asked.astimezone(EASTERN).date()
    while not (_is_announced(on) and _searchable(on) <= asked):
        on -= _DAY
    return _moment(on)


def next_expected(asked: datetime) -> datetime:
    """
    Return the moment of the first announcement whose papers arXiv's search lacks at *asked*.
    """
    return next(_after(newest_covered(asked)))


def stale_from(asked: datetime) -> datetime:
    """
    Return the moment from which an answer of arXiv at *asked* is stale.

    By then two more announcements were made, and a daily run after the second should have
    succeeded.
    """
    coming = _after(newest_covered(asked))
    next(coming)
    return next(coming) + _DUE


def _after(announcement: datetime) -> Iterator[datetime]:
    on = announcement.astimezone(EASTERN).date()
    while True:
        on += _DAY
        if _is_announced(on):
            yield _moment(on)


def _is_announced(evening: date) -> bool:
    holidays = HOLIDAYS.get(evening.year, ())
    return evening.weekday() in _WEEKDAYS and evening not in holidays


def _searchable(evening: date) -> datetime:
    hour, minute = _SEARCHABLE
    return _moment(evening).replace(hour=hour, minute=minute)


def _moment(evening: date) -> datetime:
    local = datetime(evening.year, evening.month, evening.day, _HOUR, tzinfo=EASTERN)
    return local.astimezone(UTC)
