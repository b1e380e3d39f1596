"""
What can come instead of a page of OAI-PMH, made by rule: answers that are XML from beginning to
end, and contradict themselves, the request, or the pages before them.

With each fault stands what the status says of it. All leave it open whether the harvest is at its
end, so none may count as one.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime, timedelta

from lxml import etree
from servers.arxiv_faults import Fault, rewrite
from servers.oai_records import OAI, RAW

Change = Callable[[etree._Element], None]

CODES = (
    "badArgument",
    "badResumptionToken",
    "badVerb",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noRecordsMatch",
    "noMetadataFormats",
    "noSetHierarchy",
)

_OTHER_WORDS = {
    "verb": "ListIdentifiers",
    "metadataPrefix": "oai_dc",
    "until": "2025-12-01",
    "resumptionToken": "another",
}

ANOTHER_QUESTION = "belongs to another question"


def _every(root: etree._Element, name: str, namespace: str = OAI) -> list[etree._Element]:
    return list(root.iter(f"{{{namespace}}}{name}"))


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{OAI}}}{name}", attributes)
    element.text = text
    return element


def _twice(name: str) -> Change:
    def change(root: etree._Element) -> None:
        element = _every(root, name)[0]
        element.addnext(deepcopy(element))

    return change


def _beside(name: str, other: str, *, namespace: str = OAI) -> Change:
    def change(root: etree._Element) -> None:
        _every(root, name)[0].addnext(etree.Element(f"{{{namespace}}}{other}"))

    return change


def _with_errors(*codes: str, keep: bool) -> Change:
    def change(root: etree._Element) -> None:
        for records in _every(root, "ListRecords"):
            if not keep:
                root.remove(records)
        for code in codes:
            _add(root, "error", "A sentence of arXiv's.", code=code)

    return change


def _asked(name: str, value: str) -> Change:
    return lambda root: _every(root, "request")[0].set(name, value)


def _numbers(*, token: str | None, **numbers: Callable[[int], int]) -> Change:
    """
    A token with numbers that are worked out from the number of records.
    """

    def change(root: etree._Element) -> None:
        records = _every(root, "ListRecords")[0]
        count = len(_every(root, "record"))
        found = _every(records, "resumptionToken")
        element = found[0] if found else _add(records, "resumptionToken")
        if token is not None:
            element.text = token
        for name, number in numbers.items():
            element.set(name, str(number(count)))

    return change


def _in_each(change: Change) -> Change:
    def changed(root: etree._Element) -> None:
        for record in _every(root, "record"):
            change(record)

    return changed


def _without(name: str) -> Change:
    def change(record: etree._Element) -> None:
        for element in _every(record, name, RAW):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)

    return change


def _days(shift: int) -> Change:
    def change(root: etree._Element) -> None:
        for stamp in _every(root, "datestamp"):
            day = datetime.fromisoformat(stamp.text or "") + timedelta(days=shift)
            stamp.text = f"{day:%Y-%m-%d}"

    return change


def _answered(shift: int) -> Change:
    def change(root: etree._Element) -> None:
        (stamp,) = _every(root, "responseDate")
        moment = datetime.fromisoformat(stamp.text or "") + timedelta(days=shift)
        stamp.text = f"{moment:%Y-%m-%dT%H:%M:%SZ}"

    return change


def _both(first: Change, second: Change) -> Change:
    def change(root: etree._Element) -> None:
        first(root)
        second(root)

    return change


def _renamed(record: etree._Element) -> None:
    for element in _every(record, "id", RAW):
        element.text = "2401.00001"


def _lost(record: etree._Element) -> None:
    for element in _every(record, "metadata"):
        record.remove(element)
    for element in _every(record, "identifier"):
        element.text = f"oai:arXiv.org:lost-{id(element)}"


def _deleted(record: etree._Element) -> None:
    _every(record, "header")[0].set("status", "deleted")


Named = Iterator[tuple[str, Change, str]]


def _of_structure() -> Named:
    for name in ("responseDate", "request", "ListRecords"):
        yield f"two {name}", _twice(name), f"has the element <{name}> twice"
    for name in ("Identify", "ListIdentifiers", "GetRecord"):
        yield f"{name} beside records", _beside("request", name), f"has an element <{name}>"
    yield "a header among records", _beside("record", "header"), "has an element <header>"


def _of_errors() -> Named:
    for code in CODES:
        said = f"has records and an error at once: {code}"
        yield f"{code} beside records", _with_errors(code, keep=True), said
        if code not in {"noRecordsMatch", "badResumptionToken"}:
            yield f"{code} alone", _with_errors(code, keep=False), f"arXiv says: {code}: "
        if code != "noRecordsMatch":
            for pair in ((code, "noRecordsMatch"), ("noRecordsMatch", code)):
                said = f"arXiv says: {pair[0]}: A sentence of arXiv's.; {pair[1]}: "
                yield " and ".join(pair), _with_errors(*pair, keep=False), said


def _of_numbers() -> Named:
    more: tuple[tuple[str, Callable[[int], int]], ...] = (
        ("as many due as came", lambda count: count),
        ("fewer due than a token promises", lambda _: 0),
    )
    for name, due in more:
        change = _numbers(token="more", cursor=lambda _: 0, completeListSize=due)  # noqa: S106 - no secret
        yield name, change, "promises more records, where "
    less: tuple[tuple[str, Callable[[int], int]], ...] = (
        ("more due than came", lambda count: count + 99),
        ("fewer due than came", lambda _: 1),
    )
    for name, due in less:
        change = _numbers(token="", cursor=lambda _: 0, completeListSize=due)
        yield name, change, "ends after "
    more_due = _numbers(token="", completeListSize=lambda count: count + 99)
    yield "more due than came, and no cursor", more_due, "ends after "
    yield "a cursor far on", _numbers(token=None, cursor=lambda _: 77), "begins after 77 records"
    yield "a cursor before all", _numbers(token=None, cursor=lambda _: -1), "a cursor that is no"


def _of_records() -> Named:
    alien = _beside("record", "record", namespace="urn:x")
    yield "a record of another kind", alien, "has an element <record>"
    for name in ("title", "authors", "abstract", "categories", "version", "id"):
        yield f"no {name} in any record", _in_each(_without(name)), "none can be read"
    yield "other papers in all records", _in_each(_renamed), "none can be read"
    yield "nothing in any record", _in_each(_lost), "none can be read"
    yield "all deleted, and there", _in_each(_deleted), "none can be read"


def _of_days() -> Named:
    yield "changes of an earlier year", _days(-366), "it sends those of 2"
    yield "changes of next week", _days(7), "has a record that changed on"
    yield "an answer of last year", _answered(-366), "has a record that changed on"
    yield "a page of last year", _both(_days(-366), _answered(-366)), "it answered on"
    yield "an answer of next year", _answered(366), "this computer's clock says"


def _of_requests() -> Named:
    for name, value in _OTHER_WORDS.items():
        yield f"another {name}", _asked(name, value), f"{ANOTHER_QUESTION}: {name} is '{value}'"


def _changes() -> Named:
    for kind in (_of_structure, _of_errors, _of_numbers, _of_records, _of_days, _of_requests):
        yield from kind()


FAULTS: dict[str, tuple[Fault, str]] = {
    name: (rewrite(change), said) for name, change, said in _changes()
}

# Right where nothing was read before, and wrong after a page that promised more.
AFTER_A_TOKEN: dict[str, tuple[Fault, str]] = {
    "nothing matches": (
        rewrite(_with_errors("noRecordsMatch", keep=False)),
        "nothing matches (noRecordsMatch) where more records are due",
    ),
}

# Right after a page that promised more, and wrong where nothing was read before.
AT_THE_BEGINNING: dict[str, tuple[Fault, str]] = {
    "another set": (rewrite(_asked("set", "math")), f"{ANOTHER_QUESTION}: set is 'math'"),
    "another day": (
        rewrite(_asked("from", "2020-01-01")),
        f"{ANOTHER_QUESTION}: from is '2020-01-01'",
    ),
    "nothing matches, said last year": (
        rewrite(_both(_with_errors("noRecordsMatch", keep=False), _answered(-366))),
        "it answered on",
    ),
    "no token was sent": (
        rewrite(_with_errors("badResumptionToken", keep=False)),
        "arXiv speaks of a token where there was none",
    ),
}
