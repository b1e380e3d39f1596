"""
Which entries a feed has, and where its older ones are: decided once for all formats.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from generator.papers.listing import Entry, Listing
from generator.site import addresses
from generator.site.addresses import Permalink, SiteContext, site_context
from generator.site.edition import Edition, Section
from generator.site.feeds.entry import FeedEntry, readable_line
from generator.site.feeds.entry_content import entry_of
from generator.text.language import ENGLISH, Language

# A feed holds all papers of at least this many announcement days, however many they are: who
# looks once a week misses none.
DAYS = 7

# The date of a feed without entries: the day arXiv opened. No paper is older, so a feed's date
# moves forward when its first paper comes.
OPENED = datetime(1991, 8, 14, tzinfo=UTC)


class Feed(Struct, frozen=True, kw_only=True):
    """
    A keyword's newest papers, or all it announced in one month.

    *name* is the keyword's. *folder* is where the page of the same papers and the feed's
    documents stand, *home* is that of the newest papers. *older* is the folder of the newest
    month that this feed does not hold whole, *closed* of the newest such month that is over;
    *is_closed* says that this one is.
    """

    language: Language = ENGLISH
    name: str
    title: str
    site_name: str
    site_url: str
    home: str
    folder: str
    entries: tuple[FeedEntry, ...] = ()
    older: str | None = None
    closed: str | None = None
    is_closed: bool = False

    @property
    def updated(self) -> datetime:
        """
        The submission of the newest version of any paper here.
        """
        return max((entry.updated for entry in self.entries), default=OPENED)

    @property
    def subtitle(self) -> str:
        """
        What the feed is about.
        """
        return self.language.gettext("New arXiv papers: %(keyword)s", keyword=self.name)

    @property
    def is_newest(self) -> bool:
        """
        Whether these are the newest papers, not those of a month.
        """
        return self.folder == self.home

    @property
    def page(self) -> str:
        """
        The page that shows the same papers.
        """
        return self.url(self.folder)

    def url(self, address: str) -> str:
        """
        *address* on this site, for readers elsewhere.
        """
        return addresses.absolute(self.site_url, address)


class Draft(Struct, frozen=True):
    """
    A *feed* that is still without entries, those it will have, and what they say of the *site*.

    Of papers that are *followed* each version is an entry of its own.
    """

    feed: Feed
    listed: tuple[Entry, ...]
    site: SiteContext
    followed: bool = False

    @property
    def updated(self) -> datetime:
        """
        The submission of the newest version of any paper there, in whole seconds.
        """
        moments = (entry.paper.updated.replace(microsecond=0) for entry in self.listed)
        return max(moments, default=OPENED)

    def completed(self) -> Feed:
        """
        The feed with its entries.
        """
        return replace(
            self.feed,
            entries=tuple(
                entry_of(entry, self.site, followed=self.followed) for entry in self.listed
            ),
        )


def drafts(edition: Edition, section: Section, homes: Mapping[str, Permalink]) -> Iterator[Draft]:
    """
    The feed of the section's newest papers, then one of each month, newest month first.

    A month is over when a later one has begun: from then on the set of its papers is final. Who
    follows *older*, beginning with the newest papers, passes every paper. *homes* are the places
    of all papers of the edition.
    """
    listing = _news(section)
    months = tuple(listing.months())
    folders = [addresses.month_page(listing.slug, month) for month, _ in months]
    newest = listing.newest(_length(listing, section.keyword.max_papers)).entries
    held = _held(months, len(newest))
    feed = replace(
        _empty(edition, section), older=_at(folders, held), closed=_at(folders, max(held, 1))
    )
    followed = bool(section.keyword.ids)
    yield Draft(feed, newest, site_context(edition, homes, newest), followed)
    for number, (month, part) in enumerate(months):
        of_month = replace(
            feed,
            title=f"{month}: {feed.title}",
            folder=folders[number],
            older=_at(folders, number + 1),
            closed=_at(folders, number + 1),
            is_closed=number > 0,
        )
        yield Draft(of_month, part.entries, site_context(edition, homes, part.entries), followed)


def _empty(edition: Edition, section: Section) -> Feed:
    name, site_name = readable_line(section.keyword.name), readable_line(edition.site_name)
    home = addresses.keyword_page(section.listing.slug)
    return Feed(
        language=edition.language,
        name=name,
        title=f"{name} – {site_name}",
        site_name=site_name,
        site_url=addresses.absolute(edition.site_url, addresses.HOME),
        home=home,
        folder=home,
    )


def _news(section: Section) -> Listing:
    if section.keyword.feed_revisions:
        return section.listing
    entries = (entry for entry in section.listing.entries if entry.kind == "new")
    return replace(section.listing, entries=tuple(entries))


def _length(listing: Listing, max_papers: int) -> int:
    days = islice(listing.days(), DAYS)
    return max(max_papers, sum(len(entries) for _, entries in days))


def _held(months: Sequence[tuple[str, Listing]], count: int) -> int:
    """
    How many *months* are whole in the newest *count* papers.
    """
    for number, (_, part) in enumerate(months):
        count -= len(part.entries)
        if count < 0:
            return number
    return len(months)


def _at(folders: Sequence[str], number: int) -> str | None:
    return folders[number] if number < len(folders) else None
