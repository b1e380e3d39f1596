"""
All feeds at once, as OPML 2.0.
"""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime

from lxml.etree import Element, SubElement, tostring
from msgspec import Struct

from generator import site_map
from generator.feeds.feed import OPENED, Draft


class Outline(Struct, frozen=True):
    """
    What the list says of a feed.
    """

    name: str
    page: str
    updated: datetime


def outline(draft: Draft) -> Outline:
    """
    The line for a feed.
    """
    return Outline(draft.feed.name, draft.feed.page, draft.updated)


def opml(site_name: str, outlines: Sequence[Outline]) -> bytes:
    """
    The feeds in one group called *site_name*, for a feed reader to import.
    """
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = site_name
    updated = max((one.updated for one in outlines), default=OPENED)
    SubElement(head, "dateModified").text = format_datetime(updated)
    group = SubElement(SubElement(root, "body"), "outline", text=site_name)
    for one in outlines:
        # Feed readers look for this type and then read Atom all the same.
        attributes = {"type": "rss", "text": one.name, "title": one.name}
        links = {"xmlUrl": one.page + site_map.ATOM, "htmlUrl": one.page}
        SubElement(group, "outline", attributes | links)
    return tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
