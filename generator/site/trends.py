"""
How much is published about a keyword: papers a week, growth, and what the last thirty days held.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from generator.papers import remarks
from generator.papers.listing import Entry
from generator.papers.paper import Paper
from generator.site.edition import Edition, Section
from generator.text import tex

WEEKS = 52

DAYS = 30

# Of categories, venues and authors only the first few say something.
_MOST = 5


class Ranked(Struct, frozen=True):
    """
    A category, venue or author, and the number of papers that have it.
    """

    name: str
    count: int


class Weeks(Struct, frozen=True, kw_only=True):
    """
    The papers announced in each of 52 weeks (Monday to Sunday), oldest first, and those of them
    that were *new*.
    """

    weeks: tuple[int, ...]
    new: tuple[int, ...]


class Trend(Weeks, frozen=True, kw_only=True):
    """
    One listing over time, up to the newest day of the site.

    *recent* and *before* are the papers of the last thirty days
    and of the thirty before, *recent_new* the new ones among the former; *categories*, *venues*
    and *authors* are the most frequent of the last thirty days.
    """

    section: Section
    recent: int
    recent_new: int
    before: int
    categories: tuple[Ranked, ...]
    venues: tuple[Ranked, ...]
    authors: tuple[Ranked, ...]

    @property
    def growth(self) -> float | None:
        """
        The last thirty days against those before: 0.5 is half as many again; None without these.
        """
        return self.recent / self.before - 1 if self.before else None

    @property
    def share_of_new(self) -> float | None:
        """
        Which part of the last thirty days' papers was new, the others being revised.
        """
        return self.recent_new / self.recent if self.recent else None


def weeks(section: Section, newest: date | None) -> Weeks:
    """
    The weeks of *section* up to *newest*, the newest day of the whole site.
    """
    end = newest or date.min + timedelta(weeks=WEEKS)
    entries = section.listing.entries
    return Weeks(
        weeks=_weekly(entries, end),
        new=_weekly((one for one in entries if one.kind == "new"), end),
    )


def trend(section: Section, newest: date | None) -> Trend:
    """
    The trend of *section*; *newest* is the newest day of the whole site, so that all compare.
    """
    end = newest or date.min + timedelta(weeks=WEEKS)
    entries = section.listing.entries
    recent = _between(entries, end - timedelta(days=DAYS), end)
    papers = [entry.paper for entry in recent]
    weekly = weeks(section, newest)
    return Trend(
        section=section,
        weeks=weekly.weeks,
        new=weekly.new,
        recent=len(recent),
        recent_new=sum(one.kind == "new" for one in recent),
        before=len(_between(entries, end - timedelta(days=2 * DAYS), end - timedelta(days=DAYS))),
        categories=_ranked(papers, lambda paper: paper.categories),
        venues=_ranked(papers, _venue),
        authors=_ranked(papers, lambda paper: map(tex.to_text, paper.authors), least=2),
    )


def trends(edition: Edition) -> tuple[Trend, ...]:
    """
    The trend of each keyword, in the keeper's order, and last that of all of them together.
    """
    newest = edition.overall.listing.newest_day
    return tuple(trend(one, newest) for one in (*edition.sections, edition.overall))


def _between(entries: Sequence[Entry], after: date, end: date) -> tuple[Entry, ...]:
    return tuple(one for one in entries if after < one.announced <= end)


def _weekly(entries: Iterable[Entry], end: date) -> tuple[int, ...]:
    # Whole weeks: a chart then changes once a week, not every day.
    monday = end - timedelta(days=end.weekday())
    ages = Counter((monday - one.announced).days for one in entries)
    counts = Counter[int]()
    for days, count in ages.items():
        counts[-(-days // 7)] += count
    return tuple(counts[age] for age in reversed(range(WEEKS)))


def _venue(paper: Paper) -> tuple[str, ...]:
    venue = remarks.venue(paper)
    return (str(venue),) if venue else ()


def _ranked(
    papers: Iterable[Paper], names: Callable[[Paper], Iterable[str]], *, least: int = 1
) -> tuple[Ranked, ...]:
    counts = Counter(name for paper in papers for name in set(names(paper)))
    # By number, then by name: equal numbers must not change places between two runs.
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Ranked(*pair) for pair in order[:_MOST] if pair[1] >= least)
