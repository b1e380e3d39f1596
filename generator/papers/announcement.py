"""
When a paper was announced, and whether as new or as revised: the only decision.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.papers.paper import Paper, SortBy

# arXiv makes the same distinction; its feeds say `replace` for `revised`.
Kind = Literal["new", "revised"]

# The slug of the listing of all keywords together.
ALL = "all"

# From submission to announcement 139 measured papers took up to 29 days. So a paper whose first
# version is so recent may have been announced, and revised, since the keyword's last success.
MISSED = timedelta(days=30)


# gc=False here and below for the same reason as in ``Paper``.
class Announcement(Struct, frozen=True, gc=False):
    """
    The day on which this site first listed a paper under a keyword, and as what kind of news.

    An announcement never changes.
    """

    day: date
    kind: Kind = "new"


class Record(Struct, frozen=True, gc=False):
    """
    A paper that the store remembers, and its announcements by keyword slug.

    The first announcement is also there under ``ALL``.
    """

    paper: Paper
    announced: Mapping[str, Announcement]


# The records of the store, by identifier without version.
Records = Mapping[str, Record]


def announce(
    records: Records,
    slug: str,
    papers: Iterable[Paper],
    *,
    today: date,
    since: datetime | None,
    horizon: datetime | None = None,
    sort_by: SortBy = "updated",
) -> dict[str, Record]:
    """
    Return the records that change when keyword *slug* is answered with *papers* on *today*.

    The result has a record for each changed paper, by identifier without version. Seeing the same
    papers again changes nothing.

    A paper that the keyword does not list yet is announced *today*. It is new in version 1; in a
    later version it is new if version 1 may have been missed since *since*, the keyword's last
    success, and otherwise revised.

    If *since* is None, this is the keyword's first answer: each paper is announced on the day of
    the date *sort_by*. The same holds for a paper older than *horizon*, because earlier answers
    did not go back so far.

    A newer version of a paper replaces the stored one and keeps its announcements. An older
    version comes from an outdated answer and changes no paper. A version that OAI-PMH called
    withdrawn stays withdrawn, because the query API does not say so.
    """
    changed: dict[str, Record] = {}
    for paper in papers:
        base = paper.arxiv_id.base
        before = changed.get(base) or records.get(base)
        after = _merged(before, paper)
        if slug not in after.announced:
            asked_before = horizon is None or paper.date(sort_by) >= horizon
            last = since if asked_before else None
            announcement = _announcement(paper, today=today, since=last, sort_by=sort_by)
            # An announcement that is already there under ALL stays.
            announced = {ALL: announcement, **after.announced, slug: announcement}
            after = replace(after, announced=announced)
        if after != before:
            changed[base] = after
    return changed


def _merged(record: Record | None, paper: Paper) -> Record:
    if record is None:
        return Record(paper, {})
    if paper.arxiv_id.version < record.paper.arxiv_id.version:
        return record
    if paper.arxiv_id.version == record.paper.arxiv_id.version and record.paper.withdrawn:
        paper = replace(paper, withdrawn=True)
    return replace(record, paper=paper)


def _announcement(
    paper: Paper, *, today: date, since: datetime | None, sort_by: SortBy
) -> Announcement:
    first = paper.arxiv_id.version == 1
    if since is None:
        # A date in the future, from a wrong clock, would keep the paper on top of the listing.
        day = min(paper.date(sort_by).date(), today)
        return Announcement(day, "new" if first or sort_by == "published" else "revised")
    missed = paper.published >= since - MISSED
    return Announcement(today, "new" if first or missed else "revised")
