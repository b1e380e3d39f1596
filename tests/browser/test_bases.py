"""
The same site at the root of a domain and below a project's path: GitHub Pages has both.
"""

import re
from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect
from programs import checkers
from programs.chromium import Reader
from samples import small_sites
from servers.pages_server import PagesServer


@pytest.fixture(scope="module", params=["/", "/a/project/"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[PagesServer]:
    """
    A small site, built for where it is served.
    """
    root = tmp_path_factory.mktemp("base")
    with PagesServer(root / "site", request.param) as server:
        small_sites.build_of_size(root, 2, server.url)
        yield server


def test_every_link_leads_somewhere(server: PagesServer) -> None:
    """
    Over all pages, fragments included.
    """
    assert [] == checkers.broken_links(server.url)


def test_every_address_in_feeds_leads_somewhere(server: PagesServer) -> None:
    """
    Feeds, OPML and the site map name addresses in full; each is one of this site's pages.
    """
    named: set[str] = set()
    for path in sorted(server.site.rglob("*")):
        if path.suffix in {".xml", ".json", ".opml"} and "pagefind" not in path.parts:
            # In XML an address ends at a tag or a quotation mark, and in JSON too.
            pattern = re.escape(server.url) + r"[^<>\"\\#?&\s]*"
            named |= set(re.findall(pattern, path.read_text("utf-8")))

    assert {server.url, f"{server.url}all/atom.xml", f"{server.url}windmill-1/"} <= named
    for url in sorted(named):
        # Raises for anything but a success.
        with urlopen(url) as answer:  # noqa: S310 - our own server
            assert answer.status == 200


def test_the_search_lands_on_the_paper(
    reading: Callable[[PagesServer], Reader], server: PagesServer
) -> None:
    """
    The index is found, and its hits are relative to the site.
    """
    page = reading(server).tab("windmill-1/?q=conference")
    dialog = page.get_by_role("dialog", name="Search papers")
    dialog.get_by_role("listitem").get_by_role("link").first.click()

    expect(page).to_have_url(re.compile(f"^{re.escape(server.url)}windmill-.*#2512\\.0000\\d"))
