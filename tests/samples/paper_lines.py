"""
Papers from JSON Lines with the fields of the embedded sample, or fewer.
"""

import json
from datetime import UTC, datetime, timedelta
from graphlib import TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import Any

from generator.papers.paper import ArxivId, Paper, folded, folded_paragraphs


def read_papers(path: Path) -> list[Paper]:
    """
    The papers in the file at *path*, each once, as its first line has it.

    A day is taken for a moment soon after its midnight UTC, later for earlier lines, so that
    papers sorted by time keep the order of the file, and that of each ``section`` where lines
    have one. A line may have ``date`` for ``updated`` and lack ``published``, ``authors`` and
    ``categories``.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
    by_id = {row["id"]: row for row in reversed(rows)}
    order = TopologicalSorter[str](dict.fromkeys(by_id, ()))
    for before, after in pairwise(dict.fromkeys((row.get("section"), row["id"]) for row in rows)):
        if before[0] == after[0]:
            order.add(after[1], before[1])
    places = enumerate(order.static_order())
    return [_paper(by_id[one], timedelta(seconds=len(rows) - place)) for place, one in places]


def _paper(row: dict[str, Any], past_midnight: timedelta) -> Paper:
    updated = _moment(row.get("updated") or row["date"], past_midnight)
    first = row.get("version", 1) == 1
    published = row.get("published")
    return Paper(
        arxiv_id=ArxivId(row["id"], row.get("version", 1)),
        title=folded(row["title"]),
        authors=tuple(row.get("authors") or ("Unknown",)),
        abstract=folded_paragraphs(row["abstract"]),
        categories=tuple(row.get("categories") or ("cs.CV",)),
        # arXiv has one moment for both in version 1, be it known to the second or not.
        published=updated if first or not published else _moment(published, past_midnight),
        updated=updated,
        comment=row.get("comment"),
        journal_ref=row.get("journal_ref"),
        doi=row.get("doi"),
    )


def _moment(text: str, past_midnight: timedelta) -> datetime:
    moment = datetime.fromisoformat(text)
    if "T" not in text:
        moment += past_midnight
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
