"""
Checks that an answer of the query API is whole and answers what was asked.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise

from lxml import etree
from msgspec import Struct

from generator.arxiv_api.author_line import LONGEST_AUTHORS, MOST_AUTHORS
from generator.arxiv_api.query_echo import QueryEcho, named_in
from generator.arxiv_api.result_page import Unreadable
from generator.arxiv_api.xml_tree import (
    has_breaks,
    has_replacement,
    only,
    only_text,
    parse_xml,
    replace_forbidden,
    whole_text,
)
from generator.papers.paper import ArxivId, SortBy, folded

_ATOM = "{http://www.w3.org/2005/Atom}"

_ARXIV = "{http://arxiv.org/schemas/atom}"

_OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"

# The elements that an entry has once at most, and whose text is a field of the paper. A paper may
# have several DOIs, each in an element of its own.
_TEXTS = (
    *(f"{_ATOM}title", f"{_ATOM}summary"),
    *(f"{_ARXIV}comment", f"{_ARXIV}journal_ref"),
)

# The name by which the package does not know an entry. To remove the entry would take a time that
# grows with the square of its elements.
_LEFT_OUT = "unreadable"

# No paper has as many categories. The longest list at arXiv has 20.
_MOST_CATEGORIES = 1000

# Reasons quote the answer, whose texts may be long, and are published on the status page.
_QUOTABLE = 200

# arXiv began in August 1991; some of its papers were written before.
_FIRST = datetime(1980, 1, 1, tzinfo=UTC)


class PageRequest(Struct, frozen=True):
    """
    What one request asks for.
    """

    start: int
    """How many entries of the whole answer come before this page."""
    size: int
    """The greatest number of entries in this page."""
    sort_by: SortBy | None = None
    """The date by which entries are sorted, newest first; None if any order is right."""
    ids: tuple[str, ...] = ()
    """Identifiers of the only papers that may come, as sent to arXiv; empty if any may come."""
    query: str = ""
    """The search query; empty if papers are asked for by their identifiers alone."""


class CheckedAnswer(Struct, frozen=True):
    """
    A whole answer.
    """

    body: bytes
    """What the arxiv package may read: an answer of readable entries only."""
    total: int
    """How many papers match at arXiv."""
    dropped: tuple[Unreadable, ...] = ()
    """The entries that could not be read and are not in the body."""


class ReportedError(ValueError):
    """
    The answer is arXiv's own sentence about what is wrong with the request.
    """


class _Entry(Struct, frozen=True):
    arxiv_id: ArxivId
    updated: datetime
    published: datetime


def checked_answer(
    body: bytes, request: PageRequest, check: Callable[[], None] = lambda: None
) -> CheckedAnswer:
    """
    Check *body*, whose status and content type are right, as the answer to *request*.

    *check* is called before each entry is read, and raises an error if reading takes too long.
    Raises ReportedError for arXiv's own errors and ValueError for anything less than whole.
    """
    feed = _feed(body)
    check()
    _refuse_errors(feed)
    _check_question(feed, request)
    total, start = _number(feed, "totalResults"), _number(feed, "startIndex")
    if start != request.start:
        raise ValueError(f"begins at {start} where {request.start} was asked for")
    due = max(0, min(request.size, total - start))
    # Counted one by one: a list of a million empty entries would take more memory than the answer.
    found = sum(1 for _ in feed.iterchildren(f"{_ATOM}entry"))
    if found != due:
        raise ValueError(f"has {found} entries of {due} that are due ({total} in all)")
    entries, dropped = _take_out_unreadable(feed, check)
    _check_distinct(entries)
    if request.ids:
        _check_asked_for(entries, request.ids)
    if request.sort_by:
        _check_order(entries, request.sort_by)
    dropped += _take_out_mislinked(feed, entries)
    if not dropped and not has_breaks(body):
        return CheckedAnswer(replace_forbidden(body), total)
    # The package loses a whole page for one unreadable date, so such entries leave the answer.
    # With a smaller total, the package does not ask for another page in their place. It would also
    # end a text at a comment; the tree has none.
    _element(feed, "totalResults").text = str(start + found - len(dropped))
    return CheckedAnswer(etree.tostring(feed, encoding="UTF-8"), total, tuple(dropped))


def error_reason(body: bytes) -> str | None:
    """
    Return the sentence of the error entry in *body*; None if *body* has no such entry.
    """
    try:
        _refuse_errors(_feed(body))
    except ReportedError as exc:
        return str(exc)
    except ValueError:
        return None
    return None


def arxiv_id(entry_id: str) -> ArxivId:
    """
    Return the identifier in *entry_id*, such as ``http://arxiv.org/abs/2107.05580v2``.

    Raises ValueError if there is none.
    """
    return ArxivId.parse(_identifier(entry_id))


def unreadable_entry(entry_id: str, reason: str) -> Unreadable:
    """
    Return the entry *entry_id* as one that cannot be read, for *reason*.
    """
    return Unreadable.of(_identifier(entry_id), reason, name=entry_id[:_QUOTABLE])


def _identifier(entry_id: str) -> str:
    return entry_id.strip().rpartition("arxiv.org/abs/")[2]


def _feed(body: bytes) -> etree._Element:
    return parse_xml(body, f"{_ATOM}feed", "Atom feed")


def _refuse_errors(feed: etree._Element) -> None:
    for element in feed.iterchildren(f"{_ATOM}entry"):
        # Until 2025 arXiv sent its errors with status 200, and with dates like a paper's.
        if "/api/errors#" in _quotable(element, "id"):
            raise ReportedError(_quotable(element, "summary") or "no reason given")


def _check_question(feed: etree._Element, request: PageRequest) -> None:
    link = feed.find(f"{_ATOM}link")
    named = named_in(_text(feed, "title"), "" if link is None else link.get("href", ""))
    if named is not None:
        asked = QueryEcho(request.query, frozenset(request.ids), request.start, request.size)
        named.check_answers(asked)
    size = feed.findtext(f"{_OPENSEARCH}itemsPerPage")
    if size is not None and size.strip() != str(request.size):
        raise ValueError(
            f"belongs to another page: {size.strip()[:20]} entries "
            f"where {request.size} were asked for"
        )


def _element(feed: etree._Element, name: str) -> etree._Element:
    element = only(feed, _OPENSEARCH + name)
    if element is None:
        raise ValueError(f"has no {name}")
    return element


def _number(feed: etree._Element, name: str) -> int:
    text = whole_text(_element(feed, name)).strip()
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"has a {name} that is no number: {text[:20]!r}")
    return int(text)


def _take_out_unreadable(
    feed: etree._Element, check: Callable[[], None]
) -> tuple[list[_Entry], list[Unreadable]]:
    entries, dropped = [], []
    for element in feed.findall(f"{_ATOM}entry"):
        check()
        try:
            entries.append(_entry(element))
        except ValueError as exc:
            name = _quotable(element, "id") or "an entry without id"
            dropped.append(unreadable_entry(name, str(exc)[:_QUOTABLE]))
            element.tag = _LEFT_OUT
    return entries, dropped


def _take_out_mislinked(feed: etree._Element, entries: Iterable[_Entry]) -> list[Unreadable]:
    dropped = []
    for element, entry in zip(feed.findall(f"{_ATOM}entry"), entries, strict=True):
        # The address of the abstract says once more which paper this is.
        addresses = (
            link.get("href", "")
            for link in element.iterchildren(f"{_ATOM}link")
            if link.get("rel") == "alternate"
        )
        if any(_names_another(address, entry.arxiv_id) for address in addresses):
            reason = "names another paper in its link than in its id"
            dropped.append(unreadable_entry(_quotable(element, "id"), reason))
            element.tag = _LEFT_OUT
    return dropped


def _entry(element: etree._Element) -> _Entry:
    if has_replacement(element):
        raise ValueError("has a character that no text can have")
    entry = _Entry(
        arxiv_id(_text(element, "id")), _date(element, "updated"), _date(element, "published")
    )
    for tag in _TEXTS:
        only_text(element, tag)
    for doi in element.iterchildren(f"{_ARXIV}doi"):
        whole_text(doi)
    _check_authors(element)
    _check_categories(element)
    return entry


def _names_another(address: str, found: ArxivId) -> bool:
    try:
        return arxiv_id(address) != found
    except ValueError:
        return False


def _check_authors(element: etree._Element) -> None:
    length = 0
    for count, author in enumerate(element.iterchildren(f"{_ATOM}author")):
        name = only_text(author, f"{_ATOM}name")
        if name is None:
            raise ValueError("has an author without name")
        length += len(name)
        if count == MOST_AUTHORS:
            raise ValueError(f"has more than {MOST_AUTHORS} authors")
        if length > LONGEST_AUTHORS:
            raise ValueError(f"has more than {LONGEST_AUTHORS} characters in its names of authors")


def _check_categories(element: etree._Element) -> None:
    terms = [one.get("term") for one in element.iterchildren(f"{_ATOM}category")]
    only(element, f"{_ARXIV}primary_category")
    if len(terms) > _MOST_CATEGORIES:
        raise ValueError(f"has more than {_MOST_CATEGORIES} categories")
    if None in terms:
        raise ValueError("has a category without term")


def _date(element: etree._Element, name: str) -> datetime:
    text = _text(element, name)
    if not text:
        raise ValueError(f"no {name} date")
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError) as exc:
        raise ValueError(f"unreadable {name} date {text[:40]!r}") from exc
    if moment < _FIRST:
        raise ValueError(f"has the {name} date {text!r}, when there was no arXiv")
    return moment


def _text(element: etree._Element, name: str) -> str:
    return (only_text(element, _ATOM + name) or "").strip()


def _quotable(element: etree._Element, name: str) -> str:
    return folded(element.findtext(_ATOM + name) or "")[:_QUOTABLE]


def _check_distinct(entries: Iterable[_Entry]) -> None:
    seen = set[str]()
    for entry in entries:
        if entry.arxiv_id.base in seen:
            raise ValueError(f"has {entry.arxiv_id.base} twice")
        seen.add(entry.arxiv_id.base)


def _check_asked_for(entries: Iterable[_Entry], ids: Iterable[str]) -> None:
    bases = frozenset(_bases(ids))
    for entry in entries:
        if entry.arxiv_id.base not in bases:
            raise ValueError(f"has {entry.arxiv_id.base}, which was not asked for")


def _bases(ids: Iterable[str]) -> Iterator[str]:
    # arXiv answers an identifier that it cannot have given out with no entry.
    for one in ids:
        with suppress(ValueError):
            yield ArxivId.parse(one).base


def _check_order(entries: Iterable[_Entry], sort_by: SortBy) -> None:
    for above, below in pairwise(entries):
        if getattr(below, sort_by) > getattr(above, sort_by):
            raise ValueError(
                f"is not sorted as asked: {below.arxiv_id} is newer than {above.arxiv_id} above it"
            )
