"""
RSS 2.0, by the rules of its specification (https://www.rssboard.org/rss-specification).
"""

import re
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from readers.feed_reading import (
    DC,
    SITE,
    channel_of,
    days_of,
    edition_of,
    make_section,
    text,
    written,
)
from samples.making import make_edition, make_paper

from generator.site.edition import Edition

ATOM_LINK = "{http://www.w3.org/2005/Atom}link"

SY = "{http://purl.org/rss/1.0/modules/syndication/}"

# Elements the specification has, by where they may stand.
CHANNEL = {
    *("title", "link", "description", "language", "copyright", "managingEditor", "webMaster"),
    *("pubDate", "lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image"),
    *("textInput", "skipHours", "skipDays", "item"),
}

ITEM = {
    *("title", "link", "description", "author", "category", "comments", "enclosure", "guid"),
    *("pubDate", "source"),
}

REPEATABLE = {"category", "item"}


def item_of(**fields: Any) -> ET.Element:
    """
    The only item of a feed with one paper.
    """
    item = channel_of(edition_of(make_paper(**fields))).find("item")
    assert item is not None
    return item


def faults(element: ET.Element, known: set[str]) -> list[str]:
    """
    Children the specification does not have, or has but once.
    """
    names = [one.tag for one in element if not one.tag.startswith("{")]
    repeated = {name for name in names if names.count(name) > 1} - REPEATABLE
    return sorted((set(names) - known) | repeated)


def is_date(written_date: str) -> bool:
    """
    Whether it is a date of RFC 822 with four digits for the year and the right day of the week.
    """
    return format_datetime(parsedate_to_datetime(written_date)) == written_date


@pytest.mark.parametrize(
    "edition",
    [
        edition_of(),
        make_edition(make_section(*days_of([3, 2, 1]))),
        edition_of(make_paper(authors=(), comment="withdrawn", title="<unk>")),
    ],
    ids=["empty", "ordinary", "odd"],
)
def test_document_obeys_the_specification(edition: Edition) -> None:
    """
    What must be there is, once; nothing is there that RSS does not know; each value fits.
    """
    channel = channel_of(edition)

    assert [] == faults(channel, CHANNEL)
    assert {"title", "link", "description"} <= {one.tag for one in channel}
    assert is_date(text(channel, "lastBuildDate"))
    assert text(channel, "ttl").isdigit()
    assert urlsplit(text(channel, "link")).scheme == "https"
    guids = [text(item, "guid") for item in channel.findall("item")]
    assert len(set(guids)) == len(guids)
    for item in channel.findall("item"):
        assert [] == faults(item, ITEM)
        # Must be an e-mail address, which arXiv does not give.
        assert item.find("author") is None
        assert is_date(text(item, "pubDate"))
        assert urlsplit(text(item, "link")).scheme == "https"
        assert all(one.get("domain") for one in item.findall("category"))


def test_channel_says_what_it_is() -> None:
    """
    Its link is the keyword's page, not the feed.
    """
    channel = channel_of(edition_of(make_paper()))
    link = channel.find(ATOM_LINK)

    assert "Windmills – Daily Papers" == text(channel, "title")
    assert "New arXiv papers: Windmills" == text(channel, "description")
    assert f"{SITE}windmills/" == text(channel, "link")
    assert "Fri, 19 Dec 2025 12:00:00 +0000" == text(channel, "lastBuildDate")
    assert "en" == text(channel, "language")
    assert "360" == text(channel, "ttl")
    assert "daily" == text(channel, f"{SY}updatePeriod")
    assert "1" == text(channel, f"{SY}updateFrequency")
    assert "Daily Papers" == text(channel, "generator")
    assert link is not None
    assert {
        "rel": "self",
        "type": "application/rss+xml",
        "href": f"{SITE}windmills/rss.xml",
    } == link.attrib


def test_browsers_find_a_style_sheet() -> None:
    """
    The instruction stands after the XML declaration.
    """
    lines = written(edition_of())["windmills/rss.xml"].decode().splitlines()

    assert '<?xml-stylesheet type="text/css" href="/papers/assets/feed.css"?>' == lines[1]


def test_item_says_what_it_is() -> None:
    """
    The guid is the entry's id in every format.
    """
    item = item_of(published=datetime(2025, 10, 3, 1, 2, 3, tzinfo=UTC))
    guid = item.find("guid")

    assert guid is not None
    assert {"isPermaLink": "false"} == guid.attrib
    assert "https://arxiv.org/abs/2512.17601" == guid.text == text(item, "link")
    assert "Fri, 03 Oct 2025 01:02:03 +0000" == text(item, "pubDate")
    assert "Ada Lovelace, Paul Erdős" == text(item, f"{DC}creator")
    assert "doi:10.48550/arXiv.2512.17601" == text(item, f"{DC}identifier")
    assert [
        ("cs.CV", "http://arxiv.org/schemas/atom"),
        ("cs.LG", "http://arxiv.org/schemas/atom"),
        ("Windmills", SITE),
        ("new", f"{SITE}subscribe/"),
    ] == [(one.text, one.get("domain")) for one in item.findall("category")]


def test_description_is_escaped_for_html_then_for_xml() -> None:
    """
    Escaped once, as in arXiv's own feed, readers lose an abstract from `x<y` on.
    """
    document = written(edition_of(make_paper(abstract="for all x<y, A & B")))["windmills/rss.xml"]

    assert b"for all x&amp;lt;y, A &amp;amp; B" in document


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("a<b", "a< b"),
        ("the <unk> token", "the < unk> token"),
        ("z<6 and a < b", "z<6 and a < b"),
        ("</b> <!x <?xml", "< /b> < !x < ?xml"),
    ],
)
def test_title_has_nothing_that_looks_like_a_tag(title: str, expected: str) -> None:
    """
    RSS does not say whether titles are HTML, and some readers delete what looks like a tag.
    """
    assert expected == text(item_of(title=title), "title")


def test_document_is_plain_xml() -> None:
    """
    No CDATA, no document type: only what every XML parser takes.
    """
    document = written(edition_of(make_paper()))["windmills/rss.xml"].decode()

    assert not re.search("<!", document)
