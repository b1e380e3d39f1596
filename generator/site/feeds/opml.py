"""
All feeds at once, as OPML 2.0.
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


def opml(site_name: str, groups: Sequence[tuple[str | None, Sequence[Outline]]]) -> bytes:
    """
    The feeds in one group called *site_name*, for a feed reader to import.

    Within it stand *groups* of their own, each with its name; feeds without one stand for
    themselves.
    """
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = site_name
    updated = max((one.updated for _, outlines in groups for one in outlines), default=OPENED)
    SubElement(head, "dateModified").text = format_datetime(updated)
    site = SubElement(SubElement(root, "body"), "outline", text=site_name)
    for name, outlines in groups:
        group = SubElement(site, "outline", text=name) if name else site
        for one in outlines:
            SubElement(group, "outline", _attributes(one))
    return tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _attributes(one: Outline) -> dict[str, str]:
    # Feed readers look for this type and then read Atom all the same.
    named = {"type": "rss", "text": one.name, "title": one.name}
    return named | {"xmlUrl": one.page + addresses.ATOM, "htmlUrl": one.page}
