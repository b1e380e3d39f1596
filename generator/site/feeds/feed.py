"""
The feed: which entries it has, and where its older entries are. Decided once for all formats.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from generator.papers.listing import Entry, Listing
from generator.site import addresses
from generator.site.addresses import Permalink
from generator.site.edition import Edition, Section
from generator.site.feeds.entry import FeedEntry, feed_entry
from generator.site.feeds.feed_text import feed_line
from generator.site.site_context import SiteContext, site_context
from generator.text.language import ENGLISH, Language

# Announcement days that a feed always holds whole, however many papers came: who looks once a week
# misses none.
DAYS = 7

# The date of a feed without entries: the day arXiv opened. No paper is older, so the feed's date
# moves forward when its first paper comes.
OPENED = datetime(1991, 8, 14, tzinfo=UTC)


class Feed(Struct, frozen=True, kw_only=True):
    """
    The feed of a keyword's newest papers, or of all papers that it announced in one month.

    The feeds of one keyword are one logical feed in the sense of RFC 5005.
    """

    language: Language = ENGLISH
    """The language of the site's own texts."""

    name: str
    """The keyword's name."""

    title: str
    """The feed's title: keyword, site, and the month if there is one."""

    site_name: str
    """The site's title."""

    site_url: str
    """The URL of the home page."""

    newest_folder: str
    """The address of the keyword's page, with the feed of its newest papers."""

    folder: str
    """The address of the page with the papers of this feed; the feed is a file beside it."""

    entries: tuple[FeedEntry, ...] = ()
    """The papers, newest announcement first."""

    older: str | None = None
    """The folder of the newest month that this feed does not hold whole; None if there is none."""

    older_archive: str | None = None
    """The folder of the newest such month that is over; None if there is none."""

    is_archive: bool = False
    """Whether this is the feed of a month that is over, whose papers never change."""

    @property
    def updated(self) -> datetime:
        """
        When the newest version of any of the papers was submitted; OPENED without papers.
        """
        return max((entry.updated for entry in self.entries), default=OPENED)

    @property
    def subtitle(self) -> str:
        """
        A sentence that says what the feed is about.
        """
        return self.language.gettext("New arXiv papers: %(keyword)s", keyword=self.name)

    @property
    def is_newest(self) -> bool:
        """
        Whether this is the feed of the newest papers, not of a month.
        """
        return self.folder == self.newest_folder

    @property
    def page(self) -> str:
        """
        The URL of the page with the same papers.
        """
        return self.url(self.folder)

    def url(self, address: str) -> str:
        """
        The URL of *address*, for readers outside the site.
        """
        return addresses.absolute(self.site_url, address)


class Draft(Struct, frozen=True):
    """
    A feed before its entries are rendered: all that its documents depend on.
    """

    feed: Feed
    """The feed without entries."""

    entries: tuple[Entry, ...]
    """The listing's entries that become the feed's."""

    site: SiteContext
    """What the entries say of the site."""

    followed: bool = False
    """Whether each version of a paper is an entry of its own."""

    @property
    def updated(self) -> datetime:
        """
        When the newest version of any of the papers was submitted; OPENED without papers.
        """
        return max((entry.paper.updated for entry in self.entries), default=OPENED)

    def completed(self) -> Feed:
        """
        Return the feed with its entries.
        """
        entries = (feed_entry(entry, self.site, followed=self.followed) for entry in self.entries)
        return replace(self.feed, entries=tuple(entries))


def drafts(
    edition: Edition, section: Section, permalinks: Mapping[str, Permalink]
) -> Iterator[Draft]:
    """
    Yield the feed of the section's newest papers, then one a month, newest month first.

    A month is over when a later month has papers: then no paper is added to it. A program that
    begins with the newest papers and follows *older* gets every paper. *permalinks* has those of
    all papers of the edition.
    """
    listing = _without_unwanted_revisions(section)
    months = tuple(listing.months())
    folders = [addresses.month_page(listing.slug, month) for month, _ in months]
    newest = listing.newest(_length(listing, section.keyword.max_papers)).entries
    whole = _whole_months(months, len(newest))
    feed = replace(
        _feed_without_entries(edition, section),
        older=_at(folders, whole),
        older_archive=_at(folders, max(whole, 1)),
    )
    followed = bool(section.keyword.ids)
    yield Draft(feed, newest, site_context(edition, permalinks, newest), followed)
    for number, (month, part) in enumerate(months):
        of_month = replace(
            feed,
            title=f"{month}: {feed.title}",
            folder=folders[number],
            older=_at(folders, number + 1),
            older_archive=_at(folders, number + 1),
            is_archive=number > 0,
        )
        site = site_context(edition, permalinks, part.entries)
        yield Draft(of_month, part.entries, site, followed)


def _feed_without_entries(edition: Edition, section: Section) -> Feed:
    name, site_name = feed_line(section.keyword.name), feed_line(edition.site_name)
    folder = addresses.keyword_page(section.listing.slug)
    return Feed(
        language=edition.language,
        name=name,
        title=f"{name} – {site_name}",
        site_name=site_name,
        site_url=addresses.absolute(edition.site_url, addresses.HOME),
        newest_folder=folder,
        folder=folder,
    )


def _without_unwanted_revisions(section: Section) -> Listing:
    if section.keyword.feed_revisions:
        return section.listing
    entries = (entry for entry in section.listing.entries if entry.kind == "new")
    return replace(section.listing, entries=tuple(entries))


def _length(listing: Listing, max_papers: int) -> int:
    days = islice(listing.days(), DAYS)
    return max(max_papers, sum(len(entries) for _, entries in days))


def _whole_months(months: Sequence[tuple[str, Listing]], count: int) -> int:
    """
    How many of *months*, from the newest on, the newest *count* papers hold whole.
    """
    for number, (_, part) in enumerate(months):
        count -= len(part.entries)
        if count < 0:
            return number
    return len(months)


def _at(folders: Sequence[str], number: int) -> str | None:
    return folders[number] if number < len(folders) else None
