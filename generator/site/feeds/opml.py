"""
The list of all feeds as OPML 2.0 (http://opml.org/spec2.opml), which feed readers import.
"""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime

from lxml.etree import Element, SubElement, tostring
from msgspec import Struct

from generator.site import addresses
from generator.site.feeds.feed import OPENED, Draft


class Outline(Struct, frozen=True):
    """
    A feed in the list: the keyword's *name*, the URL of its *page*, and when the feed changed.
    """

    name: str
    page: str
    updated: datetime


def outline(draft: Draft) -> Outline:
    """
    The outline of the feed that *draft* becomes.
    """
    return Outline(draft.feed.name, draft.feed.page, draft.updated)


def opml(site_name: str, groups: Sequence[tuple[str | None, Sequence[Outline]]]) -> bytes:
    """
    Return an OPML document with one folder *site_name*, which holds all feeds.

    *groups* are names and their feeds. Each named group is a folder in it; feeds of the group None
    are directly in the folder of the site.
    """
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = site_name
    updated = max((each.updated for _, outlines in groups for each in outlines), default=OPENED)
    SubElement(head, "dateModified").text = format_datetime(updated)
    site = SubElement(SubElement(root, "body"), "outline", text=site_name)
    for name, outlines in groups:
        folder = SubElement(site, "outline", text=name) if name else site
        for each in outlines:
            SubElement(folder, "outline", _attributes(each))
    return tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _attributes(feed: Outline) -> dict[str, str]:
    # OPML 2.0, Subscription lists: the type is "rss" whatever the format of the feed.
    named = {"type": "rss", "text": feed.name, "title": feed.name}
    return named | {"xmlUrl": feed.page + addresses.ATOM, "htmlUrl": feed.page}
