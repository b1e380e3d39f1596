"""
The shape of an answer of arXiv's query API: what we rely on, and how an answer differs from it.

The one description of it: recorded answers, the arXiv of our tests and the live one are held
against it, and a test holds it against the code that reads.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

from lxml import etree
from msgspec import Struct

from generator.arxiv_api.query_answer import arxiv_id
from generator.arxiv_api.xml_tree import tree

# How often an element stands in its parent.
Often = Literal["once", "at most once", "once or more", "any number"]

_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "arxiv": "http://arxiv.org/schemas/atom",
}

_PREFIXES = {url: prefix for prefix, url in _NAMESPACES.items()}

_QUOTABLE = 80


class Element(Struct, frozen=True):
    """
    An element by its *path* from the feed, or its attribute (``…/@term``).

    *form* is what its text is; None where we do not read it.
    """

    path: str
    often: Often
    form: str | None = None

    @property
    def parent(self) -> str:
        """
        The path of the element it stands in.
        """
        return self.path.rpartition("/")[0]


class Difference(Struct, frozen=True):
    """
    Where an answer is not as described: *was* that, and *found* this.

    *harmful* tells that papers cannot be read, or not whole, where it is so.
    """

    path: str
    was: str
    found: str
    harmful: bool = True


_FEED, _ENTRY = "atom:feed", "atom:feed/atom:entry"

SHAPE = (
    Element(_FEED, "once"),
    Element(f"{_FEED}/atom:id", "once"),
    Element(f"{_FEED}/atom:title", "once"),
    Element(f"{_FEED}/atom:updated", "once"),
    Element(f"{_FEED}/atom:link", "any number"),
    Element(f"{_FEED}/opensearch:itemsPerPage", "at most once"),
    Element(f"{_FEED}/opensearch:totalResults", "once", "a number"),
    Element(f"{_FEED}/opensearch:startIndex", "once", "a number"),
    Element(_ENTRY, "any number"),
    Element(f"{_ENTRY}/atom:id", "once", "an address with an identifier and a version"),
    Element(f"{_ENTRY}/atom:updated", "once", "a time"),
    Element(f"{_ENTRY}/atom:published", "once", "a time"),
    Element(f"{_ENTRY}/atom:title", "once", "a text"),
    Element(f"{_ENTRY}/atom:summary", "once", "a text"),
    Element(f"{_ENTRY}/atom:author", "once or more"),
    Element(f"{_ENTRY}/atom:author/atom:name", "once", "a text"),
    Element(f"{_ENTRY}/atom:author/arxiv:affiliation", "any number"),
    Element(f"{_ENTRY}/atom:category", "once or more"),
    Element(f"{_ENTRY}/atom:category/@term", "once", "a category"),
    Element(f"{_ENTRY}/atom:category/@scheme", "at most once"),
    Element(f"{_ENTRY}/arxiv:primary_category", "once"),
    Element(f"{_ENTRY}/arxiv:primary_category/@term", "once", "a category"),
    Element(f"{_ENTRY}/arxiv:primary_category/@scheme", "at most once"),
    Element(f"{_ENTRY}/arxiv:comment", "at most once", "a text"),
    Element(f"{_ENTRY}/arxiv:journal_ref", "at most once", "a text"),
    Element(f"{_ENTRY}/arxiv:doi", "at most once", "a text"),
    Element(f"{_ENTRY}/atom:link", "any number"),
)

_BY_PATH = {element.path: element for element in SHAPE}

# Attributes of others are nothing we look at.
_WITH_ATTRIBUTES = frozenset(one.parent for one in SHAPE if "/@" in one.path)

_FORMS: dict[str, Callable[[str], object]] = {
    "a number": re.compile(r"[0-9]{1,9}").fullmatch,
    "a time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", re.ASCII).fullmatch,
    "a text": str.strip,
    "a category": re.compile(r"[a-z]+(?:-[a-z]+)*(?:\.[A-Za-z-]+)?", re.ASCII).fullmatch,
    "an address with an identifier and a version": lambda text: (
        re.match(r"https?://arxiv\.org/abs/.*v\d+$", text) and _is_identifier(text)
    ),
}

_LEAST: dict[Often, int] = {"once": 1, "once or more": 1, "at most once": 0, "any number": 0}


def differences(body: bytes) -> tuple[Difference, ...]:
    """
    How *body*, an answer with papers in it, differs from the shape; each difference once.

    Raises ValueError where it is no Atom feed at all.
    """
    feed = tree(body, f"{{{_NAMESPACES['atom']}}}feed", "Atom feed")
    found = dict.fromkeys(_of_element(feed, _FEED))
    if feed.find(f"{{{_NAMESPACES['atom']}}}entry") is None:
        found[Difference(_ENTRY, "any number", "none in an answer that should have some")] = None
    return tuple(found)


def _of_element(element: etree._Element, path: str) -> Iterator[Difference]:
    children = [(f"{path}/{_name(child)}", child) for child in element.iterchildren("*")]
    attributes = {}
    if path in _WITH_ATTRIBUTES:
        attributes = {f"{path}/@{name}": str(text) for name, text in element.attrib.items()}
    yield from _of_counts(path, Counter([one for one, _ in children] + list(attributes)))
    for where, text in attributes.items():
        yield from _of_text(where, text)
    for where, child in children:
        if where in _BY_PATH:
            yield from _of_text(where, child.text or "")
            yield from _of_element(child, where)


def _of_counts(path: str, counts: Counter[str]) -> Iterator[Difference]:
    for element in SHAPE:
        if element.parent == path:
            count = counts[element.path]
            many = count > 1 and element.often in {"once", "at most once"}
            if count < _LEAST[element.often] or many:
                # What nobody reads may be there as often as it likes.
                harmful = element.form is not None or _holds_read(element.path)
                found = f"{count} times" if count else "missing"
                yield Difference(element.path, element.often, found, harmful)
    for where in sorted(counts.keys() - _BY_PATH.keys()):
        yield Difference(where, "unknown", "there", harmful=False)


def _of_text(path: str, text: str) -> Iterator[Difference]:
    element = _BY_PATH.get(path)
    if element and element.form and not _FORMS[element.form](text.strip()):
        yield Difference(path, element.form, text.strip()[:_QUOTABLE] or "empty")


def _holds_read(path: str) -> bool:
    return any(one.form for one in SHAPE if one.parent == path)


def _name(element: etree._Element) -> str:
    name = etree.QName(element)
    return f"{_PREFIXES.get(name.namespace or '', name.namespace)}:{name.localname}"


def _is_identifier(text: str) -> bool:
    try:
        arxiv_id(text)
    except ValueError:
        return False
    return True
