import os
import signal
import socket
import threading
from collections.abc import Iterator
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from generator.build.webserver import serve
from generator.errors import BuildError

LOST = "<h1>Nothing here</h1>"


class Answer(NamedTuple):
    """
    What came back.
    """

    status: int
    headers: Message
    body: bytes


class Visit:
    """
    Asks for *paths* once the site is served, then presses Ctrl-C.
    """

    def __init__(self, *paths: str, method: str = "GET") -> None:
        self.paths, self.method = paths, method
        self.answers: list[Answer] = []
        self._thread = threading.Thread(target=self._visit)

    def __call__(self, url: str) -> None:
        self.host = urlsplit(url).netloc
        self._thread.start()

    def _visit(self) -> None:
        try:
            self.answers += map(self._ask, self.paths)
        finally:
            os.kill(os.getpid(), signal.SIGINT)

    def _ask(self, path: str) -> Answer:
        connection = HTTPConnection(self.host, timeout=10)
        connection.request(self.method, path)
        response = connection.getresponse()
        # Past the client, which would not look for a body where none may be.
        answer = Answer(response.status, response.headers, response.fp.read())
        connection.close()
        return answer

    def to(self, site: Path) -> list[Answer]:
        serve(site, 0, ready=self)
        self._thread.join()
        return self.answers


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "windmills").mkdir()
    (tmp_path / "index.html").write_text("<h1>Home</h1>", "utf-8")
    (tmp_path / "windmills/index.html").write_text("<h1>Windmills</h1>", "utf-8")
    (tmp_path / "404.html").write_text(LOST, "utf-8")
    for name in ("atom.xml", "feeds.opml", "feed.json", "site.js", "part.mjs"):
        (tmp_path / name).write_text("…", "utf-8")
    return tmp_path


def test_a_site_is_served_until_ctrl_c(site: Path) -> None:
    """
    Pages stand at their folders, as they will once they are published.
    """
    home, page = Visit("/", "/windmills/").to(site)

    assert (200, b"<h1>Home</h1>") == (home.status, home.body)
    assert (200, b"<h1>Windmills</h1>") == (page.status, page.body)


def test_what_is_not_there_is_the_sites_own_page(site: Path) -> None:
    """
    With the status that says so, and nowhere outside the site.
    """
    for answer in Visit("/kites/", "/../../../etc/passwd").to(site):
        assert (404, LOST.encode()) == (answer.status, answer.body)
        assert "text/html; charset=utf-8" == answer.headers["Content-Type"]
        assert str(len(LOST)) == answer.headers["Content-Length"]


def test_head_has_no_body(site: Path) -> None:
    """
    Also where nothing is there.
    """
    home, lost = Visit("/", "/kites/", method="HEAD").to(site)

    assert (200, b"") == (home.status, home.body)
    assert (404, b"") == (lost.status, lost.body)


def test_without_a_404_page_there_is_still_a_404(site: Path) -> None:
    """
    A site may lack the page, and a request may be wrong in other ways.
    """
    (site / "404.html").unlink()

    (lost,) = Visit("/kites/").to(site)
    (refused,) = Visit("/", method="BREW").to(site)

    assert 404 == lost.status
    assert 501 == refused.status


def test_files_are_what_browsers_take_them_for(site: Path) -> None:
    """
    Whatever the machine's own table of types says.
    """
    names = ("atom.xml", "feeds.opml", "feed.json", "site.js", "part.mjs")

    answers = Visit(*(f"/{name}" for name in names)).to(site)

    assert [
        "application/xml",
        "text/x-opml",
        "application/json",
        "text/javascript",
        "text/javascript",
    ] == [answer.headers["Content-Type"] for answer in answers]


def test_requests_are_not_logged(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A keeper looks at the site, not at its requests.
    """
    Visit("/", "/kites/").to(site)

    assert ("", "") == capsys.readouterr()


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield int(other.getsockname()[1])


def test_a_taken_port_is_an_error_with_a_remedy(site: Path, taken: int) -> None:
    """
    Somebody else's site must not be shown for ours.
    """
    with pytest.raises(BuildError, match=rf"port {taken}: .* in use; choose another with --port"):
        serve(site, taken, ready=Visit())
