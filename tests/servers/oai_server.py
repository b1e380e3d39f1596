"""
arXiv's OAI-PMH on this machine: answers like today's arXiv, or with any fault it can have.

In tests::

    with OaiServer(changes) as server:
        server.fail(refuse(503, Retry_After="5"))
        ...  # ask server.url
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from servers.arxiv_faults import Reply
from servers.arxiv_server import ArxivServer, Request
from servers.oai_records import Change, error, list_records

_NOTHING = "The combination of the values of the arguments results in an empty list."
_EARLIEST = date(2005, 9, 16)


class OaiServer(ArxivServer):
    """
    Serves *changes*, which may be replaced at any time, in pages of *size*; *now* is its time.

    As an ArxivServer it logs requests and can be made to fail.
    """

    def __init__(self, changes: Iterable[Change] = (), *, size: int = 1300) -> None:
        super().__init__()
        self.changes = tuple(changes)
        self.size = size
        self.now = datetime(2025, 12, 19, 6, tzinfo=UTC)
        # arXiv's tokens hold no secret, only words, but are good for one day.
        self._tokens: dict[str, date] = {}
        self.url = self.url.replace("/api/query", "/oai")

    def right_reply(self, request: Request) -> Reply:
        """
        The reply to *request* on a good day.
        """
        plain = {"Content-Type": "text/plain"}
        if not urlsplit(request.path).path.endswith("/oai"):
            return Reply(path=request.path, status=404, headers=plain, body=b"Not Found")
        try:
            body = self._page(request.parameters)
        except _OaiError as exc:
            # With status 200, whatever it is.
            # Only this one names the request.
            asked = request.parameters if exc.code == "noRecordsMatch" else {}
            body = error(exc.code, str(exc), now=self.now, asked=asked)
        return Reply(path=request.path, headers={"Content-Type": "application/xml"}, body=body)

    def _page(self, words: Mapping[str, str]) -> bytes:
        if words.get("verb") != "ListRecords":
            raise _OaiError("badVerb", "Invalid verb provided")
        skip, named = 0, dict(words)
        resumed = "resumptionToken" in words
        if resumed:
            words, skip = self._resumed(words)
        found = self._changed(words)
        page, rest = found[skip : skip + self.size], found[skip + self.size :]
        if not page:
            raise _OaiError("noRecordsMatch", _NOTHING)
        token = "" if resumed else None
        if rest:
            words, skip = self._next(words, [*page, rest[0]], skip)
            token = self._token(words, skip)
            # arXiv's server then names the day with which the next page begins.
            named |= {"from": words["from"]} if "from" in words else {}
        return list_records(page, asked=named, now=self.now, token=token)

    def _changed(self, words: Mapping[str, str]) -> list[Change]:
        if set(words) - {"verb", "metadataPrefix", "from", "set"}:
            raise _OaiError("badArgument", "Unallowed parameter.")
        if words.get("metadataPrefix") != "arXivRaw":
            raise _OaiError("cannotDisseminateFormat", "Did not recognize requested format")
        since, wanted = _day(words.get("from", _EARLIEST.isoformat())), words.get("set", "")
        if wanted and not any(_is_in(wanted, one) for one in self._sets()):
            raise _OaiError("badArgument", "Set does not exist")
        found = (
            one
            for one in self.changes
            if one.day >= since and (not wanted or any(_is_in(wanted, sub) for sub in one.sets))
        )
        return sorted(found, key=lambda one: (one.day, one.name))

    def _sets(self) -> set[str]:
        return {"cs", "math"} | {one for change in self.changes for one in change.sets}

    def _next(
        self, words: Mapping[str, str], page: list[Change], skip: int
    ) -> tuple[Mapping[str, str], int]:
        # from advances to the day of the first record that follows, unless all are of that day.
        last = page[-1].day
        if last == page[0].day:
            return words, skip + self.size
        return {**words, "from": last.isoformat()}, sum(one.day == last for one in page[:-1])

    def _token(self, words: Mapping[str, str], skip: int) -> str:
        token = quote(urlencode({**words, "skip": str(skip)}))
        self._tokens[token] = self.now.date()
        return token

    def _resumed(self, words: Mapping[str, str]) -> tuple[Mapping[str, str], int]:
        token = words["resumptionToken"]
        if set(words) != {"verb", "resumptionToken"} or self._tokens.get(token) != self.now.date():
            raise _OaiError("badResumptionToken", "Token decoding failed or format is invalid.")
        found = dict(parse_qsl(unquote(token)))
        return found, int(found.pop("skip"))


class _OaiError(Exception):
    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text) or date.fromisoformat(text) < _EARLIEST:
        raise _OaiError("badArgument", "from: dates are written YYYY-MM-DD, none before 2005-09-16")
    return date.fromisoformat(text)


def _is_in(wanted: str, one: str) -> bool:
    return one == wanted or one.startswith(f"{wanted}:")
