"""
Answers of arXiv's OAI-PMH, in the shape they have had since March 2025.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from lxml import etree
from msgspec import Struct

from generator.papers.paper import Paper

OAI = "http://www.openarchives.org/OAI/2.0/"

RAW = "http://arxiv.org/OAI/arXivRaw/"

_XSI = "http://www.w3.org/2001/XMLSchema-instance"

_URL = "https://oaipmh.arxiv.org/oai"

# All others are their own group.
_PHYSICS = frozenset(
    "astro-ph cond-mat gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th physics "
    "quant-ph".split()
)


class Change(Struct, frozen=True):
    """
    That arXiv's record of a *paper* changed on *day*, for whatever reason, or was *deleted*.
    """

    day: date
    paper: Paper
    deleted: bool = False

    @property
    def sets(self) -> tuple[str, ...]:
        """
        The sets that the paper is in: ``cs:cs:CV``.
        """
        return tuple(map(_set, self.paper.categories))

    @property
    def name(self) -> str:
        """
        The record's identifier: ``oai:arXiv.org:2508.21012``.
        """
        return f"oai:arXiv.org:{self.paper.arxiv_id.base}"


def list_records(
    changes: Iterable[Change], *, asked: Mapping[str, str], now: datetime, token: str | None
) -> bytes:
    """
    The page with *changes*, in answer to the words *asked* at *now*; without *token* the only one.
    """
    root = _root(asked, now)
    listed = _add(root, "ListRecords")
    for change in changes:
        _add_record(listed, change)
    if token is not None:
        element = _add(listed, "resumptionToken", token or None)
        if token:
            midnight = now.replace(hour=0, minute=0, second=0) + timedelta(days=1)
            element.set("expirationDate", _time(midnight))
    return _bytes(root)


def error(code: str, text: str, *, now: datetime, asked: Mapping[str, str] | None = None) -> bytes:
    """
    What is wrong with a request, or that there is nothing new for the words *asked*.
    """
    root = _root(asked or {}, now)
    _add(root, "error", text).set("code", code)
    return _bytes(root)


def _set(category: str) -> str:
    archive, _, subject = category.partition(".")
    parts = ("physics" if archive in _PHYSICS else archive, archive, subject)
    return ":".join(filter(None, parts))


def _root(asked: Mapping[str, str], now: datetime) -> etree._Element:
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": _XSI})
    root.set(f"{{{_XSI}}}schemaLocation", f"{OAI} {OAI}OAI-PMH.xsd")
    _add(root, "responseDate", _time(now))
    request = _add(root, "request", _URL)
    for name, value in asked.items():
        request.set(name, value)
    return root


def _add_record(listed: etree._Element, change: Change) -> None:
    record = _add(listed, "record")
    header = _add(record, "header")
    _add(header, "identifier", change.name)
    _add(header, "datestamp", change.day.isoformat())
    for one in change.sets:
        _add(header, "setSpec", one)
    if change.deleted:
        header.set("status", "deleted")
    else:
        _add_raw(_add(record, "metadata"), change.paper)


def _add_raw(metadata: etree._Element, paper: Paper) -> None:
    raw = etree.SubElement(metadata, f"{{{RAW}}}arXivRaw", nsmap={None: RAW, "xsi": _XSI})

    def add(name: str, text: str | None) -> None:
        if text is not None:
            etree.SubElement(raw, f"{{{RAW}}}{name}").text = text

    add("id", paper.arxiv_id.base)
    add("submitter", paper.authors[0])
    newest = paper.arxiv_id.version
    for number in range(1, newest + 1):
        version = etree.SubElement(raw, f"{{{RAW}}}version", version=f"v{number}")
        moment = paper.updated if number == newest else paper.published
        etree.SubElement(version, f"{{{RAW}}}date").text = f"{moment:%a, %d %b %Y %H:%M:%S GMT}"
        etree.SubElement(version, f"{{{RAW}}}size").text = "12kb"
        if paper.withdrawn and number == newest:
            etree.SubElement(version, f"{{{RAW}}}source_type").text = "I"
    add("title", paper.title)
    add("authors", ", ".join(paper.authors))
    add("categories", " ".join(paper.categories))
    add("comments", paper.comment)
    add("journal-ref", paper.journal_ref)
    add("doi", paper.doi)
    add("license", "http://creativecommons.org/licenses/by/4.0/")
    add("abstract", paper.abstract.replace("\n", "\n  "))


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{OAI}}}{name}")
    element.text = text
    return element


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
