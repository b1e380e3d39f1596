"""
arXiv's bulk interface, OAI-PMH: all that changed since a day, page by page.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

import requests
from lxml import etree
from msgspec.structs import replace
from urllib3.exceptions import HTTPError

from generator.arxiv_api.credentials import Credentials
from generator.arxiv_api.pace import Pace
from generator.arxiv_api.query_answer import ErrorEntry
from generator.arxiv_api.query_api import whole
from generator.arxiv_api.result_page import Changes, Token, Unreadable
from generator.arxiv_api.transport import Transport
from generator.arxiv_api.xml_tree import MARK, tree
from generator.errors import ArxivError, TransportError
from generator.papers.paper import ArxivId, Paper, folded
from generator.text.tex import to_text

# https://info.arxiv.org/help/prep.html#author: names are separated by commas or "and", and an
# affiliation stands in parentheses behind a name. A collaboration may end with a colon.
_AFFILIATION = re.compile(r"\([^()]*\)")

_BETWEEN = re.compile(r"[,:]|(?:^|\s)(?:and|&)(?=\s)")

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|VI{0,3}", re.ASCII)


def names(line: str) -> tuple[str, ...]:
    r"""
    The names in *line*, ``Paul Erd\H{o}s (Budapest), Ada Lovelace and N. N.``, as Unicode.
    """
    bare = folded(line)
    while bare != (bare := _AFFILIATION.sub(" ", bare)):
        pass
    found: list[str] = []
    for part in _BETWEEN.split(bare):
        name = folded(part)
        if found and _SUFFIX.fullmatch(name):
            found[-1] += f" {name}"
        elif name:
            found.append(name)
    return tuple(filter(None, (folded(to_text(name)) for name in found)))


_OAI = "{http://www.openarchives.org/OAI/2.0/}"

_RAW = "{http://arxiv.org/OAI/arXivRaw/}"

_PREFIX = "oai:arXiv.org:"

_VERSION = re.compile(r"v([1-9][0-9]{0,3})", re.ASCII)

_QUOTABLE = 200


def changes(body: bytes) -> Changes | None:
    """
    The page in *body*; None where arXiv no longer knows the token that asked for it.

    Raises ErrorEntry for arXiv's other errors and ValueError for anything less than whole.
    """
    root = tree(body, f"{_OAI}OAI-PMH", "OAI-PMH")
    answered = _moment(_text(root, f"{_OAI}responseDate"), "responseDate")
    error = root.find(f"{_OAI}error")
    if error is not None:
        return _of_error(error, answered)
    listed = root.find(f"{_OAI}ListRecords")
    if listed is None:
        raise ValueError("has neither records nor an error")
    records = listed.findall(f"{_OAI}record")
    days = list(map(_day, records))
    if not days or days != sorted(days):
        raise ValueError("has records that are not in the order of their changes")
    _check_distinct(records)
    papers, dropped = _read(records)
    return Changes(
        papers=tuple(papers),
        answered=answered,
        reached=days[-1],
        token=_token(listed),
        dropped=tuple(dropped),
    )


def _of_error(error: etree._Element, answered: datetime) -> Changes | None:
    # https://www.openarchives.org/OAI/openarchivesprotocol.html#ErrorConditions
    code = error.get("code")
    if code == "noRecordsMatch":
        return Changes(answered=answered)
    if code == "badResumptionToken":
        return None
    raise ErrorEntry(f"{code}: {folded(error.text or '')}"[:_QUOTABLE])


def _token(listed: etree._Element) -> Token | None:
    element = listed.find(f"{_OAI}resumptionToken")
    text = ((element.text if element is not None else "") or "").strip()
    if element is None or not text:
        return None
    expires = element.get("expirationDate")
    return Token(text, _moment(expires, "expirationDate") if expires else None)


def _read(records: Iterable[etree._Element]) -> tuple[list[Paper], list[Unreadable]]:
    papers, dropped = list[Paper](), list[Unreadable]()
    for record in records:
        try:
            papers += _papers(record)
        except ValueError as exc:
            name = _identifier(record)[:_QUOTABLE]
            dropped.append(Unreadable.of(name, str(exc)[:_QUOTABLE], name=name))
    return papers, dropped


def _papers(record: etree._Element) -> Iterator[Paper]:
    header = record.find(f"{_OAI}header")
    if header is not None and header.get("status") == "deleted":
        return
    raw = record.find(f"{_OAI}metadata/{_RAW}arXivRaw")
    if raw is None:
        raise ValueError("no arXivRaw record")
    if any(MARK in text for text in raw.itertext()):
        raise ValueError("has a character that no text can have")
    versions = dict(map(_version, raw.findall(f"{_RAW}version")))
    if not versions:
        raise ValueError("no version")
    paper = Paper(
        arxiv_id=ArxivId.parse(f"{_text(raw, f'{_RAW}id')}v{max(versions)}"),
        title=_text(raw, f"{_RAW}title"),
        authors=names(_text(raw, f"{_RAW}authors")),
        abstract=raw.findtext(f"{_RAW}abstract") or "",
        categories=tuple(_text(raw, f"{_RAW}categories").split()),
        published=versions[min(versions)],
        updated=versions[max(versions)],
        comment=raw.findtext(f"{_RAW}comments"),
        journal_ref=raw.findtext(f"{_RAW}journal-ref"),
        doi=raw.findtext(f"{_RAW}doi"),
    )
    yield whole(paper)


def _version(element: etree._Element) -> tuple[int, datetime]:
    number = _VERSION.fullmatch(element.get("version", ""))
    text = _text(element, f"{_RAW}date")
    if number is None:
        raise ValueError("a version without number")
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return int(number[1]), moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError) as exc:
        raise ValueError(f"unreadable date {text[:40]!r} of a version") from exc


def _identifier(record: etree._Element) -> str:
    return _text(record, f"{_OAI}header/{_OAI}identifier").removeprefix(_PREFIX)


def _check_distinct(records: Iterable[etree._Element]) -> None:
    seen = set[str]()
    for name in map(_identifier, records):
        if name in seen:
            raise ValueError(f"has {name[:_QUOTABLE]} twice")
        seen.add(name)


def _day(record: etree._Element) -> date:
    text = _text(record, f"{_OAI}header/{_OAI}datestamp")
    try:
        return date.fromisoformat(text[:10])
    except ValueError as exc:
        raise ValueError(f"has a record with the datestamp {text[:40]!r}") from exc


def _moment(text: str, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as exc:
        raise ValueError(f"has a {name} that is no time: {text[:40]!r}") from exc


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


_ACCEPT = "application/xml, text/xml;q=0.9"


class OaiPmh:
    """
    Fetches pages from *oai_url*, at *pace*, in the name of *agent*.
    """

    def __init__(
        self,
        oai_url: str,
        *,
        agent: str,
        pace: Pace,
        access: Credentials = Credentials(),  # noqa: B008 - immutable
    ) -> None:
        self._url = oai_url
        self._page: Changes | None = None
        # A page is made when it is asked for, and nothing is heard until it is ready.
        patient = replace(pace.manners, read_timeout=pace.manners.deadline)
        # Its answers are of one type: what the keeper says to accept is about the query API.
        asked = {one: text for one, text in access.headers.items() if one.lower() != "accept"}
        transport = Transport(
            self._read,
            agent=agent,
            pace=pace,
            manners=patient,
            accept=_ACCEPT,
            access=Credentials(asked, access.key),
        )
        self._session = requests.Session()
        transport.equip(self._session, oai_url)

    def first(self, since: date, subset: str | None) -> Changes:
        """
        What changed on the day *since* or later, in all of arXiv or in a *subset* of OAI-PMH.
        """
        words = {"metadataPrefix": "arXivRaw", "from": since.isoformat()}
        if subset:
            words["set"] = subset
        page = self._asked(words)
        if page is None:
            raise TransportError(self._url, "arXiv speaks of a token where there was none")
        return page

    def next(self, token: str) -> Changes | None:
        """
        The page that *token* asks for; None where arXiv does not take it any more.
        """
        return self._asked({"resumptionToken": token})

    def _asked(self, words: dict[str, str]) -> Changes | None:
        try:
            self._session.get(self._url, params={"verb": "ListRecords"} | words)
        except ArxivError:
            raise
        except (OSError, ValueError, HTTPError) as exc:
            # What requests says of an address that is none, or of a proxy.
            raise TransportError(self._url, f"{type(exc).__name__}: {exc}") from exc
        return self._page

    def _read(self, _: str, body: bytes) -> bytes:
        self._page = changes(body)
        return b""
