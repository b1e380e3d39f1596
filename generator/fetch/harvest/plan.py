"""
Which keywords a harvest serves, and which changes it has to read for them.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec import Struct

from generator.fetch.offline_keyword import OfflineKeyword, offline_keyword
from generator.fetch.window import FetchWindow

# The longest time since a keyword's last harvest: after more days, asking for the keyword alone
# costs fewer requests.
LONGEST = timedelta(days=7)

# The query API may show a change a day later than OAI-PMH does.
_DELAY = timedelta(days=1)

_PHYSICS = frozenset(
    "astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics "
    "quant-ph".split()
)


class Plan(Struct, frozen=True):
    """
    Which keywords a harvest serves, and which changes it reads.
    """

    members: tuple[OfflineKeyword, ...]
    since: date
    """The day with whose changes the harvest begins."""
    subset: str | None
    """The set of OAI-PMH that is read; None for all of arXiv."""

    @property
    def slugs(self) -> frozenset[str]:
        """
        The slugs of its keywords.
        """
        return frozenset(member.slug for member in self.members)


def plan(windows: Iterable[FetchWindow], now: datetime) -> Plan | None:
    """
    Return the harvest for those *windows* that a harvest can serve; None if it can serve none.

    It can serve a keyword that was answered within the last days, if this program can tell which
    papers its query finds.
    """
    members, days = list[OfflineKeyword](), list[date]()
    for window in windows:
        member = offline_keyword(window)
        if member is None or window.since is None:
            continue
        day = window.harvested or (window.since - _DELAY).date()
        if timedelta(0) <= now.date() - day <= LONGEST:
            members.append(member)
            days.append(day)
    return Plan(tuple(members), min(days), _subset(members)) if members else None


def _subset(members: Iterable[OfflineKeyword]) -> str | None:
    """
    Return the smallest set of OAI-PMH that holds all papers of *members*; None for all of arXiv.
    """
    archives = set[str]()
    for member in members:
        if member.matcher.categories is None:
            return None
        archives |= {category.partition(".")[0] for category in member.matcher.categories}
    groups = {"physics" if archive in _PHYSICS else archive for archive in archives}
    if len(groups) != 1:
        return None
    (group,) = groups
    return f"physics:{archives.pop()}" if group == "physics" and len(archives) == 1 else group
