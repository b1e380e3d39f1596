"""
What stands around the records in an answer of OAI-PMH: checked for contradictions.

arXiv's own answers have none. An answer that contradicts itself, or that belongs to another
request, would end a harvest before its end, and the papers that did not come would be lost.
"""

from collections.abc import Mapping
from datetime import date

from lxml import etree

from generator.arxiv_api.answer_check import ReportedError
from generator.papers.paper import folded

OAI = "{http://www.openarchives.org/OAI/2.0/}"

QUOTABLE = 200

FORMAT = "arXivRaw"

_CHILDREN = tuple(OAI + name for name in ("responseDate", "request", "error", "ListRecords"))

_OFTEN = frozenset((OAI + "error", OAI + "record"))


def check_structure(root: etree._Element) -> None:
    """
    Raise ValueError if the answer *root* has both records and an error, or what OAI-PMH excludes.
    """
    records, error = root.find(f"{OAI}ListRecords"), root.find(f"{OAI}error")
    if records is None and error is None:
        raise ValueError("has neither records nor an error")
    if records is not None and error is not None:
        raise ValueError(f"has records and an error at once: {_described(error)}")
    _check_children(root, _CHILDREN)
    if records is not None:
        _check_children(records, (f"{OAI}record", f"{OAI}resumptionToken"))
        token = records.find(f"{OAI}resumptionToken")
        if token is not None and next(token.itersiblings("*"), None) is not None:
            raise ValueError("has records behind its resumption token")


def error_code(root: etree._Element, asked: Mapping[str, str]) -> str | None:
    """
    Return noRecordsMatch or badResumptionToken, if the answer *root* to *asked* says so.

    Returns None if the answer has no error. Raises ReportedError for another error and for several
    errors, and ValueError if nothing matches where a resumption token had promised more.
    """
    errors = root.findall(f"{OAI}error")
    if not errors:
        return None
    code = errors[0].get("code")
    if len(errors) > 1 or code not in {"noRecordsMatch", "badResumptionToken"}:
        raise ReportedError("; ".join(map(_described, errors))[:QUOTABLE])
    if code == "noRecordsMatch" and "resumptionToken" in asked:
        raise ValueError("says that nothing matches (noRecordsMatch) where more records are due")
    return code


def check_request(
    root: etree._Element, asked: Mapping[str, str], *, last: date | None, goes_on: bool
) -> None:
    """
    Raise ValueError if the answer *root* names another request than *asked*.

    *last* is the day of its last record; *goes_on* says whether another page follows. arXiv names
    no request in most of its errors.
    """
    request = root.find(f"{OAI}request")
    named = {} if request is None else {str(name): str(one) for name, one in request.items()}
    if not named or not asked:
        return
    expected = {"metadataPrefix": FORMAT, **asked}
    names = {"verb", "metadataPrefix", "resumptionToken", "until"} & named.keys()
    if "resumptionToken" not in asked:
        names |= {"set"} & (named.keys() | asked.keys())
        since, begin = expected.get("from", ""), named.get("from", "")
        # Where another page follows, arXiv names the day with which that page begins.
        if begin != since and not (goes_on and last and begin >= max(since, last.isoformat())):
            names.add("from")
    for name in sorted(names):
        if named.get(name) != expected.get(name):
            raise ValueError(
                f"belongs to another question: {name} is {_quoted(named, name)} "
                f"where {_quoted(expected, name)} was asked for"
            )


def number(token: etree._Element, name: str) -> int | None:
    """
    Return the number in the attribute *name* of *token*; None if there is no such attribute.
    """
    text = token.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < len("1000000000")):
        raise ValueError(f"has a {name} that is no number: {text[:20]!r}")
    return int(text)


def _check_children(element: etree._Element, allowed: tuple[str, ...]) -> None:
    seen = set[str]()
    for child in element.iterchildren("*"):
        name = etree.QName(child).localname
        if child.tag not in allowed:
            raise ValueError(f"has an element <{name[:40]}>, which has no place there")
        if child.tag in seen and child.tag not in _OFTEN:
            raise ValueError(f"has the element <{name}> twice")
        seen.add(child.tag)


def _described(error: etree._Element) -> str:
    return f"{error.get('code', 'an error')}: {folded(error.text or '')}"[:QUOTABLE]


def _quoted(words: Mapping[str, str], name: str) -> str:
    return repr(words[name][:80]) if name in words else "nothing"
