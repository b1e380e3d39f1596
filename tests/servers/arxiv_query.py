"""
The query language of arXiv's API since November 2025, for papers in memory.

Operators have no precedence and group to the right, a missing one means OR, a field before a
parenthesis holds for all inside, a word without field is looked up everywhere. A quoted phrase
is a sequence of words, compared without case, punctuation, accents and a final s.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase

from generator.papers.paper import Paper

Match = Callable[[Paper], bool]

_FIELDS: dict[str, Callable[[Paper], Sequence[str]]] = {
    "ti": lambda paper: (paper.title,),
    "title": lambda paper: (paper.title,),
    "abs": lambda paper: (paper.abstract,),
    "au": lambda paper: paper.authors,
    "co": lambda paper: (paper.comment or "",),
    "jr": lambda paper: (paper.journal_ref or "",),
    "rn": lambda _: (),  # report numbers are no part of a Paper
    "all": lambda paper: (
        *(paper.title, paper.abstract, *paper.authors, *paper.categories),
        *(paper.comment or "", paper.journal_ref or "", paper.arxiv_id.base),
    ),
}

_TOKEN = re.compile(
    r"""\s*(?:(?P<close>\)) | (?:(?P<field>[A-Za-z]+):)?
    (?: (?P<open>\() | "(?P<phrase>[^"]*)" | (?P<range>\[[^\]]*\]) | (?P<word>[^\s()"]+) ))""",
    re.VERBOSE,
)

_OPERATORS = frozenset({"AND", "OR", "ANDNOT", "NOT"})


class QueryError(ValueError):
    """
    arXiv refuses the query with *status*: 400 if it sees why, 500 if it stumbles.
    """

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status


def matcher(query: str) -> Match:
    """
    Tells the papers that *query* finds from the others.
    """
    if '\\"' in query:
        raise QueryError(f"Invalid query string: '{query}'")
    if query.count('"') % 2:
        head, _, tail = query.rpartition('"')
        query = head + tail
    return _Reading(query).whole()


class _Reading:
    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = list(_TOKEN.finditer(query.strip()))
        self.place = 0

    def whole(self) -> Match:
        match = self.expression("all")
        if self.place < len(self.tokens):
            raise self.invalid()
        return match

    def expression(self, field: str) -> Match:
        left = self.term(field)
        if self.token() is None or self.next_is("close", ")"):
            return left
        operator = self.operator()
        right = self.expression(field)
        if operator == "AND":
            return lambda paper: left(paper) and right(paper)
        if operator == "OR":
            return lambda paper: left(paper) or right(paper)
        return lambda paper: left(paper) and not right(paper)

    def operator(self) -> str:
        token = self.token()
        if token is None or token["field"] or token["word"] not in _OPERATORS:
            return "OR"
        self.place += 1
        if token["word"] == "AND" and self.next_is("word", "NOT", "ANDNOT"):
            self.place += 1
            return "ANDNOT"
        return "ANDNOT" if token["word"] == "NOT" else token["word"]

    def term(self, field: str) -> Match:
        token = self.token()
        if token is None or token["close"]:
            raise self.invalid()
        if token["word"] in _OPERATORS and not token["field"]:
            raise self.invalid(500 if "NOT" in token["word"] else 400)
        self.place += 1
        field = token["field"] or field
        if not token["open"]:
            return _term(field, token)
        match = self.expression(field)
        if not self.next_is("close", ")"):
            raise self.invalid()
        self.place += 1
        return match

    def token(self) -> re.Match[str] | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def next_is(self, group: str, *texts: str) -> bool:
        token = self.token()
        return token is not None and token[group] in texts

    def invalid(self, status: int = 400) -> QueryError:
        return QueryError(f"Invalid query string: '{self.query}'", status)


def _term(field: str, token: re.Match[str]) -> Match:
    text: str = token["phrase"] if token["phrase"] is not None else token["word"] or token["range"]
    if field == "cat":
        return lambda paper: any(fnmatchcase(one, text) for one in paper.categories)
    if field == "id":
        return lambda paper: text in {paper.arxiv_id.base, str(paper.arxiv_id)}
    if field == "doi":
        return lambda paper: text == paper.doi
    if field in {"submittedDate", "lastUpdatedDate"}:
        return _submitted(text)
    if field not in _FIELDS:
        raise QueryError(f"Invalid query string: '{token[0].strip()}'")
    if text.startswith(("*", "?")):
        raise QueryError("an internal error", 500)
    sought = _words(text)
    return lambda paper: any(_holds(_words(one), sought) for one in _FIELDS[field](paper))


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text)
    bare = "".join(one for one in bare if not unicodedata.combining(one))
    return [word.removesuffix("s") for word in re.findall(r"[^\W_*?]+[*?]*", bare.lower())]


def _holds(words: Sequence[str], sought: Sequence[str]) -> bool:
    places = range(len(words) - len(sought) + 1) if sought else ()
    return any(all(map(fnmatchcase, words[place:], sought)) for place in places)


def _submitted(text: str) -> Match:
    ends = re.fullmatch(r"\[(\d{4,12}) TO (\d{4,12})\]", text)
    if ends is None:
        raise QueryError("an internal error", 500)
    # Shorter forms are filled up; 2359 is 23:59:00, so the last minute falls out.
    first = ends[1] + "00000101000000"[len(ends[1]) :]
    last = ends[2] + "00001231235900"[len(ends[2]) :]
    return lambda paper: first <= f"{paper.published:%Y%m%d%H%M%S}" <= last
