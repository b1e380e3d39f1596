"""
A web server for the keeper's own browser on the same machine. It is not made for the internet.
"""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.errors import BuildError


class _Handler(SimpleHTTPRequestHandler):
    """
    Answers with files of a folder, or if there is none with its 404.html, as GitHub Pages does.
    """

    # Chromium shows a feed as a page only if its type is application/xml, otherwise its source.
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
        Print nothing: the keeper looks at the site, not at its requests.
        """


def serve(site: Path, port: int, *, ready: Callable[[str], None]) -> None:
    """
    Serve the folder *site* on 127.0.0.1 until Ctrl-C.

    *ready* is called with the address as soon as the server answers. Port 0 stands for any free
    port. Raises BuildError if the port is in use.
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
