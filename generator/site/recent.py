"""
Which papers are recent: by ``recent.json`` a reader's browser tells what came since the last visit.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile

import msgspec
from msgspec import Struct

from generator.site import addresses
from generator.site.edition import Edition

# Who stays away for longer is told what came in these days, or that many papers.
DAYS = timedelta(days=30)

MOST = 2000


class _Recent(Struct):
    newest: date | None
    papers: dict[str, tuple[str, ...]]


def documents(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """
    The file, with its path below the source tree.

    *newest* is the newest announcement day. *papers* has, by identifier and newest first, the day
    each paper was announced and the slugs of its keywords.
    """
    newest = edition.overall.listing.newest_day
    entries = edition.overall.listing.entries[:MOST]
    young = takewhile(lambda entry: newest and entry.announced > newest - DAYS, entries)
    papers = {
        addresses.anchor(entry): (entry.announced.isoformat(), *entry.keywords) for entry in young
    }
    yield addresses.RECENT, msgspec.json.encode(_Recent(newest, papers)) + b"\n"
