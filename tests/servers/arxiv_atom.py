"""
Answers of arXiv's query API, in the shape they have had since November 2025.
"""

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from lxml import etree

from generator.papers.paper import Paper

_ATOM = "http://www.w3.org/2005/Atom"

_ARXIV = "http://arxiv.org/schemas/atom"

_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"

_NAMESPACES = {"opensearch": _OPENSEARCH, "arxiv": _ARXIV, None: _ATOM}


def feed(papers: Sequence[Paper], *, asked: str, total: int, start: int, size: int) -> bytes:
    """
    The page of *papers*, *start* of *total*, for the parameters *asked*, written as in a URL.
    """
    digest = b64encode(hashlib.sha1(asked.encode(), usedforsecurity=False).digest())
    root = _root(f"https://arxiv.org/api/{digest.decode()[:27]}", f"arXiv Query: {asked}")
    href = f"https://arxiv.org/api/query?{quote(asked, safe='=&:,/')}"
    _add(root, "link", href=href, type="application/atom+xml")
    _count(root, size=size, total=total, start=start)
    for paper in papers:
        _add_entry(root, paper)
    return _bytes(root)


def error_feed(reason: str) -> bytes:
    """
    What arXiv says is wrong with a request.
    """
    root = _root("https://arxiv.org/", "arXiv Search Results")
    _count(root, size=1, total=1, start=0)
    url = f"https://arxiv.org/api/errors#{reason.replace(' ', '_')}"
    entry = _add(root, "entry")
    _add(entry, "id", url)
    _add(entry, "title", "Error")
    _add(entry, "updated", _time(datetime.now(UTC)))
    _add(entry, "link", href=url, rel="alternate", type="text/html")
    _add(entry, "summary", reason)
    _add(_add(entry, "author"), "name", "arXiv api core")
    return _bytes(root)


def _root(feed_id: str, title: str) -> etree._Element:
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap=_NAMESPACES)
    _add(root, "id", feed_id)
    _add(root, "title", title)
    _add(root, "updated", _time(datetime.now(UTC)))
    return root


def _count(root: etree._Element, *, size: int, total: int, start: int) -> None:
    # itemsPerPage is the number asked for, not the number of entries.
    for name, number in (("itemsPerPage", size), ("totalResults", total), ("startIndex", start)):
        _add(root, name, str(number), namespace=_OPENSEARCH)


def _add_entry(root: etree._Element, paper: Paper) -> None:
    entry = _add(root, "entry")
    version = f"arxiv.org/abs/{paper.arxiv_id}"
    pdf = f"https://arxiv.org/pdf/{paper.arxiv_id}"
    _add(entry, "id", f"http://{version}")
    _add(entry, "title", paper.title)
    _add(entry, "updated", _time(paper.updated))
    _add(entry, "link", href=f"https://{version}", rel="alternate", type="text/html")
    _add(entry, "link", href=pdf, rel="related", type="application/pdf", title="pdf")
    # A new paragraph is marked by indenting its first line.
    _add(entry, "summary", paper.abstract.replace("\n", "\n  "))
    for category in paper.categories:
        _add(entry, "category", term=category, scheme=_ARXIV)
    _add(entry, "published", _time(paper.published))
    _add_known(entry, "comment", paper.comment)
    _add(entry, "primary_category", namespace=_ARXIV, term=paper.primary_category)
    _add_known(entry, "journal_ref", paper.journal_ref)
    for author in paper.authors:
        _add(_add(entry, "author"), "name", author)
    # Of several DOIs, each has an element and a link.
    for doi in (paper.doi or "").split():
        _add_known(entry, "doi", doi)
    for doi in (paper.doi or "").split():
        _add(entry, "link", rel="related", href=f"https://doi.org/{doi}", title="doi")


def _add_known(entry: etree._Element, name: str, text: str | None) -> None:
    if text is not None:
        _add(entry, name, text, namespace=_ARXIV)


def _add(
    parent: etree._Element,
    name: str,
    text: str | None = None,
    *,
    namespace: str = _ATOM,
    **attributes: str,
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}{name}", attributes)
    element.text = text
    return element


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
