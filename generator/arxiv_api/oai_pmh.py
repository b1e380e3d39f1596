"""
arXiv's bulk interface, OAI-PMH: all that changed since a day, page by page.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

import requests
from lxml import etree
from msgspec.structs import replace

from generator.arxiv_api import oai_envelope
from generator.arxiv_api.author_line import names
from generator.arxiv_api.credentials import Credentials
from generator.arxiv_api.exchange_failures import FOREIGN, kind_of
from generator.arxiv_api.oai_envelope import OAI, QUOTABLE
from generator.arxiv_api.pace import Pace
from generator.arxiv_api.result_page import Changes, ResumptionToken, Unreadable, normalized
from generator.arxiv_api.transport import Transport
from generator.arxiv_api.xml_tree import (
    has_replacement,
    only,
    only_text,
    parse_xml,
    whole_text,
)
from generator.errors import ArxivError, FailureKind, TransportError
from generator.papers.paper import ArxivId, Paper

_ACCEPT = "application/xml, text/xml;q=0.9"

_RAW = "{http://arxiv.org/OAI/arXivRaw/}"

_PREFIX = "oai:arXiv.org:"

# A server's days may differ from UTC.
_ONE_DAY = timedelta(days=1)

_VERSION = re.compile(r"v([1-9][0-9]{0,3})", re.ASCII)

# arXiv's pages have 1,300 to 2,500 records.
_MOST_RECORDS = 20_000

# The longest list of categories, and the longest date, in characters. Real ones have 150 and 40.
_LONGEST_CATEGORIES, _LONGEST_DATE = 10_000, 200


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
        self._url, self._pace = oai_url, pace
        self._asked: Mapping[str, str] = {}
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
        words = {"metadataPrefix": oai_envelope.FORMAT, "from": since.isoformat()}
        if subset:
            words["set"] = subset
        page = self._fetch(words)
        if page is None:
            raise TransportError(
                self._url,
                "arXiv speaks of a token where there was none",
                kind=FailureKind.NOT_WHOLE,
            )
        return page

    def next(self, token: str) -> Changes | None:
        """
        Return the page that *token* asks for; None if *token* has expired. Raises ArxivError.
        """
        return self._fetch({"resumptionToken": token})

    def _fetch(self, words: dict[str, str]) -> Changes | None:
        self._asked = {"verb": "ListRecords"} | words
        try:
            self._session.get(self._url, params=self._asked)
        except ArxivError:
            raise
        except FOREIGN as exc:
            # requests raises these for an invalid address.
            raise TransportError(self._url, f"{type(exc).__name__}: {exc}", kind_of(exc)) from exc
        return self._page

    def _read(self, body: bytes) -> bytes:
        self._page = changes(body, self._asked, self._pace.reading())
        return b""


def changes(
    body: bytes, asked: Mapping[str, str] | None = None, check: Callable[[], None] = lambda: None
) -> Changes | None:
    """
    Return the page in *body*; None if *body* says that the resumption token has expired.

    *asked* are the arguments of the request; None if they are unknown. *check* is called before
    each record is read, and raises an error if reading takes too long. Raises ReportedError for
    arXiv's other errors and ValueError for anything less than whole, for an answer that contradicts
    itself, and for one to another request.
    """
    root = parse_xml(body, f"{OAI}OAI-PMH", "OAI-PMH")
    answered = _moment(_text(root, f"{OAI}responseDate"), "responseDate")
    oai_envelope.check_structure(root)
    code = oai_envelope.error_code(root, asked or {})
    page = Changes(answered=answered) if code else _page(root, answered, check)
    oai_envelope.check_request(root, asked or {}, last=page.reached, goes_on=page.token is not None)
    page.check_size(0 if asked and "resumptionToken" not in asked else None)
    return None if code == "badResumptionToken" else page


def _page(root: etree._Element, answered: datetime, check: Callable[[], None]) -> Changes:
    records_list = only(root, f"{OAI}ListRecords")
    if records_list is None:
        raise ValueError("has no list of records")
    _check_count(root, records_list)
    records = records_list.findall(f"{OAI}record")
    days = list(map(_day, records))
    if not days or days != sorted(days):
        raise ValueError("has records that are not in the order of their changes")
    if days[-1] > answered.date() + _ONE_DAY:
        raise ValueError(f"of {answered.date()} has a record that changed on {days[-1]}")
    identifiers = tuple(map(_identifier, records))
    _check_distinct(identifiers)
    papers, dropped = _read(records, check)
    token = only(records_list, f"{OAI}resumptionToken")
    return Changes(
        papers=tuple(papers),
        answered=answered,
        names=identifiers,
        begun=days[0],
        reached=days[-1],
        token=None if token is None else _token(token),
        dropped=tuple(dropped),
        cursor=None if token is None else oai_envelope.number(token, "cursor"),
        size=None if token is None else oai_envelope.number(token, "completeListSize"),
    )


def _token(element: etree._Element) -> ResumptionToken | None:
    text = whole_text(element).strip()
    if not text:
        return None
    expires = element.get("expirationDate")
    return ResumptionToken(text, _moment(expires, "expirationDate") if expires else None)


def _read(
    records: Iterable[etree._Element], check: Callable[[], None]
) -> tuple[list[Paper], list[Unreadable]]:
    papers, dropped = list[Paper](), list[Unreadable]()
    for record in records:
        check()
        try:
            papers += _papers(record)
        except ValueError as exc:
            name = _identifier(record)[:QUOTABLE]
            dropped.append(Unreadable.of(name, str(exc)[:QUOTABLE], name=name))
    return papers, dropped


def _papers(record: etree._Element) -> Iterator[Paper]:
    name, deleted = _header(record)
    metadata = only(record, f"{OAI}metadata")
    raw = None if metadata is None else only(metadata, f"{_RAW}arXivRaw")
    if deleted and metadata is None:
        return
    if raw is None or deleted:
        raise ValueError("a deleted record with metadata" if deleted else "no arXivRaw record")
    if has_replacement(raw):
        raise ValueError("has a character that no text can have")
    versions = _versions(raw)
    paper = Paper(
        arxiv_id=ArxivId.parse(f"{_field(raw, 'id').strip()}v{max(versions)}"),
        title=_field(raw, "title"),
        authors=names(_field(raw, "authors")),
        abstract=_field(raw, "abstract"),
        categories=_categories(_field(raw, "categories")),
        published=versions[min(versions)],
        updated=versions[max(versions)],
        comment=only_text(raw, f"{_RAW}comments"),
        journal_ref=only_text(raw, f"{_RAW}journal-ref"),
        doi=only_text(raw, f"{_RAW}doi"),
        withdrawn=_lacks_source(raw, max(versions)),
    )
    if paper.arxiv_id.base != name:
        raise ValueError(f"has the metadata of {paper.arxiv_id.base}")
    yield normalized(paper)


def _header(record: etree._Element) -> tuple[str, bool]:
    """
    Return the identifier in the header of *record*, and whether *record* is deleted.
    """
    header = only(record, f"{OAI}header")
    if header is None:
        raise ValueError("no header")
    only_text(header, f"{OAI}datestamp")
    name = (only_text(header, f"{OAI}identifier") or "").strip().removeprefix(_PREFIX)
    return name, header.get("status") == "deleted"


def _field(raw: etree._Element, name: str) -> str:
    return only_text(raw, _RAW + name) or ""


def _categories(text: str) -> tuple[str, ...]:
    if len(text) > _LONGEST_CATEGORIES:
        raise ValueError(f"has more than {_LONGEST_CATEGORIES} characters of categories")
    return tuple(text.split())


def _versions(raw: etree._Element) -> dict[int, datetime]:
    """
    Return the moments of submission by the numbers of the versions.
    """
    found: dict[int, datetime] = {}
    for element in raw.iterchildren(f"{_RAW}version"):
        number, moment = _version(element)
        if number in found:
            raise ValueError(f"has the version v{number} twice")
        found[number] = moment
    if not found:
        raise ValueError("no version")
    return found


def _version(element: etree._Element) -> tuple[int, datetime]:
    number = _VERSION.fullmatch(element.get("version", ""))
    text = (only_text(element, f"{_RAW}date") or "").strip()[:_LONGEST_DATE]
    if number is None:
        raise ValueError("a version without number")
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return int(number[1]), moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError) as exc:
        raise ValueError(f"unreadable date {text[:40]!r} of a version") from exc


def _lacks_source(raw: etree._Element, version: int) -> bool:
    # arXiv keeps no source of a withdrawn version, and marks it by the letter I ("ignore").
    path = f"{_RAW}version[@version='v{version}']/{_RAW}source_type"
    return "I" in _text(raw, path)


def _check_count(root: etree._Element, records_list: etree._Element) -> None:
    # Counted one by one: a list of a million empty records would take more memory than the answer.
    found = sum(1 for _ in records_list.iterchildren(f"{OAI}record"))
    if found > _MOST_RECORDS:
        raise ValueError(f"has more than {_MOST_RECORDS} records")
    if found != sum(1 for _ in root.iter(f"{OAI}record")):
        raise ValueError("has records outside of its list of records")


def _identifier(record: etree._Element) -> str:
    return _text(record, f"{OAI}header/{OAI}identifier").removeprefix(_PREFIX)


def _check_distinct(names: Iterable[str]) -> None:
    seen = set[str]()
    for name in names:
        if name in seen:
            raise ValueError(f"has {name[:QUOTABLE]} twice")
        seen.add(name)


def _day(record: etree._Element) -> date:
    text = _text(record, f"{OAI}header/{OAI}datestamp")
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
