"""
How a keyword stands: what its freshness means for those who read it, and whether to be alarmed.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from generator.papers import arxiv_calendar
from generator.papers.freshness import Freshness
from generator.site.edition import Edition, Section
from generator.text.language import ENGLISH, Language

# A keyword that failed once may be well in the next run; after so many it needs its keeper.
RUNS = 3

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class KeywordHealth(Struct, frozen=True):
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
        return arxiv_calendar.stale_from(answered) if answered else None

    def is_stale(self, now: datetime) -> bool:
        """
        Whether its papers are older than two announcement days at *now*, or from the future.
        """
        answered = self.freshness.succeeded
        if answered is None:
            return False
        # One clock was wrong, and which of them nobody knows.
        return arxiv_calendar.stale_from(answered) <= now or answered - now > _DAY

    def is_alarming(self, now: datetime) -> bool:
        """
        Whether its keeper has to look: three failed runs, or two announcement days without one.
        """
        return self.freshness.failures >= RUNS or self.is_stale(now)

    def remarks(self, language: Language = ENGLISH) -> Iterator[str]:
        """
        What readers or keepers should know beyond the dates, a sentence each.
        """
        _ = language.gettext
        if self.freshness.failure:
            yield self._failure(language)
        elif self.freshness.attempted is None:
            yield _("Not asked yet.")
        if self.freshness.missed:
            yield _(
                "More papers had come than one run asks for: the older of them are missing here "
                "and in the feeds. A narrower keyword misses none."
            )
        dropped = self.freshness.dropped
        if dropped:
            first, others = dropped[0], language.number(len(dropped) - 1)
            yield (
                _(
                    "Left out of arXiv’s last answer: %(first)s, and %(number)s more.",
                    first=first,
                    number=others,
                )
                if dropped[1:]
                else _("Left out of arXiv’s last answer: %(first)s.", first=first)
            )
        yield from flood(self.section, language)

    def _failure(self, language: Language) -> str:
        known, attempted = self.freshness, self.freshness.attempted
        failed = language.ngettext("Failed %(num)s time", "Failed %(num)s times", known.failures)
        if attempted:
            last = language.gettext("last asked on %(moment)s", moment=language.at(attempted))
            failed = f"{failed}, {last}"
        return f"{failed}: {known.failure}"


def keyword_health(edition: Edition) -> list[KeywordHealth]:
    """
    Every keyword's, in the keeper's order.
    """
    known = edition.freshness
    return [
        KeywordHealth(one, known.get(one.keyword.slug, Freshness())) for one in edition.sections
    ]


def checked(edition: Edition) -> datetime | None:
    """
    When arXiv last answered for any keyword; None if it never did.
    """
    answers = (one.freshness.succeeded for one in keyword_health(edition))
    return max(filter(None, answers), default=None)


def flood(section: Section, language: Language = ENGLISH) -> Iterator[str]:
    """
    A sentence, if a day of the last week brought more papers than the page and its feeds hold.
    """
    holds = section.keyword.max_papers
    on, papers = max(_last_week(section), key=lambda one: one[1], default=(None, 0))
    if on and papers > holds:
        yield language.gettext(
            "%(papers)s came on %(day)s, and the page and its feeds hold %(holds)s: the others "
            "are on the month’s page and in the Atom feed’s earlier documents; readers of RSS "
            "and JSON miss them. A larger max_papers shows them.",
            papers=language.papers(papers),
            day=language.day(on),
            holds=language.number(holds),
        )


def _last_week(section: Section) -> Iterator[tuple[date, int]]:
    newest = section.listing.newest_day
    for on, entries in section.listing.days():
        if newest and on <= newest - _WEEK:
            return
        yield on, len(entries)
