"""
How fresh each keyword is, for its keeper: as lines, as a Markdown table, and as a verdict.
"""

from collections.abc import Iterator
from datetime import datetime

from generator.edition import Edition
from generator.markdown import inline
from generator.standing import Standing, standings
from generator.wording import count

_COLUMNS = ("Keyword", "State", "Last success (UTC)", "Newest paper", "On arXiv", "Remarks")


def is_alarming(edition: Edition, now: datetime) -> bool:
    """
    Whether somebody has to look: no keyword is well, or one is past waiting for the next run.
    """
    known = standings(edition)
    return not any(one.is_well for one in known) or any(one.is_alarming(now) for one in known)


def lines(edition: Edition, now: datetime) -> Iterator[str]:
    """
    A line a keyword.
    """
    for one in standings(edition):
        parts = (f"answered {_answered(one)}", f"newest paper {_newest(one)}", *one.remarks())
        yield f"{one.section.keyword.name}: {_state(one, now)}; {'; '.join(parts)}"


def table(edition: Edition, now: datetime) -> Iterator[str]:
    """
    The same as a table in Markdown, with how many keywords are well above it.
    """
    known = standings(edition)
    well = sum(one.is_well for one in known)
    yield f"arXiv’s last answers: {count(len(known), 'keyword')}, {len(known) - well} without."
    yield ""
    yield _row(_COLUMNS)
    yield _row(("---",) * len(_COLUMNS))
    for one in known:
        yield _row(_cells(one, now))


def _cells(one: Standing, now: datetime) -> Iterator[str]:
    state = _state(one, now)
    total = one.freshness.total
    yield inline(one.section.keyword.name, alone=True)
    yield f"**{state}**" if one.is_alarming(now) else state
    yield _answered(one).removesuffix(" UTC")
    yield _newest(one)
    yield "" if total is None else f"{total:,}"
    yield inline(" ".join(one.remarks()), alone=True)


def _row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _state(one: Standing, now: datetime) -> str:
    if one.is_stale(now):
        return "STALE"
    if one.is_alarming(now):
        return "FAILING"
    if one.freshness.failure:
        return "failed"
    return "fresh" if one.is_well else "waiting"


def _answered(one: Standing) -> str:
    succeeded = one.freshness.succeeded
    return f"{succeeded:%Y-%m-%d %H:%M} UTC" if succeeded else "never"


def _newest(one: Standing) -> str:
    newest = one.section.listing.newest_day
    return f"{newest:%Y-%m-%d}" if newest else "none"
