"""
GitHub Pages on this machine: a built site below a project's path, as its readers get it.
"""

import gzip
import hashlib
import mimetypes
import sys
import threading
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urlsplit

from msgspec import Struct

_COMPRESSED = (
    "text/",
    "image/svg",
    "application/javascript",
    "application/json",
    "application/xml",
)
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".opml": "text/x-opml",
    ".xml": "application/xml",
}


class Answered(Struct, frozen=True):
    """
    A request's path and the status it was answered with.
    """

    path: str
    status: int
    agent: str


class PagesServer:
    """
    Serves the folder *site* below *base*, and logs what was *answered*.
    """

    def __init__(self, site: Path, base: str = "/daily-papers/") -> None:
        self.site, self.base = site.resolve(), base
        self.answered: list[Answered] = []
        self._http = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"pages": self}))
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self.url = f"http://127.0.0.1:{self._http.server_port}{base}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def file(self, path: str) -> Path | None:
        """
        The file for a request's *path*; a folder where its slash is missing; None for none.
        """
        if not path.startswith(self.base):
            return None
        file = (self.site / path.removeprefix(self.base)).resolve()
        if not file.is_relative_to(self.site):
            return None
        if file.is_dir() and path.endswith("/"):
            file /= "index.html"
        elif not file.exists():
            file = file.with_name(file.name + ".html")
        return file if file.exists() else None


class _Server(ThreadingHTTPServer):
    # A browser, or who follows all links, knocks often at once; at five callers the others would
    # be sent away, and wait for seconds before they come again.
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A browser that leaves has no time to say good-bye.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Or a body waits, often for 40 ms, until its headers are acknowledged.
    disable_nagle_algorithm = True
    pages: PagesServer

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.pages.file(path)
        if file is None:
            missing = self.pages.site / "404.html"
            self._send(HTTPStatus.NOT_FOUND, missing.read_bytes(), {"Content-Type": "text/html"})
        elif file.is_dir():
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": f"{path}/"})
        else:
            self._send_file(file)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass

    def _send_file(self, file: Path) -> None:
        body = file.read_bytes()
        changed = file.stat().st_mtime
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file)[0]
        headers = {
            "Cache-Control": "max-age=600",
            "Content-Type": kind or "application/octet-stream",
            "ETag": f'W/"{hashlib.sha256(body).hexdigest()[:16]}"',
            "Last-Modified": formatdate(changed, usegmt=True),
        }
        if self._has(headers["ETag"], changed):
            self._send(HTTPStatus.NOT_MODIFIED, b"", headers)
            return
        if (
            "gzip" in self.headers.get("Accept-Encoding", "")
            and kind
            and kind.startswith(_COMPRESSED)
        ):
            body = gzip.compress(body, 5)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self._send(HTTPStatus.OK, body, headers)

    def _has(self, etag: str, changed: float) -> bool:
        # RFC 9110, 13.1.2 and 13.1.3: tags are compared weakly, and before dates.
        if known := self.headers.get("If-None-Match"):
            return etag.removeprefix("W/") in known
        since = self.headers.get("If-Modified-Since")
        return bool(since) and int(changed) <= parsedate_to_datetime(str(since)).timestamp()

    def _send(self, status: HTTPStatus, body: bytes, headers: dict[str, str]) -> None:
        agent = self.headers.get("User-Agent", "")
        self.pages.answered.append(Answered(self.path, status, agent))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
