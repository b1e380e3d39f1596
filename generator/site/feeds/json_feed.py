"""
Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with all that is known of a paper.

There are no JSON Feeds of months: the published store has all papers that were ever announced.
"""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec
from msgspec import Struct, field

from generator.papers.announcement import Kind
from generator.papers.remarks import LinkKind
from generator.site import addresses
from generator.site.feeds.entry import FeedEntry
from generator.site.feeds.feed import Feed

MEDIA_TYPE = "application/feed+json"

# Authors of an item that are named, as in the other formats; a paper can have thousands.
_AUTHORS = 100


class _Author(Struct, omit_defaults=True):
    name: str
    url: str | None = None


class _Links(Struct):
    abs: str
    pdf: str
    html: str | None
    page: str
    code: tuple[str, ...]
    data: tuple[str, ...]
    model: tuple[str, ...]
    project: tuple[str, ...]


class _Arxiv(Struct):
    """
    The member ``_arxiv`` of an item. Texts are arXiv's, with TeX; what is unknown is null.

    JSON Feed 1.1, Extensions: the name begins with an underscore, and *about* has the address of
    the description. The page subscribe/ describes each member.
    """

    about: str
    id: str
    version: int
    title: str
    categories: tuple[str, ...]
    primary_category: str
    comment: str | None
    journal_ref: str | None
    doi: str | None
    venue: str | None
    pages: int | None
    figures: int | None
    keywords: tuple[str, ...]
    matched: tuple[str, ...]
    announced: date
    kind: Kind
    withdrawn: bool
    links: _Links


class _Item(Struct):
    id: str
    url: str
    title: str
    summary: str
    content_html: str
    date_published: datetime
    date_modified: datetime
    authors: tuple[_Author, ...]
    tags: tuple[str, ...]
    arxiv: _Arxiv = field(name="_arxiv")


class _JsonFeed(Struct):
    version: str
    title: str
    home_page_url: str
    feed_url: str
    description: str
    language: str
    authors: tuple[_Author, ...]
    items: tuple[_Item, ...]


def json_feed(feed: Feed) -> bytes:
    """
    Return *feed* as a JSON Feed.
    """
    about = feed.url(addresses.SUBSCRIBE)
    document = _JsonFeed(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.page,
        feed_url=feed.url(feed.folder + addresses.JSON_FEED),
        description=feed.subtitle,
        language=feed.language.texts,
        authors=(_Author(feed.site_name, feed.site_url),),
        items=tuple(_item(entry, about) for entry in feed.entries),
    )
    return msgspec.json.encode(document) + b"\n"


def _item(entry: FeedEntry, about: str) -> _Item:
    return _Item(
        id=entry.id,
        url=entry.id,
        title=entry.title,
        summary=entry.paper.abstract,
        content_html=entry.content,
        date_published=entry.published,
        date_modified=entry.updated,
        authors=tuple(map(_Author, entry.authors[:_AUTHORS])),
        tags=tuple(_tags(entry)),
        arxiv=_arxiv(entry, about),
    )


def _tags(entry: FeedEntry) -> Iterator[str]:
    yield from entry.paper.categories
    yield from (keyword.title for keyword in entry.keywords)
    yield from entry.labels


def _arxiv(entry: FeedEntry, about: str) -> _Arxiv:
    paper = entry.paper
    return _Arxiv(
        about=about,
        id=paper.arxiv_id.base,
        version=paper.arxiv_id.version,
        title=paper.title,
        categories=paper.categories,
        primary_category=paper.primary_category,
        comment=paper.comment,
        journal_ref=paper.journal_ref,
        doi=paper.doi,
        venue=entry.venue,
        pages=entry.page_count.pages,
        figures=entry.page_count.figures,
        keywords=entry.slugs,
        matched=entry.matched,
        announced=entry.announced,
        kind=entry.kind,
        withdrawn=entry.withdrawn,
        links=_links(entry),
    )


def _links(entry: FeedEntry) -> _Links:
    def of(kind: LinkKind) -> tuple[str, ...]:
        return tuple(link.url for link in entry.remarked if link.kind == kind)

    return _Links(
        abs=entry.paper.arxiv_id.abs_url,
        pdf=entry.paper.arxiv_id.pdf_url,
        html=entry.html,
        page=entry.page,
        code=of("code"),
        data=of("data"),
        model=of("model"),
        project=of("project"),
    )
