"""
The first page: what is new today, and the keywords.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from generator.papers.arxiv_calendar import newest_covered
from generator.papers.listing import Entry, Listing
from generator.site import addresses
from generator.site.addresses import Permalink
from generator.site.edition import Document, Edition, Section
from generator.site.keyword_health import checked
from generator.site.pages import markdown
from generator.site.pages.page import document, words
from generator.site.pages.paper_view import listed_papers
from generator.site.trends import Trend, trend

# The first page shows days until it has this many papers, and no more than that many in all.
_ENOUGH = 10

_MOST = 30

# Titles below each keyword.
_TITLES = 3

# The navigation of every page lists the keywords up to this many; then only the first page does,
# else navigation would be most of a large site.
_IN_NAVIGATION = 50

_WEEK = timedelta(days=7)


class Summary(Struct, frozen=True, kw_only=True):
    """
    A keyword on the first page: how many of its papers are new, and its newest titles.
    """

    section: Section
    today: int
    week: int
    newest: tuple[Permalink, ...]
    trend: Trend


def home_page(edition: Edition, places: Mapping[str, Permalink]) -> Document:
    """
    The first page.
    """
    newest = edition.overall.listing.newest_day
    today = _on(edition.overall, newest)

    def address(entry: Entry) -> str:
        return places[addresses.anchor(entry)].address

    return document(
        addresses.HOME,
        "home.md",
        language=edition.language,
        title=edition.site_name,
        description=_description(edition, newest, len(today)),
        feeds_of=edition.overall.keyword,
        meta={"hide": ["toc"], **_for_every_page(edition)},
        context={
            "edition": edition,
            "newest_day": newest,
            "checked": None if edition.notice else checked(edition),
            "newest_covered": newest_covered,
            "today": len(today),
            "days": [
                (on, listed_papers(addresses.HOME, entries, address=address, names=edition.names))
                for on, entries in _newest_days(edition.overall.listing)
            ],
            "groups": [
                (group.name, [_summary(section, newest) for section in group.sections])
                for group in edition.groups
            ],
        },
    )


def _newest_days(listing: Listing) -> Iterator[tuple[date, tuple[Entry, ...]]]:
    # One paper after a holiday would leave the page bare.
    count = 0
    for on, entries in listing.newest(_MOST).days():
        yield on, entries
        count += len(entries)
        if count >= _ENOUGH:
            return


def _for_every_page(edition: Edition) -> dict[str, object]:
    # The theme reads these from the first page wherever it is, so they are written once.
    listed = edition.groups if len(edition.names) <= _IN_NAVIGATION else ()
    return {
        "words": dict(words(edition.language)),
        "modules": list(edition.modules),
        "notice": edition.notice and markdown.title(edition.notice),
        "keywords": [
            {
                "name": markdown.title(section.keyword.name),
                "page": addresses.keyword_page(section.keyword.slug),
                **({"group": markdown.title(group.name)} if group.name else {}),
            }
            for group in listed
            for section in group.sections
        ],
    }


def _description(edition: Edition, newest: date | None, many: int) -> str:
    _ = edition.language.gettext
    keywords = ", ".join(edition.names.values())
    if newest is None:
        topics = keywords or _("what you follow")
        return _("The newest arXiv papers on %(keywords)s, every day.", keywords=topics)
    return _(
        "%(papers)s on %(day)s. Followed: %(keywords)s.",
        papers=edition.language.arxiv_papers(many),
        day=edition.language.day(newest),
        keywords=keywords,
    )


def _summary(section: Section, newest: date | None) -> Summary:
    entries = section.listing.entries
    week = [one for one in entries if newest and one.announced > newest - _WEEK]
    return Summary(
        section=section,
        today=len(_on(section, newest)),
        week=len(week),
        trend=trend(section, newest),
        newest=tuple(Permalink(section.keyword.slug, one) for one in entries[:_TITLES]),
    )


def _on(section: Section, newest: date | None) -> tuple[Entry, ...]:
    return tuple(one for one in section.listing.entries if one.announced == newest)
