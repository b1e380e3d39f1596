"""
The rules of RFC 4287 for an Atom feed, as far as a document can break them by itself.

https://www.rfc-editor.org/rfc/rfc4287; numbers are its sections.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

_ATOM = "{http://www.w3.org/2005/Atom}"

_XML = "{http://www.w3.org/XML/1998/namespace}"

_PERSONS = ("author", "contributor")

_TEXTS = ("title", "subtitle", "summary", "rights")

_DATES = ("updated", "published")

_ADDRESSES = ("id", "icon", "logo")

# What stands in what, and how often at most and at least (4.1.1, 4.1.2, 3.2).
_ONCE, _AT_MOST_ONCE, _ANY = (1, 1), (0, 1), (0, None)

_CHILDREN: dict[str, dict[str, tuple[int, int | None]]] = {
    "feed": {
        **dict.fromkeys(("id", "title", "updated"), _ONCE),
        **dict.fromkeys(("generator", "icon", "logo", "rights", "subtitle"), _AT_MOST_ONCE),
        **dict.fromkeys(("author", "category", "contributor", "link", "entry"), _ANY),
    },
    "entry": {
        **dict.fromkeys(("id", "title", "updated"), _ONCE),
        **dict.fromkeys(("content", "published", "rights", "source", "summary"), _AT_MOST_ONCE),
        **dict.fromkeys(("author", "category", "contributor", "link"), _ANY),
    },
    **{key: {"name": _ONCE, "uri": _AT_MOST_ONCE, "email": _AT_MOST_ONCE} for key in _PERSONS},
}

# The attributes of an element: those it must have are marked (4.1.3, 4.2, 3.1.1).
_ATTRIBUTES = {
    "link": {"href!", "rel", "type", "hreflang", "title", "length"},
    "category": {"term!", "scheme", "label"},
    "generator": {"uri", "version"},
    "content": {"type", "src"},
    **{key: {"type"} for key in _TEXTS},
}

_FORMS = {
    "rel": r"[^:]+|[a-z][a-z0-9+.-]*:.+",
    "type": r"text|html|xhtml|.+/.+",
    "hreflang": r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*",
    f"{_XML}lang": r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*|",
}

# RFC 3339 with the capital letters that 3.3 asks for.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def violations(document: bytes) -> list[str]:
    """
    The rules that *document* breaks, each with the element that breaks it; none where it is a feed.
    """
    feed = ET.fromstring(document)
    if feed.tag != f"{_ATOM}feed":
        return [f"{feed.tag}: no feed (2)"]
    return [*_of_element(feed), *_of_authors(feed)]


def _of_element(element: ET.Element) -> Iterator[str]:
    name = element.tag.removeprefix(_ATOM)
    yield from (f"{name}: {fault}" for fault in _faults(element, name))
    for child in element:
        if child.tag.startswith(_ATOM):
            yield from _of_element(child)


def _faults(element: ET.Element, name: str) -> Iterator[str]:
    yield from _of_children(element, _CHILDREN.get(name, {}))
    yield from _of_attributes(element, _ATTRIBUTES.get(name, set()))
    if name in {"feed", "entry"}:
        yield from _of_links(element)
    elif name in _ADDRESSES and not urlsplit(element.text or "").scheme:
        yield "no whole address (4.2.6)"
    elif name in _DATES and not _is_moment(element.text or ""):
        yield "no moment (3.3)"
    elif name in _TEXTS and element.get("type", "text") not in {"text", "html", "xhtml"}:
        yield "a text of no such type (3.1.1)"
    elif name == "name" and not (element.text or "").strip():
        yield "nobody (3.2.1)"
    elif name == "email" and not re.fullmatch(".+@.+", element.text or ""):
        yield "no address of mail (3.2.3)"


def _of_children(element: ET.Element, known: dict[str, tuple[int, int | None]]) -> Iterator[str]:
    found = Counter(one.tag.removeprefix(_ATOM) for one in element if one.tag.startswith(_ATOM))
    for name in found.keys() - known.keys():
        yield f"has no {name} (4)"
    for name, (least, most) in known.items():
        if not least <= found[name] <= (found[name] if most is None else most):
            yield f"{found[name]} times {name} (4)"
    if known and "".join((element.text or "", *(one.tail or "" for one in element))).strip():
        yield "text between elements (4)"


def _of_attributes(element: ET.Element, known: set[str]) -> Iterator[str]:
    needed = {name[:-1] for name in known if name.endswith("!")}
    for name in needed - element.attrib.keys():
        yield f"lacks {name} (4.2)"
    for name, value in element.attrib.items():
        if not name.startswith("{") and name not in needed | known:
            yield f"has no attribute {name} (4.2)"
        if not re.fullmatch(_FORMS.get(name, "(?s).*"), value):
            yield f"{name} of another form (4.2)"


def _of_links(element: ET.Element) -> Iterator[str]:
    pages = [
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{_ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    if len(pages) != len(set(pages)):
        yield "two pages of one kind (4.1.1, 4.1.2)"
    if element.tag == f"{_ATOM}entry" and not pages and element.find(f"{_ATOM}content") is None:
        yield "neither content nor page (4.1.2)"


def _of_authors(feed: ET.Element) -> Iterator[str]:
    author = f"{_ATOM}author"
    lone = [one for one in feed.findall(f"{_ATOM}entry") if one.find(author) is None]
    if feed.find(author) is None and (lone or feed.find(f"{_ATOM}entry") is None):
        yield "feed: written by nobody (4.1.1)"


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
