"""
All feeds at once.
"""

from xml.etree import ElementTree as ET

import listparser
from readers.feed_reading import SITE, days_of, make_section, text, written
from samples.making import make_edition

from generator.site.edition import Edition

HOSTILE = """R&D "quoted" <b> 'x'"""


def two_feeds() -> Edition:
    """
    One keyword with papers and one, of an awkward name, without.
    """
    return make_edition(make_section(*days_of([1, 1])), make_section(name=HOSTILE, slug="研究"))


def test_feed_readers_find_every_keywords_feed() -> None:
    """
    An empty one, too; not the feed of all keywords, which would bring each paper again.
    """
    found = listparser.parse(written(two_feeds())["feeds.opml"])

    assert not found.bozo
    assert [
        ("Windmills", f"{SITE}windmills/atom.xml"),
        (HOSTILE, f"{SITE}%E7%A0%94%E7%A9%B6/atom.xml"),
    ] == [(feed.title, feed.url) for feed in found.feeds]


def test_list_is_one_group_of_atom_feeds_called_rss() -> None:
    """
    Readers look for this type, whatever the format.
    """
    opml = ET.fromstring(written(two_feeds())["feeds.opml"])

    assert "Daily Papers" == text(opml, "head/title")
    assert "Fri, 19 Dec 2025 12:00:00 +0000" == text(opml, "head/dateModified")
    assert [{"text": "Daily Papers"}] == [one.attrib for one in opml.findall("body/outline")]
    assert {
        "type": "rss",
        "text": "Windmills",
        "title": "Windmills",
        "xmlUrl": f"{SITE}windmills/atom.xml",
        "htmlUrl": f"{SITE}windmills/",
    } == opml.findall("body/outline/outline")[0].attrib


def test_list_of_no_feeds_is_valid() -> None:
    """
    A site whose keeper follows nothing yet.
    """
    opml = ET.fromstring(written(make_edition())["feeds.opml"])

    assert "Wed, 14 Aug 1991 00:00:00 +0000" == text(opml, "head/dateModified")


def test_groups_are_folders() -> None:
    """
    Those without a group stand beside them.
    """
    sails = make_section(name="Sails", group="Sea & <wind>")
    edition = make_edition(
        sails, make_section(), make_section(name="Ropes", group=sails.keyword.group)
    )
    opml = written(edition)["feeds.opml"]

    site = ET.fromstring(opml).find("body/outline")
    assert site is not None
    assert ["Windmills", "Sea & <wind>"] == [one.get("text") for one in site]
    assert ["Sails", "Ropes"] == [one.get("text") for one in site[1]]
    assert [SITE + "windmills/atom.xml", SITE + "sails/atom.xml", SITE + "ropes/atom.xml"] == [
        feed.url for feed in listparser.parse(opml).feeds
    ]
