"""
The question that an answer of the query API names, compared with the one that was asked.

arXiv repeats the query in the feed's title after it has repaired it: it adds fields, operators and
parts of dates. So both queries are compared as arXiv understands them, not letter by letter.
"""

import calendar
import re
from collections.abc import Hashable, Iterator
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

from generator.matching.query import Query, Term, parse
from generator.papers.paper import folded

# arXiv's repairs make a query longer, at most by a field's name and an operator for each word.
_GROWTH, _SPARE = 20, 1000

_QUOTABLE = 90

_REST = re.compile(
    r"&id_list=(?P<ids>[^&]*)&start=(?P<start>\d{1,9})&max_results=(?P<size>\d{1,9})"
)

_FIELD = re.compile(r"\b[A-Za-z]+:")

_WORD = re.compile(r"[^\W_]+")

# A repair adds or changes these words, and numbers in dates.
_REPAIRED_WORD = re.compile(r"and|or|not|andnot|to|\d{4,}")

# arXiv cuts the moments of a range after the minute.
_MOMENT = 12


class QueryEcho(Struct, frozen=True):
    """
    A question, as asked or as named by an answer.
    """

    query: str
    """The search query; empty if papers are asked for by their identifiers alone."""
    ids: frozenset[str]
    """The identifiers of the only papers that may come; empty if any may come."""
    start: int
    """How many entries of the whole answer come before this page."""
    size: int
    """The greatest number of entries in this page."""

    def check_answers(self, asked: "QueryEcho") -> None:
        """
        Raise ValueError if this is another question than *asked*.
        """
        if not is_same_query(asked.query, self.query):
            raise ValueError(
                f"belongs to another question: arXiv searched {_quoted(self.query)} "
                f"where {_quoted(asked.query)} was asked for"
            )
        if self.ids != asked.ids:
            other = min(self.ids ^ asked.ids)
            reason = "was not asked for" if other in self.ids else "is missing in its list"
            raise ValueError(f"belongs to another question: the paper {other[:40]} {reason}")
        if (self.start, self.size) != (asked.start, asked.size):
            raise ValueError(
                f"belongs to another page: {self.size} entries after {self.start} "
                f"where {asked.size} after {asked.start} were asked for"
            )


def named_in(title: str, link: str) -> QueryEcho | None:
    """
    Return the question that an answer names in the *title* of its feed, or else in its *link*.

    Returns None if neither names one. arXiv changed this title when it replaced its search in
    November 2025, and may do so again; an answer that names no question contradicts nothing.
    """
    return _in_title(title) or _in_link(link)


def is_same_query(asked: str, found: str) -> bool:
    """
    Whether arXiv understands *found* as it understands *asked*.
    """
    if folded(asked) == folded(found):
        return True
    if len(found) > _GROWTH * len(asked) + _SPARE:
        return False
    try:
        return _meaning(asked) == _meaning(found)
    except (ValueError, RecursionError):
        # How arXiv reads one of them is not known. Its repairs keep the words.
        return _words(asked) == _words(found)


def _in_title(title: str) -> QueryEcho | None:
    rest = title.partition("search_query=")[2]
    # The last one: a query may hold this text, too.
    query, separator, after = rest.rpartition("&id_list=")
    found = _REST.fullmatch((separator + after).strip())
    if found is None:
        return None
    return QueryEcho(query, _ids(found["ids"]), int(found["start"]), int(found["size"]))


def _in_link(link: str) -> QueryEcho | None:
    words = parse_qs(urlsplit(link).query, keep_blank_values=True)
    numbers = [words.get(name, [""])[0] for name in ("start", "max_results")]
    if "search_query" not in words or not all(re.fullmatch(r"\d{1,9}", one) for one in numbers):
        return None
    ids = _ids(words.get("id_list", [""])[0])
    return QueryEcho(words["search_query"][0], ids, *map(int, numbers))


def _ids(text: str) -> frozenset[str]:
    return frozenset(filter(None, (one.strip() for one in text.split(","))))


def _meaning(text: str) -> Hashable:
    if not text.strip():
        return None
    # arXiv replaces this name wherever it stands.
    return _meaning_of(parse(text.replace("lastUpdatedDate:", "submittedDate:")))


def _meaning_of(query: Query) -> Hashable:
    if isinstance(query, Term):
        return query.field, _text(query)
    if query.operator == "ANDNOT":
        return query.operator, _meaning_of(query.left), _meaning_of(query.right)
    operands = frozenset(_operands(query, query.operator))
    return (query.operator, operands) if len(operands) > 1 else next(iter(operands))


def _operands(query: Query, operator: str) -> Iterator[Hashable]:
    """
    Yield the meanings of what *operator*, AND or OR, joins in *query*, however it is grouped.
    """
    if isinstance(query, Term) or query.operator != operator:
        yield _meaning_of(query)
    else:
        yield from _operands(query.left, operator)
        yield from _operands(query.right, operator)


def _text(term: Term) -> str:
    text = folded(term.text).casefold()
    if term.field == "au":
        return text.replace("_", " ")
    if term.field == "submittedDate":
        first, separator, last = text.strip("[]").partition(" to ")
        return f"{_filled(first)}{separator}{_filled(last, is_end=True)}"
    return text


def _filled(moment: str, *, is_end: bool = False) -> str:
    """
    Return *moment*, such as ``202512``, as arXiv completes it to the minute.
    """
    if not moment.isdecimal() or len(moment) not in {4, 6, 8}:
        return moment[:_MOMENT]
    if not is_end:
        return moment + "01010000"[len(moment) - 4 :]
    month = moment[4:6] or "12"
    day = moment[6:] or f"{_days_in(int(moment[:4]), int(month)):02}"
    return f"{moment[:4]}{month}{day}2359"


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1] if year and month in range(1, 13) else 31


def _words(query: str) -> frozenset[str]:
    words = _WORD.findall(_FIELD.sub(" ", query).casefold())
    return frozenset(one for one in words if not _REPAIRED_WORD.fullmatch(one))


def _quoted(query: str) -> str:
    return f"{query[:_QUOTABLE]} …" if len(query) > _QUOTABLE else query or "no query"
