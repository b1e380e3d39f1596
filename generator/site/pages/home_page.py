"""
The home page: the papers of the newest days, and the keywords.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from generator.papers.arxiv_calendar import newest_covered
from generator.papers.listing import Entry, Listing
from generator.site import addresses
from generator.site.addresses import Permalink
from generator.site.documents import Document
from generator.site.edition import Edition, Section
from generator.site.keyword_health import checked
from generator.site.pages import markdown
from generator.site.pages.page import page_document
from generator.site.pages.paper_list import papers_on_page
from generator.site.trends import Trend, trend
from generator.text.language import Language

# The page has one day after the other, the newest first, until it has enough papers; the last day
# is cut where there are most.
_ENOUGH_PAPERS = 10

_MOST_PAPERS = 30

# Titles below each keyword.
_KEYWORD_TITLES = 3

# With more keywords than this, the navigation of every page leaves them out: it would be most of
# the bytes of a large site.
_IN_NAVIGATION = 50

_WEEK = timedelta(days=7)


class Summary(Struct, frozen=True, kw_only=True):
    """
    What the home page says of one keyword.
    """

    section: Section
    """The keyword and its papers."""

    today: int
    """The number of papers announced on the newest day of the site."""

    week: int
    """The number of papers announced in the seven days up to that day."""

    newest: tuple[Permalink, ...]
    """The newest papers, whose titles are named."""

    trend: Trend
    """The numbers of the chart."""


def home_page(edition: Edition, permalinks: Mapping[str, Permalink]) -> Document:
    """
    Return the home page; *permalinks* has the permalink of every paper.
    """
    newest = edition.overall.listing.newest_day
    today = _on(edition.overall, newest)

    def address(entry: Entry) -> str:
        return permalinks[addresses.anchor(entry)].address

    return page_document(
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
                (on, papers_on_page(addresses.HOME, entries, address=address, names=edition.names))
                for on, entries in _newest_days(edition.overall.listing)
            ],
            "groups": [
                (group.name, [_summary(section, newest) for section in group.sections])
                for group in edition.groups
            ],
        },
    )


def _newest_days(listing: Listing) -> Iterator[tuple[date, tuple[Entry, ...]]]:
    # Several days, since a day after a holiday may have one paper only.
    count = 0
    for on, entries in listing.newest(_MOST_PAPERS).days():
        yield on, entries
        count += len(entries)
        if count >= _ENOUGH_PAPERS:
            return


def _for_every_page(edition: Edition) -> dict[str, object]:
    # The theme reads these from the home page's front matter when it renders any page.
    in_navigation = edition.groups if len(edition.names) <= _IN_NAVIGATION else ()
    return {
        "words": _theme_words(edition.language),
        "modules": list(edition.modules),
        "notice": edition.notice and markdown.title(edition.notice),
        "keywords": [
            {
                "name": markdown.title(section.keyword.name),
                "page": addresses.keyword_page(section.keyword.slug),
                **({"group": markdown.title(group.name)} if group.name else {}),
            }
            for group in in_navigation
            for section in group.sections
        ],
    }


def _theme_words(language: Language) -> dict[str, str]:
    # The theme's texts in *language*, by their English texts; empty for English.
    texts = language.messages("overrides/")
    return {english: markdown.title(str(text)) for english, text in texts.items()}


def _description(edition: Edition, newest: date | None, papers: int) -> str:
    _ = edition.language.gettext
    keywords = ", ".join(edition.names.values())
    if newest is None:
        topics = keywords or _("what you follow")
        return _("The newest arXiv papers on %(keywords)s, every day.", keywords=topics)
    return _(
        "%(papers)s on %(day)s. Followed: %(keywords)s.",
        papers=edition.language.arxiv_papers(papers),
        day=edition.language.day(newest),
        keywords=keywords,
    )


def _summary(section: Section, newest: date | None) -> Summary:
    entries = section.listing.entries
    week = [entry for entry in entries if newest and entry.announced > newest - _WEEK]
    return Summary(
        section=section,
        today=len(_on(section, newest)),
        week=len(week),
        trend=trend(section, newest),
        newest=tuple(Permalink(section.keyword.slug, entry) for entry in entries[:_KEYWORD_TITLES]),
    )


def _on(section: Section, newest: date | None) -> tuple[Entry, ...]:
    return tuple(entry for entry in section.listing.entries if entry.announced == newest)
