"""
Trends: papers a week of each keyword, growth, and the most frequent categories, venues and authors.
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

# Weeks in a chart.
WEEKS = 52

# Days that are compared with as many before them, and whose categories, venues and authors count.
DAYS = 30

# Categories, venues and authors that are named.
_MOST = 5


class Ranked(Struct, frozen=True):
    """
    A category, venue or author, and the number of papers that have it.
    """

    name: str
    count: int


class Weeks(Struct, frozen=True, kw_only=True):
    """
    Numbers of papers announced in each of 52 weeks (Monday to Sunday), oldest week first.

    *weeks* counts all papers, *new* those that were announced as new.
    """

    weeks: tuple[int, ...]
    new: tuple[int, ...]


class Trend(Weeks, frozen=True, kw_only=True):
    """
    A section's numbers up to the newest announcement day of the site.
    """

    section: Section
    """The keyword and its papers."""

    recent: int
    """The number of papers of the last thirty days."""

    recent_new: int
    """The number of these that were announced as new."""

    before: int
    """The number of papers of the thirty days before."""

    categories: tuple[Ranked, ...]
    """The most frequent categories of the last thirty days, at most five."""

    venues: tuple[Ranked, ...]
    """The most frequent venues, likewise."""

    authors: tuple[Ranked, ...]
    """The authors of at least two of these papers, likewise."""

    @property
    def growth(self) -> float | None:
        """
        The change from *before* to *recent*: 0.5 is half as many again. None if *before* is 0.
        """
        return self.recent / self.before - 1 if self.before else None

    @property
    def share_of_new(self) -> float | None:
        """
        The part of *recent* that was announced as new, from 0 to 1. None if *recent* is 0.
        """
        return self.recent_new / self.recent if self.recent else None


def weeks(section: Section, newest: date | None) -> Weeks:
    """
    Count the papers of *section* up to *newest*, the newest announcement day of the site.
    """
    end = newest or date.min + timedelta(weeks=WEEKS)
    entries = section.listing.entries
    return Weeks(
        weeks=_weekly(entries, end),
        new=_weekly((entry for entry in entries if entry.kind == "new"), end),
    )


def trend(section: Section, newest: date | None) -> Trend:
    """
    Return the trend of *section* up to *newest*, the newest announcement day of the site.

    The day is the same for all keywords, so that their numbers can be compared.
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
        recent_new=sum(entry.kind == "new" for entry in recent),
        before=len(_between(entries, end - timedelta(days=2 * DAYS), end - timedelta(days=DAYS))),
        categories=_ranked(papers, lambda paper: paper.categories),
        venues=_ranked(papers, _venue),
        authors=_ranked(papers, lambda paper: map(tex.to_text, paper.authors), least=2),
    )


def trends(edition: Edition) -> tuple[Trend, ...]:
    """
    The trend of each keyword, in the keeper's order, then the trend of all keywords together.
    """
    newest = edition.overall.listing.newest_day
    return tuple(trend(section, newest) for section in (*edition.sections, edition.overall))


def _between(entries: Sequence[Entry], after: date, end: date) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if after < entry.announced <= end)


def _weekly(entries: Iterable[Entry], end: date) -> tuple[int, ...]:
    # Calendar weeks: pages of keywords without new papers then change once a week, not every day.
    monday = end - timedelta(days=end.weekday())
    ages = Counter((monday - entry.announced).days for entry in entries)
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
    # By number, then by name, so that the same papers give the same order in every run.
    order = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Ranked(*pair) for pair in order[:_MOST] if pair[1] >= least)
