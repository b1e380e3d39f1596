"""
How a keyword stands: what its freshness means for those who read it, and whether to be alarmed.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from generator import announcement_days
from generator.edition import Edition, Section
from generator.freshness import Freshness
from generator.wording import at, count, day

# A keyword that failed once may be well in the next run; after so many it needs its keeper.
RUNS = 3

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class Standing(Struct, frozen=True):
    """
    A keyword's section and what is known of its fetches.
    """

    section: Section
    freshness: Freshness

    @property
    def is_well(self) -> bool:
        """
        Whether arXiv was asked, and answered when it last was.
        """
        return self.freshness.attempted is not None and self.freshness.failure is None

    @property
    def stale_from(self) -> datetime | None:
        """
        When its papers are older than two announcement days; None if it never had an answer.
        """
        answered = self.freshness.succeeded
        return announcement_days.stale_from(answered) if answered else None

    def is_stale(self, now: datetime) -> bool:
        """
        Whether its papers are older than two announcement days at *now*, or from the future.
        """
        answered = self.freshness.succeeded
        if answered is None:
            return False
        # One clock was wrong, and which of them nobody knows.
        return announcement_days.stale_from(answered) <= now or answered - now > _DAY

    def is_alarming(self, now: datetime) -> bool:
        """
        Whether its keeper has to look: three failed runs, or two announcement days without one.
        """
        return self.freshness.failures >= RUNS or self.is_stale(now)

    def remarks(self) -> Iterator[str]:
        """
        What readers or keepers should know beyond the dates, a sentence each.
        """
        attempted = self.freshness.attempted
        if self.freshness.failure:
            times = count(self.freshness.failures, "time")
            last = f", last asked on {at(attempted)}" if attempted else ""
            yield f"Failed {times}{last}: {self.freshness.failure}"
        elif attempted is None:
            yield "Not asked yet."
        if self.freshness.missed:
            yield (
                "More papers had come than one run asks for: the older of them are missing here "
                "and in the feeds. A narrower keyword misses none."
            )
        dropped = self.freshness.dropped
        if dropped:
            more = f", and {len(dropped) - 1:,} more" if dropped[1:] else ""
            yield f"Left out of arXiv’s last answer: {dropped[0]}{more}."
        yield from flood(self.section)


def standings(edition: Edition) -> list[Standing]:
    """
    Every keyword's, in the keeper's order.
    """
    known = edition.freshness
    return [Standing(one, known.get(one.keyword.slug, Freshness())) for one in edition.sections]


def checked(edition: Edition) -> datetime | None:
    """
    When arXiv last answered for any keyword; None if it never did.
    """
    answers = (one.freshness.succeeded for one in standings(edition))
    return max(filter(None, answers), default=None)


def flood(section: Section) -> Iterator[str]:
    """
    A sentence, if a day of the last week brought more papers than the page and its feeds hold.
    """
    holds = section.keyword.max_papers
    on, papers = max(_last_week(section), key=lambda one: one[1], default=(None, 0))
    if on and papers > holds:
        yield (
            f"{count(papers, 'paper')} came on {day(on)}, and the page and its feeds hold "
            f"{holds:,}: the others are on the month’s page and in the Atom feed’s earlier "
            "documents; readers of RSS and JSON miss them. A larger max_papers shows them."
        )


def _last_week(section: Section) -> Iterator[tuple[date, int]]:
    newest = section.listing.newest_day
    for on, entries in section.listing.days():
        if newest and on <= newest - _WEEK:
            return
        yield on, len(entries)
