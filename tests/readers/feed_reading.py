"""
Feeds of editions made for tests, and what programs other than ours read in them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import html5lib
from msgspec.structs import replace
from samples.making import DAY, make_edition, make_entry, make_keyword, make_paper

from generator.keywords.slugs import slug_of
from generator.papers.listing import Entry, Listing
from generator.papers.paper import Paper
from generator.site import feeds
from generator.site.addresses import permalinks
from generator.site.edition import Edition, Section

ATOM = "{http://www.w3.org/2005/Atom}"

DC = "{http://purl.org/dc/elements/1.1/}"

FH = "{http://purl.org/syndication/history/1.0}"

SITE = "https://example.org/papers/"


def written(edition: Edition) -> dict[str, bytes]:
    """
    All documents by path.
    """
    found = permalinks(edition.sections)
    documents = (task.documents() for task in feeds.keyword_feeds(edition, found))
    return dict((*chain(*documents), feeds.opml_document(edition, found)))


def make_section(*entries: Entry, name: str = "Windmills", **fields: Any) -> Section:
    """
    The keyword of this *name*, which need not be a phrase to search, with these entries.
    """
    made = replace(make_keyword(), name=name, **({"slug": slug_of(name)} | fields))
    return Section(made, Listing(made.slug, entries))


def edition_of(*papers: Paper, **keyword: Any) -> Edition:
    """
    A site with one keyword, which announced these papers on one day.
    """
    return make_edition(make_section(*map(make_entry, papers), **keyword))


def days_of(counts: Sequence[int], newest: date = DAY) -> tuple[Entry, ...]:
    """
    Entries announced on consecutive days, newest first: so many on each.
    """
    days = [newest - timedelta(days=ago) for ago, count in enumerate(counts) for _ in range(count)]
    return tuple(
        make_entry(make_paper(f"2512.{number:05}"), announced=day)
        for number, day in enumerate(days, start=1)
    )


def atom_of(edition: Edition, path: str = "windmills/atom.xml") -> ET.Element:
    """
    The root of an Atom document.
    """
    return ET.fromstring(written(edition)[path])


def channel_of(edition: Edition, path: str = "windmills/rss.xml") -> ET.Element:
    """
    The channel of an RSS document.
    """
    channel = ET.fromstring(written(edition)[path]).find("channel")
    assert channel is not None
    return channel


def parsed(document: bytes) -> Any:
    """
    What feedparser makes of a feed in which it finds no fault.
    """
    found = feedparser.parse(document)
    assert not found.bozo, found.get("bozo_exception")
    return found


def texts(element: ET.Element, path: str) -> list[str]:
    """
    The texts of all elements at *path*.
    """
    return [one.text or "" for one in element.findall(path)]


def text(element: ET.Element, path: str) -> str:
    """
    The text of the only element at *path*.
    """
    (only,) = texts(element, path)
    return only


def identifiers(entries: Iterable[Entry]) -> list[str]:
    """
    Entry ids as feeds have them.
    """
    return [f"https://arxiv.org/abs/{entry.paper.arxiv_id.base}" for entry in entries]


def html(source: str) -> ET.Element:
    """
    The elements a browser makes of a piece of HTML.
    """
    fragment: ET.Element = html5lib.parseFragment(source, namespaceHTMLElements=False)
    return fragment


def shown(element: ET.Element) -> str:
    """
    The text of *element* as read on a screen, line breaks included.
    """
    for line_break in element.iter("br"):
        line_break.text = "\n"
    return "".join(element.itertext())
