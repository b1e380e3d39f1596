"""
arXiv's query API on this machine: answers like today's arXiv, or with any fault it can have.

In tests::

    with ArxivServer(papers) as server:
        server.fail(refuse(429), times=2)
        ...  # ask server.url

For trying things: ``python tests/servers/arxiv_server.py PAPERS.jsonl --port 8001``
"""

import argparse
import re
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

from generator.papers.paper import ArxivId, Paper

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
from samples.paper_lines import read_papers
from servers.arxiv_atom import error_feed, feed
from servers.arxiv_delivery import delivered
from servers.arxiv_faults import Fault, Reply
from servers.arxiv_query import QueryError, matcher
from servers.arxiv_repair import repaired

__all__ = ["ArxivServer", "Request", "read_papers"]

_ORDERS = {
    "relevance": None,
    "lastUpdatedDate": lambda paper: paper.updated,
    "submittedDate": lambda paper: paper.published,
}

_DEPTH = 10_000


class Request(Struct, frozen=True):
    """
    A request as it came in, *at* a moment of the monotonic clock.
    """

    at: float
    path: str
    headers: Mapping[str, str]

    @property
    def parameters(self) -> dict[str, str]:
        """
        The words of its query string, empty ones included.
        """
        words = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        return {name: values[-1] for name, values in words.items()}


class ArxivServer:
    """
    Serves *papers*, which may be replaced at any time, and logs all *requests* and, in *spans*,
    from when to when each was answered.
    """

    def __init__(self, papers: Iterable[Paper] = (), *, port: int = 0) -> None:
        self.papers = tuple(papers)
        self.requests: list[Request] = []
        self.spans: list[tuple[float, float]] = []
        self.closing = threading.Event()
        self._faults: list[tuple[Fault, str]] = []
        self._http = _Http(("127.0.0.1", port), type("Handler", (_Handler,), {"arxiv": self}))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self.url = f"http://127.0.0.1:{self._http.server_port}/api/query"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def fail(self, fault: Fault, *, times: int = 1, query: str = "") -> None:
        """
        Answer the next *times* requests, or those with *query* in their query, with *fault*.
        """
        self._faults += [(fault, query)] * times

    def recover(self) -> None:
        """
        Forget the faults that have not happened yet.
        """
        self._faults.clear()

    def reply(self, request: Request) -> Reply:
        """
        The reply to *request*, with the fault that is due.
        """
        reply = self.right_reply(request)
        asked = request.parameters.get("search_query", "")
        for place, (fault, query) in enumerate(self._faults):
            if query in asked:
                del self._faults[place]
                return fault(reply)
        return reply

    def right_reply(self, request: Request) -> Reply:
        """
        The reply to *request* on a good day.
        """
        plain = {"Content-Type": "text/plain"}
        if not urlsplit(request.path).path.endswith("/api/query"):
            return Reply(path=request.path, status=404, headers=plain, body=b"Not Found")
        if "accept" not in request.headers:
            return Reply(path=request.path, status=406, headers=plain, body=b"Not Acceptable")
        try:
            status, body = 200, self._page(request.parameters)
        except QueryError as exc:
            status, body = exc.status, error_feed(str(exc))
        headers = {"Content-Type": "application/atom+xml"}
        return Reply(path=request.path, status=status, headers=headers, body=body)

    def _page(self, words: Mapping[str, str]) -> bytes:
        start, size = _number(words, "start", 0), _number(words, "max_results", 10)
        if size == 0 or start + size > _DEPTH:
            raise QueryError("an internal error", 500)
        found = _sorted(self._found(words), words)
        query, ids = words.get("search_query", ""), words.get("id_list", "")
        query = repaired(query)
        asked = f"search_query={query}&id_list={ids}&start={start}&max_results={size}"
        page = found[start : start + size]
        return feed(page, asked=asked, total=len(found), start=start, size=size)

    def _found(self, words: Mapping[str, str]) -> list[Paper]:
        query, ids = words.get("search_query", ""), words.get("id_list", "")
        found = list(self.papers) if query or ids else []
        if ids:
            wanted = {_checked(one) for one in ids.split(",")}
            found = [one for one in found if {one.arxiv_id.base, str(one.arxiv_id)} & wanted]
        return list(filter(matcher(query), found)) if query else found


def _number(words: Mapping[str, str], name: str, default: int) -> int:
    text = words.get(name, str(default))
    if not re.fullmatch(r"-?[0-9]+", text):
        raise QueryError(f"{name} must be an integer")
    if int(text) < 0:
        raise QueryError(f"{name} must be non-negative")
    return int(text)


def _sorted(papers: list[Paper], words: Mapping[str, str]) -> list[Paper]:
    sort_by, order = words.get("sortBy", "relevance"), words.get("sortOrder", "descending")
    if sort_by not in _ORDERS:
        raise QueryError(f"sortBy must be in: {', '.join(_ORDERS)}")
    if order not in {"ascending", "descending"}:
        raise QueryError("sortOrder must be in: ascending, descending")
    key = _ORDERS[sort_by]
    return sorted(papers, key=key, reverse=order == "descending") if key else papers


def _checked(text: str) -> str:
    try:
        ArxivId.parse(text)
    except ValueError as exc:
        raise QueryError(f"incorrect id format for {text}") from exc
    return text


class _Http(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """
        A client that hangs up is no news; anything else is.
        """
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # unused


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    arxiv: ArxivServer

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(time.monotonic(), self.path, headers)
        self.arxiv.requests.append(request)
        reply = self.arxiv.reply(request)
        self.close_connection = reply.delivery != "whole"
        # What is sent at once has reached its client before this thread has its turn again.
        ready = time.monotonic()
        delivered(reply, self.connection, date=self.date_time_string(), end=self.arxiv.closing)
        slow = reply.delivery in {"drip", "hang"}
        self.arxiv.spans.append((request.at, time.monotonic() if slow else ready))

    def log_message(self, *_: object) -> None:
        """
        Tests read the log, nobody the terminal.
        """


def main() -> None:
    """
    Serve the papers of a file until interrupted.
    """
    parser = argparse.ArgumentParser(description="arXiv's query API on this machine.")
    parser.add_argument("papers", type=Path, help="JSON Lines, like the sample's papers.jsonl")
    parser.add_argument("--port", type=int, default=8001)
    arguments = parser.parse_args()
    with ArxivServer(read_papers(arguments.papers), port=arguments.port) as server:
        print(f"{len(server.papers)} papers at {server.url}", flush=True)  # noqa: T201 - for people
        with suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
