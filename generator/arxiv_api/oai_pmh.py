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

from generator.arxiv_api.answer_check import ReportedError
from generator.arxiv_api.credentials import Credentials
from generator.arxiv_api.pace import Pace
from generator.arxiv_api.result_page import Changes, ResumptionToken, Unreadable, normalized
from generator.arxiv_api.transport import Transport
from generator.arxiv_api.xml_tree import has_replacement, parse_xml
from generator.errors import ArxivError, TransportError
from generator.papers.authors import author_names
from generator.papers.paper import ArxivId, Paper, folded

_ACCEPT = "application/xml, text/xml;q=0.9"

# https://info.arxiv.org/help/prep.html#author: an affiliation stands in parentheses behind a name.
_AFFILIATION = re.compile(r"\([^()]*\)")

_OAI = "{http://www.openarchives.org/OAI/2.0/}"

_RAW = "{http://arxiv.org/OAI/arXivRaw/}"

_PREFIX = "oai:arXiv.org:"

_VERSION = re.compile(r"v([1-9][0-9]{0,3})", re.ASCII)

_QUOTABLE = 200


class OaiPmh:
    """
    Fetches pages from *oai_url*, at *pace*; *agent* is the User-Agent of the requests.
    """

    def __init__(
        self,
        oai_url: str,
        *,
        agent: str,
        pace: Pace,
        credentials: Credentials = Credentials(),  # noqa: B008 - immutable
    ) -> None:
        self._url = oai_url
        self._page: Changes | None = None
        # arXiv makes a page when it is asked for, and sends no byte before the page is ready.
        policy = replace(pace.policy, read_timeout=pace.policy.deadline)
        # OAI-PMH has one content type; a keeper's Accept header is for the query API.
        headers = {
            one: text for one, text in credentials.headers.items() if one.lower() != "accept"
        }
        transport = Transport(
            self._read,
            agent=agent,
            pace=pace,
            policy=policy,
            accept=_ACCEPT,
            credentials=Credentials(headers, credentials.key),
        )
        self._session = requests.Session()
        transport.mount_on(self._session, oai_url)

    def first(self, since: date, subset: str | None) -> Changes:
        """
        Return the first page of what changed on the day *since* or later; of *subset*, if given.

        Raises ArxivError.
        """
        words = {"metadataPrefix": "arXivRaw", "from": since.isoformat()}
        if subset:
            words["set"] = subset
        page = self._fetch(words)
        if page is None:
            raise TransportError(self._url, "arXiv speaks of a token where there was none")
        return page

    def next(self, token: str) -> Changes | None:
        """
        Return the page that *token* asks for; None if *token* has expired. Raises ArxivError.
        """
        return self._fetch({"resumptionToken": token})

    def _fetch(self, words: dict[str, str]) -> Changes | None:
        try:
            self._session.get(self._url, params={"verb": "ListRecords"} | words)
        except ArxivError:
            raise
        except (OSError, ValueError, HTTPError) as exc:
            # requests raises these for an invalid address and for a proxy that fails.
            raise TransportError(self._url, f"{type(exc).__name__}: {exc}") from exc
        return self._page

    def _read(self, body: bytes) -> bytes:
        self._page = changes(body)
        return b""


def changes(body: bytes) -> Changes | None:
    """
    Return the page in *body*; None if *body* says that the resumption token has expired.

    Raises ReportedError for arXiv's other errors and ValueError for anything less than whole.
    """
    root = parse_xml(body, f"{_OAI}OAI-PMH", "OAI-PMH")
    answered = _moment(_text(root, f"{_OAI}responseDate"), "responseDate")
    error = root.find(f"{_OAI}error")
    if error is not None:
        return _of_error(error, answered)
    records_list = root.find(f"{_OAI}ListRecords")
    if records_list is None:
        raise ValueError("has neither records nor an error")
    records = records_list.findall(f"{_OAI}record")
    days = list(map(_day, records))
    if not days or days != sorted(days):
        raise ValueError("has records that are not in the order of their changes")
    _check_distinct(records)
    papers, dropped = _read(records)
    return Changes(
        papers=tuple(papers),
        answered=answered,
        reached=days[-1],
        token=_token(records_list),
        dropped=tuple(dropped),
    )


def _of_error(error: etree._Element, answered: datetime) -> Changes | None:
    # https://www.openarchives.org/OAI/openarchivesprotocol.html#ErrorConditions
    code = error.get("code")
    if code == "noRecordsMatch":
        return Changes(answered=answered)
    if code == "badResumptionToken":
        return None
    raise ReportedError(f"{code}: {folded(error.text or '')}"[:_QUOTABLE])


def _token(records_list: etree._Element) -> ResumptionToken | None:
    element = records_list.find(f"{_OAI}resumptionToken")
    text = ((element.text if element is not None else "") or "").strip()
    if element is None or not text:
        return None
    expires = element.get("expirationDate")
    return ResumptionToken(text, _moment(expires, "expirationDate") if expires else None)


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
    if has_replacement(raw):
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
    yield normalized(paper)


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


def names(line: str) -> tuple[str, ...]:
    r"""
    Return the names in *line*, ``Paul Erd\H{o}s (Budapest), Ada Lovelace and N. N.``, as Unicode.
    """
    bare = folded(line)
    # arXiv's query API starts a new name behind an affiliation, and ends the line at a parenthesis
    # that nobody closes.
    while bare != (bare := _AFFILIATION.sub(",", bare)):
        pass
    bare = bare.partition("(")[0]
    return author_names(filter(None, map(folded, bare.split(","))))
