"""
How fresh each keyword is, in words, and whether somebody has to look.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from generator.edition import Edition, Section
from generator.freshness import Freshness
from generator.wording import count

# Runs are daily; three days without one answer are no accident.
STALE = timedelta(days=3)


def report(edition: Edition, *, now: datetime) -> tuple[list[str], bool]:
    """
    A line a keyword, and whether any of them is stale at *now*.
    """
    states = [
        (section, edition.freshness.get(section.keyword.slug, Freshness()))
        for section in edition.sections
    ]
    lines = [f"{section.keyword.name}: {_state(section, one, now)}" for section, one in states]
    return lines, any(is_stale(one, now) for _, one in states)


def is_stale(freshness: Freshness, now: datetime) -> bool:
    """
    Whether a keyword was never answered, or not for three days, as far as a clock can be trusted.
    """
    return freshness.succeeded is None or abs(now - freshness.succeeded) > STALE


def _state(section: Section, freshness: Freshness, now: datetime) -> str:
    return "; ".join(_parts(section, freshness, now))


def _parts(section: Section, freshness: Freshness, now: datetime) -> Iterator[str]:
    if is_stale(freshness, now):
        yield "STALE"
    if freshness.succeeded:
        yield f"answered {freshness.succeeded:%Y-%m-%d %H:%M} UTC"
    else:
        yield "never answered"
    newest = section.listing.newest_day
    yield f"newest paper {newest:%Y-%m-%d}" if newest else "no papers yet"
    if freshness.missed:
        yield "more papers had come than one run asks for"
    if freshness.dropped:
        yield f"{count(len(freshness.dropped), 'unreadable paper')} left out"
    if freshness.failure:
        times = "once" if freshness.failures == 1 else f"{freshness.failures} times"
        yield f"failed {times} since: {freshness.failure}"
