"""
Papers that another tracker listed, until arXiv has told the rest of them.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.listing import ALL, MISSED, Announcement, Record, Records
from generator.paper import Paper
from generator.trackers import Row


class Listed(Struct, frozen=True):
    """
    The day another tracker listed a paper on, and the version it named, if any.
    """

    day: date
    version: int | None = None


class Imported(Struct, frozen=True):
    """
    A paper's *title* over there, and its listing for each keyword, by slug.
    """

    title: str
    listed: Mapping[str, Listed]


# What waits for arXiv's answer, by identifier without version.
Waiting = Mapping[str, Imported]


def taken_over(
    waiting: Waiting, rows: Iterable[Row], slugs: Mapping[str, str], records: Records
) -> dict[str, Imported]:
    """
    *waiting* with *rows* added; *slugs* has the keyword of each section, rows of others stay out.

    Where a keyword already announced a paper in *records*, that day stays; of two days the
    earlier one counts. Taking the same rows over again changes nothing.
    """
    after = dict(waiting)
    for row in rows:
        slug = slugs.get(row.section)
        record = records.get(row.base)
        if slug is None or (record and slug in record.announced):
            continue
        known = after.get(row.base, Imported(row.title, {}))
        listed = min(
            filter(None, (known.listed.get(slug), Listed(row.day, row.version))),
            key=lambda one: one.day,
        )
        after[row.base] = replace(known, listed={**known.listed, slug: listed})
    return after


def announced(
    records: Records, waiting: Waiting, papers: Iterable[Paper], *, today: date
) -> dict[str, Record]:
    """
    The records that change when *papers*, some of those *waiting*, get the days they had.

    What a keyword announced before stays, and so does the first day under ALL.
    """
    changed: dict[str, Record] = {}
    for paper in papers:
        base = paper.arxiv_id.base
        before = records.get(base, Record(paper, {}))
        listed = waiting[base].listed
        days = {slug: _announcement(paper, one, today) for slug, one in sorted(listed.items())}
        first = min(days.values(), key=lambda one: one.day)
        after = replace(before, announced={ALL: first, **days, **before.announced})
        if after != records.get(base):
            changed[base] = after
    return changed


def _announcement(paper: Paper, listed: Listed, today: date) -> Announcement:
    # A day that cannot be, from a slip or another time zone, must not make a page of its own.
    day = min(max(listed.day, paper.published.date()), today)
    if listed.version is None:
        first = paper.published.date() >= day - MISSED
    else:
        first = listed.version == 1
    return Announcement(day, "new" if first else "revised")
