"""
Shows a built site in the keeper's own browser; no more than that.
"""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.errors import BuildError


class _Handler(SimpleHTTPRequestHandler):
    """
    Files of a folder; for anything else its 404.html, as GitHub Pages does.
    """

    # Chromium shows a feed, instead of its source, only under this name.
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".xml": "application/xml",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".json": "application/json",
        ".opml": "text/x-opml",
    }

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """
        Say nothing: a keeper looks at the site, not at its requests.
        """


def serve(site: Path, port: int, *, ready: Callable[[str], None]) -> None:
    """
    Serve *site* on 127.0.0.1 until Ctrl-C; *ready* gets the address once it answers.

    Port 0 takes a free one. Raises BuildError where the port is taken.
    """
    handler = partial(_Handler, directory=str(site))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as exc:
        reason = f"port {port}: {exc.strerror}; choose another with --port"
        raise BuildError("serve", reason) from exc
    with server:
        ready(f"http://127.0.0.1:{server.server_port}/")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return
