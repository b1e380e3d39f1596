"""
When arXiv announces papers, and since when its search knows them.
"""

from datetime import datetime, timedelta

# https://info.arxiv.org/help/availability.html: Sunday to Thursday, 20:00 US Eastern, which is
# 00:00 or 01:00 UTC on Monday to Friday. The search follows within hours; 05:30 UTC is safe.
_SATURDAY = 5
_HOUR, _MINUTE = 5, 30


def last_settled(now: datetime) -> datetime:
    """
    Since when the last announcement before *now*, which is UTC, can be searched for.

    On arXiv's holidays it is one that did not take place: asking once in vain does no harm.
    """
    settled = now.replace(hour=_HOUR, minute=_MINUTE, second=0, microsecond=0)
    if settled > now:
        settled -= timedelta(days=1)
    while settled.weekday() >= _SATURDAY:
        settled -= timedelta(days=1)
    return settled
