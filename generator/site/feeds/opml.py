"""
The list of all feeds as OPML 2.0 (http://opml.org/spec2.opml), which feed readers import.
"""

from collections.abc import Mapping
from email.utils import format_datetime

from lxml.etree import Element, SubElement, tostring

from generator.site import addresses
from generator.site.addresses import Permalink
from generator.site.documents import Document
from generator.site.edition import Edition
from generator.site.feeds.feed import OPENED, Draft, drafts
from generator.site.feeds.feed_text import feed_line


def opml_document(edition: Edition, permalinks: Mapping[str, Permalink]) -> Document:
    """
    Return ``feeds.opml``: a folder of the site with all its feeds. Each group is a folder in it.

    The feed of all keywords together is not in the list: a reader who subscribed to the whole list
    would get each paper twice. *permalinks* has the permalink of every paper.
    """
    site_name = feed_line(edition.site_name)
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = site_name
    modified = SubElement(head, "dateModified")
    site = SubElement(SubElement(root, "body"), "outline", text=site_name)
    newest = OPENED
    for group in edition.groups:
        folder = SubElement(site, "outline", text=feed_line(group.name)) if group.name else site
        for section in group.sections:
            draft = next(drafts(edition, section, permalinks))
            SubElement(folder, "outline", _attributes(draft))
            newest = max(newest, draft.updated)
    modified.text = format_datetime(newest)
    content: bytes = tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return addresses.OPML, content


def _attributes(draft: Draft) -> dict[str, str]:
    name, page = draft.feed.name, draft.feed.page
    # OPML 2.0, Subscription lists: the type is "rss" whatever the format of the feed.
    named = {"type": "rss", "text": name, "title": name}
    return named | {"xmlUrl": page + addresses.ATOM, "htmlUrl": page}
