"""
The format of the query API's answers that this program relies on, and how an answer differs.

``daily-papers probe`` compares arXiv with it. Tests compare recorded answers, the arXiv server of
the tests, and the code that reads answers with it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal

from lxml import etree
from msgspec import Struct

from generator.arxiv_api.answer_check import arxiv_id
from generator.arxiv_api.xml_tree import parse_xml

# How often an element is in its parent.
Often = Literal["once", "at most once", "once or more", "any number"]

_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "arxiv": "http://arxiv.org/schemas/atom",
}

_PREFIXES = {url: prefix for prefix, url in _NAMESPACES.items()}

# The longest text that a difference quotes.
_QUOTABLE = 80


class ExpectedElement(Struct, frozen=True):
    """
    An element of the answer, or an attribute of an element.

    *path* leads to it from the feed: ``atom:feed/atom:id``, ``…/@term``. *form* describes its text,
    and is None if this program reads papers without the text.
    """

    path: str
    often: Often
    form: str | None = None

    @property
    def parent(self) -> str:
        """
        The path of the parent element.
        """
        return self.path.rpartition("/")[0]


class Difference(Struct, frozen=True):
    """
    A difference between an answer and the format.
    """

    path: str
    """Leads to the element or attribute, as in the format."""
    expected: str
    """How often it should be there, or the form that its text should have."""
    found: str
    """What the answer has instead."""
    harmful: bool = True
    """Whether this program cannot read papers because of it, or only in part."""


_FEED, _ENTRY = "atom:feed", "atom:feed/atom:entry"

FORMAT = (
    ExpectedElement(_FEED, "once"),
    ExpectedElement(f"{_FEED}/atom:id", "once"),
    ExpectedElement(f"{_FEED}/atom:title", "once"),
    ExpectedElement(f"{_FEED}/atom:updated", "once"),
    ExpectedElement(f"{_FEED}/atom:link", "any number"),
    ExpectedElement(f"{_FEED}/opensearch:itemsPerPage", "at most once"),
    ExpectedElement(f"{_FEED}/opensearch:totalResults", "once", "a number"),
    ExpectedElement(f"{_FEED}/opensearch:startIndex", "once", "a number"),
    ExpectedElement(_ENTRY, "any number"),
    ExpectedElement(f"{_ENTRY}/atom:id", "once", "an address with an identifier and a version"),
    ExpectedElement(f"{_ENTRY}/atom:updated", "once", "a time"),
    ExpectedElement(f"{_ENTRY}/atom:published", "once", "a time"),
    ExpectedElement(f"{_ENTRY}/atom:title", "once", "a text"),
    ExpectedElement(f"{_ENTRY}/atom:summary", "once", "a text"),
    ExpectedElement(f"{_ENTRY}/atom:author", "once or more"),
    ExpectedElement(f"{_ENTRY}/atom:author/atom:name", "once", "a text"),
    ExpectedElement(f"{_ENTRY}/atom:author/arxiv:affiliation", "any number"),
    ExpectedElement(f"{_ENTRY}/atom:category", "once or more"),
    ExpectedElement(f"{_ENTRY}/atom:category/@term", "once", "a category"),
    ExpectedElement(f"{_ENTRY}/atom:category/@scheme", "at most once"),
    ExpectedElement(f"{_ENTRY}/arxiv:primary_category", "once"),
    ExpectedElement(f"{_ENTRY}/arxiv:primary_category/@term", "once", "a category"),
    ExpectedElement(f"{_ENTRY}/arxiv:primary_category/@scheme", "at most once"),
    ExpectedElement(f"{_ENTRY}/arxiv:comment", "at most once", "a text"),
    ExpectedElement(f"{_ENTRY}/arxiv:journal_ref", "at most once", "a text"),
    ExpectedElement(f"{_ENTRY}/arxiv:doi", "at most once", "a text"),
    ExpectedElement(f"{_ENTRY}/atom:link", "any number"),
)

_BY_PATH = {element.path: element for element in FORMAT}

# The attributes of other elements are not read.
_WITH_ATTRIBUTES = frozenset(one.parent for one in FORMAT if "/@" in one.path)

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
    Return the differences between *body*, an answer with papers, and the format, each once.

    Raises ValueError if *body* is no Atom feed.
    """
    feed = parse_xml(body, f"{{{_NAMESPACES['atom']}}}feed", "Atom feed")
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
    for element in FORMAT:
        if element.parent == path:
            count = counts[element.path]
            many = count > 1 and element.often in {"once", "at most once"}
            if count < _LEAST[element.often] or many:
                # The number of elements that this program does not read is harmless.
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
    return any(one.form for one in FORMAT if one.parent == path)


def _name(element: etree._Element) -> str:
    name = etree.QName(element)
    return f"{_PREFIXES.get(name.namespace or '', name.namespace)}:{name.localname}"


def _is_identifier(text: str) -> bool:
    try:
        arxiv_id(text)
    except ValueError:
        return False
    return True
