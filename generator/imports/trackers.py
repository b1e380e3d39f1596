"""
Files of other trackers of arXiv: tables of papers under headings, in Markdown or in JSON.

DailyArXiv and cv-arxiv-daily keep their papers as finished rows. A row has an identifier, a day
and a title; all other fields of the paper have to come from arXiv.
"""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import msgspec
from msgspec import Struct

from generator.papers.paper import ArxivId, folded
from generator.store import UNDECODABLE

_LINK = r"\]\(\s*https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/(?P<id>[^)\s]+)"

_DAY = r"(?P<day>\d{4}-\d{2}-\d{2})"

_ROWS = (
    # DailyArXiv: | **[Title](link)** | 2025-12-19 | …
    re.compile(rf"\|\s*\*\*\[(?P<title>.*?){_LINK}\)\*\*\s*\|\s*{_DAY}\s*\|"),
    # cv-arxiv-daily, its README: |**2024-01-01**|**Title**|Author et.al.|[id](link)|…
    # and its page for the web: - 2024-01-01, **Title**, Author et.al., Paper: [link](link)
    re.compile(
        rf"[|*-]\s*(?:\*\*)?{_DAY}(?:\*\*)?\s*[|,]\s*\*\*(?P<title>.*?)\*\*\s*[|,].*?{_LINK}\)"
    ),
)

_HEADING = re.compile(r"#{1,6}\s+(?P<name>.*?)\s*#*\s*")

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

_JSON: msgspec.json.Decoder[dict[str, dict[str, str]]] = msgspec.json.Decoder(
    dict[str, dict[str, str]]
)


class Row(Struct, frozen=True):
    """
    A paper as another tracker lists it.
    """

    section: str
    """The heading above the row."""
    base: str
    """The paper's identifier without version."""
    version: int | None
    """The version of the paper; None if the row does not name one."""
    title: str
    day: date
    """The day under which the tracker lists the paper."""


class Table(Struct, frozen=True):
    """
    The rows of a file, and a sentence for each row that cannot be read.
    """

    rows: tuple[Row, ...]
    unreadable: tuple[str, ...]


def parse_table(text: str) -> Table:
    """
    Read the rows of a tracker's file, in the order of the file.

    Raises ValueError if the file has no row.
    """
    found: list[Row] = []
    unreadable: list[str] = []
    for where, section, line in _json(text) if text.lstrip().startswith("{") else _markdown(text):
        try:
            found.append(_row(section, line))
        except ValueError as exc:
            unreadable.append(f"{where}: {exc}")
    if not found and not unreadable:
        raise ValueError(
            "holds no papers; give the README.md of a DailyArXiv or cv-arxiv-daily fork, or the "
            "JSON file of the latter (docs/cv-arxiv-daily.json)"
        )
    return Table(tuple(found), tuple(unreadable))


def _json(text: str) -> Iterator[tuple[str, str, str]]:
    try:
        sections = _JSON.decode(text)
    except UNDECODABLE as exc:
        raise ValueError(f"is no JSON of cv-arxiv-daily: {exc}") from exc
    for section, rows in sections.items():
        for key, row in rows.items():
            yield f"{section}, {key}", section, row


def _markdown(text: str) -> Iterator[tuple[str, str, str]]:
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        heading = _HEADING.fullmatch(line)
        if heading:
            section = _plain(heading["name"])
        elif line.startswith(("|", "- ", "* ")) and "arxiv.org/" in line:
            yield f"line {number}", section, line


def _row(section: str, line: str) -> Row:
    match = next(filter(None, (pattern.match(line.strip()) for pattern in _ROWS)), None)
    if match is None:
        raise ValueError("no row with a day, a title and a link to arXiv")
    written = match["id"].removesuffix(".pdf")
    arxiv_id = ArxivId.parse(written)
    return Row(
        section=section,
        base=arxiv_id.base,
        version=None if written == arxiv_id.base else arxiv_id.version,
        title=_plain(match["title"]),
        day=date.fromisoformat(match["day"]),
    )


def _plain(text: str) -> str:
    return folded(_ESCAPE.sub(r"\1", unescape(text)))
