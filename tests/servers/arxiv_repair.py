"""
How arXiv repairs a query before it searches: it names the repaired one in its answer's title.

The rules are those of arXiv's server since November 2025, its oddities included.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

Kind = Literal["field", "open", "close", "operator", "text"]

Token = tuple[Kind, str]

_FIELDS = "abs|all|au|cat|co|doi|id|jr|lastUpdatedDate|rn|submittedDate|ti|title"

_TOKEN = re.compile(
    rf"""(?P<text>"[^"]*") | (?P<open>\() | (?P<close>\)) |
    (?P<operator>\b(?:AND|ANDNOT|NOT|OR)\b(?=[()\s]|$)) | (?P<field>(?:{_FIELDS}):) |
    (?P<word>[^"()\s]+)""",
    re.VERBOSE,
)

_RANGE = re.compile(r"submittedDate:\[([\d-]{4,14}) TO ([\d-]{4,14})\]")


def repaired(query: str) -> str:
    """
    The *query* as arXiv searches it, and as its answer's title names it.
    """
    query = re.sub(r"[\r\n]", " ", query).replace("lastUpdatedDate:", "submittedDate:")
    query = _RANGE.sub(
        lambda found: f'submittedDate:"{_filled(found[1])} TO {_filled(found[2], end=True)}"', query
    )
    tokens = _with_operators(_with_fields(_distributed(_exclusions(_tokens(query)))))
    tokens = [
        (kind, "ti:" if text == "title:" else text) for kind, text in _with_author_names(tokens)
    ]
    return _joined(_without_empty_fields(tokens))


def _filled(moment: str, *, end: bool = False) -> str:
    moment = moment[:12] if moment.isdigit() else moment
    if not moment.isdigit() or len(moment) not in {4, 6, 8}:
        return moment
    if len(moment) == 4:
        moment += "12" if end else "01"
    if len(moment) == 6:
        last = calendar.monthrange(int(moment[:4]), int(moment[4:]))[1]
        moment += f"{last:02}" if end else "01"
    return moment + ("2359" if end else "0000")


def _tokens(query: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup
        yield ("text" if kind == "word" else kind), found[0]  # type: ignore[misc]  # a Kind


def _exclusions(tokens: Iterable[Token]) -> list[Token]:
    result: list[Token] = []
    for kind, text in tokens:
        if kind == "operator" and text == "NOT":
            if result and result[-1] == ("operator", "AND"):
                result.pop()
            result.append((kind, "ANDNOT"))
        else:
            result.append((kind, text))
    return result


def _distributed(tokens: Iterable[Token]) -> list[Token]:
    """
    A field before a parenthesis goes to each word in it that has no other field.
    """
    result: list[Token] = []
    field, depth, is_next = "", 0, False
    for kind, text in tokens:
        if depth:
            depth += {"open": 1, "close": -1}.get(kind, 0)
            if kind == "text" and result[-1][0] != "field":
                result.append(("field", field))
        elif is_next:
            is_next = False
            if kind == "open":
                result.pop()
                depth = 1
        elif kind == "field":
            field, is_next = text, True
        result.append((kind, text))
    return result


def _with_fields(tokens: Iterable[Token]) -> list[Token]:
    result: list[Token] = []
    for kind, text in tokens:
        if kind == "text" and (not result or result[-1][0] != "field"):
            result.append(("field", "all:"))
        result.append((kind, text))
    return result


def _with_operators(tokens: Iterable[Token]) -> list[Token]:
    """
    Of operators in a row the last one counts; a missing one is OR.
    """
    result: list[Token] = []
    for kind, text in tokens:
        before = result[-1][0] if result else None
        if kind == before == "operator":
            result.pop()
        if (kind == before == "field") or (
            before in {"close", "text"} and kind in {"field", "open", "text"}
        ):
            result.append(("operator", "OR"))
        result.append((kind, text))
    return result


def _with_author_names(tokens: list[Token]) -> Iterator[Token]:
    """
    arXiv means to repair each author's name, and takes the query's first word for all of them.
    """
    for place, (kind, text) in enumerate(tokens):
        first = tokens[1][1] if len(tokens) > 1 else ""
        if kind == "text" and place and tokens[place - 1] == ("field", "au:") and "_" in first:
            name = first.replace("_", " ")
            yield kind, name if '"' in name else f'"{name}"'
        else:
            yield kind, text


def _without_empty_fields(tokens: list[Token]) -> Iterator[Token]:
    end: Token = ("close", ")")
    for token, after in pairwise([*tokens, end]):
        if token[0] != "field" or after[0] == "text":
            yield token


def _joined(tokens: Iterable[Token]) -> str:
    result, before = "", None
    for kind, text in tokens:
        together = {("open", "field"), ("text", "close"), ("field", "text"), (None, kind)}
        result += text if (before, kind) in together else f" {text}"
        before = kind
    return result
