"""
Keyword health: what a keyword's freshness means for its readers and its keeper.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from generator.errors import FailureKind
from generator.papers import arxiv_calendar
from generator.papers.freshness import Freshness
from generator.site.edition import Edition, Section
from generator.site.failure_sentences import failure_sentence
from generator.text.language import ENGLISH, Language

# Failed runs in a row after which the keeper has to act. Fewer may be a short fault of arXiv's.
RUNS = 3

# How many unreadable papers a sentence names.
_NAMED = 3

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class KeywordHealth(Struct, frozen=True):
    """
    A keyword with its papers, and what is known of its fetches.
    """

    section: Section
    freshness: Freshness

    @property
    def is_well(self) -> bool:
        """
        True if the last fetch succeeded; False if it failed, or if there was none.
        """
        return self.freshness.attempted is not None and self.freshness.failure is None

    @property
    def stale_from(self) -> datetime | None:
        """
        The moment from which the papers are stale: two announcement days of arXiv after the last
        answer. None if arXiv never answered.
        """
        answered = self.freshness.succeeded
        return arxiv_calendar.stale_from(answered) if answered else None

    def is_stale(self, now: datetime) -> bool:
        """
        Whether the papers are stale at *now*. They also are if the last answer lies over a day in
        the future. False if arXiv never answered.
        """
        answered = self.freshness.succeeded
        if answered is None:
            return False
        # A success in the future: the clock was wrong then, or is wrong now.
        return arxiv_calendar.stale_from(answered) <= now or answered - now > _DAY

    def is_alarming(self, now: datetime) -> bool:
        """
        Whether the keeper has to act: three failed runs in a row, or stale papers.
        """
        return self.freshness.failures >= RUNS or self.is_stale(now)

    def remarks(self, language: Language = ENGLISH) -> Iterator[str]:
        """
        Yield what readers and the keeper should know, a sentence each; none if all is well.
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
        if self.freshness.unreadable:
            yield self._left_out(language)
        yield from flood(self.section, language)

    def _failure(self, language: Language) -> str:
        known, attempted = self.freshness, self.freshness.attempted
        failed = language.ngettext("Failed %(num)s time", "Failed %(num)s times", known.failures)
        if attempted:
            last = language.gettext("last asked on %(moment)s", moment=language.at(attempted))
            failed = f"{failed}, {last}"
        kind = known.failure or FailureKind.OTHER
        return f"{failed}: {failure_sentence(kind, known.status, language)}"

    def _left_out(self, language: Language) -> str:
        entries = self.freshness.unreadable
        left_out = language.ngettext(
            "%(num)s paper of arXiv’s last answer could not be read",
            "%(num)s papers of arXiv’s last answer could not be read",
            len(entries),
        )
        named = list(filter(None, entries))[:_NAMED]
        return f"{left_out}: {', '.join(named)}." if named else f"{left_out}."


def keyword_health(edition: Edition) -> list[KeywordHealth]:
    """
    The health of every keyword, in the keeper's order.
    """
    known, sections = edition.freshness, edition.sections
    return [KeywordHealth(each, known.get(each.keyword.slug, Freshness())) for each in sections]


def checked(edition: Edition) -> datetime | None:
    """
    The moment when arXiv last answered for any keyword; None if it never did.
    """
    answers = (health.freshness.succeeded for health in keyword_health(edition))
    return max(filter(None, answers), default=None)


def flood(section: Section, language: Language = ENGLISH) -> Iterator[str]:
    """
    Yield a sentence if a day of the last week brought more papers than *section*'s page has.
    """
    holds = section.keyword.max_papers
    on, papers = max(_last_week(section), key=lambda pair: pair[1], default=(None, 0))
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
    # The announcement days of the last week, with their numbers of papers.
    newest = section.listing.newest_day
    for on, entries in section.listing.days():
        if newest and on <= newest - _WEEK:
            return
        yield on, len(entries)
