"""
Files that the site's scripts load: ``recent.json`` and ``messages.js``.
"""

from datetime import date, timedelta
from itertools import takewhile

import msgspec
from msgspec import Struct

from generator.site import addresses
from generator.site.documents import Document
from generator.site.edition import Edition
from generator.text.language import Language

# How far back recent.json goes: this many days, and not more than this many papers.
RECENT_DAYS = timedelta(days=30)

MOST_RECENT = 2000


class _Recent(Struct):
    newest: date | None
    papers: dict[str, tuple[str, ...]]


def recent_document(edition: Edition) -> Document:
    """
    ``recent.json``, by which the browser tells a reader what came since the last visit.

    Its member *newest* is the newest announcement day. *papers* has, by identifier and newest
    first, the day each paper was announced and the slugs of its keywords.
    """
    newest = edition.overall.listing.newest_day
    entries = edition.overall.listing.entries[:MOST_RECENT]
    recent = takewhile(lambda entry: newest and entry.announced > newest - RECENT_DAYS, entries)
    papers = {
        addresses.anchor(entry): (entry.announced.isoformat(), *entry.keywords) for entry in recent
    }
    return addresses.RECENT, msgspec.json.encode(_Recent(newest, papers)) + b"\n"


def messages_document(language: Language) -> Document:
    """
    ``messages.js``, a module with the texts of the scripts in *language*, by their English texts.
    """
    texts = msgspec.json.encode(language.messages(".js")).decode()
    tag = msgspec.json.encode(language.script_tag).decode()
    script = f"export const language = {tag};\nexport const messages = {texts};\n"
    return addresses.MESSAGES, script.encode()
