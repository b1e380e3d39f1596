"""
An answer of the query API that proves itself whole: bytes in, checked bytes out.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

from lxml import etree
from msgspec import Struct

from generator.arxiv_api.result_page import Unreadable
from generator.arxiv_api.xml_tree import MARK, tree
from generator.papers.paper import ArxivId, SortBy, folded

_ATOM = "{http://www.w3.org/2005/Atom}"

_OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

# What an answer says may be long, and is published on the status page.
_QUOTABLE = 200

# arXiv began in August 1991; some of its papers were written before.
_FIRST = datetime(1980, 1, 1, tzinfo=UTC)

# The element that a sort order goes by.
_SORTED: dict[str, SortBy] = {"lastUpdatedDate": "updated", "submittedDate": "published"}


class Asked(Struct, frozen=True):
    """
    What a request asks for: *size* entries from *start* on, newest first by *sort_by*.

    Where *sort_by* is None the order is arXiv's business. Where there are *bases*, identifiers
    without version, only these papers were asked for.
    """

    start: int
    size: int
    sort_by: SortBy | None = None
    bases: frozenset[str] = frozenset()

    @classmethod
    def of(cls, url: str) -> "Asked":
        """
        What the arxiv package wrote into *url*.
        """
        words = parse_qs(urlsplit(url).query)
        return cls(
            start=int(words["start"][0]),
            size=int(words["max_results"][0]),
            sort_by=_SORTED.get(words["sortBy"][0]),
            bases=frozenset(
                ArxivId.parse(one).base for one in words.get("id_list", [""])[0].split(",") if one
            ),
        )


class QueryAnswer(Struct, frozen=True):
    """
    A whole answer, and its *body* as the arxiv package gets it.

    Entries that cannot be read are taken out of the body and named in *dropped*; there the
    total ends with the last entry, so that the package does not ask for more.
    """

    body: bytes
    total: int
    dropped: tuple[Unreadable, ...] = ()


class ErrorEntry(ValueError):  # noqa: N818 - arXiv's name for what it is
    """
    The answer is arXiv's sentence about what is wrong with the request.
    """


class _Entry(Struct, frozen=True):
    arxiv_id: ArxivId
    updated: datetime
    published: datetime


def query_answer(body: bytes, asked: Asked) -> QueryAnswer:
    """
    Read *body*, whose status and content type are right, as the answer to what was *asked*.

    Raises ErrorEntry for arXiv's own errors and ValueError for anything less than whole.
    """
    feed = _feed(body)
    elements = feed.findall(f"{_ATOM}entry")
    _refuse_errors(elements)
    total, start = _number(feed, "totalResults"), _number(feed, "startIndex")
    if start != asked.start:
        raise ValueError(f"begins at {start} where {asked.start} was asked for")
    due = max(0, min(asked.size, total - start))
    if len(elements) != due:
        raise ValueError(f"has {len(elements)} entries of {due} that are due ({total} in all)")
    entries, dropped = _take_out_unreadable(feed, elements)
    _check_distinct(entries)
    if asked.bases:
        _check_asked_for(entries, asked.bases)
    if asked.sort_by:
        _check_order(entries, asked.sort_by)
    _element(feed, "totalResults").text = str(start + len(entries))
    return QueryAnswer(etree.tostring(feed, encoding="UTF-8"), total, tuple(dropped))


def error_reason(body: bytes) -> str | None:
    """
    The sentence of the error entry in *body*, or None.
    """
    try:
        _refuse_errors(_feed(body).findall(f"{_ATOM}entry"))
    except ErrorEntry as exc:
        return str(exc)
    except ValueError:
        return None
    return None


def arxiv_id(entry_id: str) -> ArxivId:
    """
    The identifier in an entry's id, ``http://arxiv.org/abs/2107.05580v2``.
    """
    return ArxivId.parse(_written_id(entry_id))


def unreadable(entry_id: str, reason: str) -> Unreadable:
    """
    An entry with this id that cannot be read for that *reason*.
    """
    return Unreadable.of(_written_id(entry_id), reason, name=entry_id[:_QUOTABLE])


def _written_id(entry_id: str) -> str:
    return entry_id.strip().rpartition("arxiv.org/abs/")[2]


def _feed(body: bytes) -> etree._Element:
    return tree(body, f"{_ATOM}feed", "Atom feed")


def _refuse_errors(elements: Iterable[etree._Element]) -> None:
    for element in elements:
        # Until 2025 with status 200, and with dates like a paper.
        if "/api/errors#" in _text(element, "id"):
            raise ErrorEntry(folded(_text(element, "summary")) or "no reason given")


def _element(feed: etree._Element, name: str) -> etree._Element:
    element = feed.find(_OPENSEARCH + name)
    if element is None:
        raise ValueError(f"has no {name}")
    return element


def _number(feed: etree._Element, name: str) -> int:
    text = (_element(feed, name).text or "").strip()
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"has a {name} that is no number: {text[:20]!r}")
    return int(text)


def _take_out_unreadable(
    feed: etree._Element, elements: Iterable[etree._Element]
) -> tuple[list[_Entry], list[Unreadable]]:
    entries, dropped = [], []
    for element in elements:
        try:
            entries.append(_entry(element))
        except ValueError as exc:
            name = _text(element, "id") or "an entry without id"
            dropped.append(unreadable(name, str(exc)[:_QUOTABLE]))
            feed.remove(element)
    return entries, dropped


def _entry(element: etree._Element) -> _Entry:
    if any(MARK in text for text in element.itertext()):
        raise ValueError("has a character that no text can have")
    return _Entry(
        arxiv_id(_text(element, "id")), _date(element, "updated"), _date(element, "published")
    )


def _date(element: etree._Element, name: str) -> datetime:
    text = _text(element, name)
    if not text:
        raise ValueError(f"no {name} date")
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError) as exc:
        raise ValueError(f"unreadable {name} date {text!r}") from exc
    if moment < _FIRST:
        raise ValueError(f"has the {name} date {text!r}, when there was no arXiv")
    return moment


def _text(element: etree._Element, name: str) -> str:
    return (element.findtext(_ATOM + name) or "").strip()


def _check_distinct(entries: Iterable[_Entry]) -> None:
    seen = set[str]()
    for entry in entries:
        if entry.arxiv_id.base in seen:
            raise ValueError(f"has {entry.arxiv_id.base} twice")
        seen.add(entry.arxiv_id.base)


def _check_asked_for(entries: Iterable[_Entry], bases: frozenset[str]) -> None:
    for entry in entries:
        if entry.arxiv_id.base not in bases:
            raise ValueError(f"has {entry.arxiv_id.base}, which was not asked for")


def _check_order(entries: Iterable[_Entry], sort_by: SortBy) -> None:
    for above, below in pairwise(entries):
        if getattr(below, sort_by) > getattr(above, sort_by):
            raise ValueError(
                f"is not sorted as asked: {below.arxiv_id} is newer than {above.arxiv_id} above it"
            )
