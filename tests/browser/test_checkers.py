"""
The pages, judged by programs that others wrote.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from programs import checkers
from programs.chromium import Reader
from samples.small_sites import ASKED
from servers.pages_server import PagesServer

PAGES = (
    *("", "vision-language-model/?view=abstracts", "video-understanding/2025-12/"),
    *("all/2025-12/", "subscribe/", "status/", "about/", "404.html"),
)

JUDGED = ("", "all/", "video-understanding/2025-12/", "subscribe/", "404.html")


def everywhere(page: Page) -> dict[str, list[str]]:
    """
    What axe finds, in light and dark, on a desk and on a phone.
    """
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        body = page.locator("body")
        expected = {"light": "default", "dark": "slate"}[scheme]
        expect(body).to_have_attribute("data-md-color-scheme", expected)
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            # Material fades from one colour to the other.
            page.wait_for_timeout(300)
            if wrong := checkers.axe(page):
                found[f"{scheme} {width}"] = wrong
    return found


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(reader: Reader, path: str) -> None:
    """
    No page is hard to use for anybody axe knows of.
    """
    assert {} == everywhere(reader.tab(path))


def test_axe_finds_nothing_in_an_open_search(reader: Reader) -> None:
    """
    With hits, filters and all.
    """
    page = reader.tab("?q=video")
    dialog = page.get_by_role("dialog", name="Search papers")
    dialog.get_by_role("combobox", name="Category").focus()
    expect(dialog.get_by_role("listitem")).to_have_count(10)

    assert {} == everywhere(page)


def test_axe_finds_nothing_in_the_help(reader: Reader) -> None:
    """
    Which explains the keys to those who need them most.
    """
    page = reader.tab("video-anomaly-detection/?filter=no+such+paper")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()

    assert {} == everywhere(page)


@pytest.mark.parametrize(
    ("path", "days"), [("", 0), ("windmill-1/?view=abstracts", 400), ("windmill-5/", 400)]
)
def test_axe_finds_nothing_on_other_sites(
    reading: Callable[[PagesServer], Reader],
    site_of: Callable[[int], PagesServer],
    path: str,
    days: int,
) -> None:
    """
    With wide formulas, hostile titles, keywords without papers, and warnings of either kind.
    """
    page = reading(site_of(5)).tab()
    page.clock.set_fixed_time(ASKED + timedelta(days=days))
    page.goto(path)
    expect(page.locator(".stale")).not_to_be_empty()

    assert {} == everywhere(page)


def test_all_html_is_valid(server: PagesServer) -> None:
    """
    The Nu HTML checker has nothing to say about any page of the demo.
    """
    assert [] == checkers.html_errors(server.site)


def test_html_made_of_hard_texts_is_valid(site_of: Callable[[int], PagesServer]) -> None:
    """
    Nor about formulas, tags in titles and empty lists.
    """
    assert [] == checkers.html_errors(site_of(5).site)


def test_every_link_and_fragment_leads_somewhere(server: PagesServer) -> None:
    """
    Over all pages, feeds and files of the site.
    """
    assert [] == checkers.broken_links(server.url)


def test_lighthouse_gives_full_marks(server: PagesServer) -> None:
    """
    100 for accessibility, best practices and search engines, on a phone.
    """

    def judged(path: str) -> list[str]:
        categories = ("accessibility", "best-practices", "seo")
        return checkers.imperfections(checkers.lighthouse(server.url + path, categories))

    with ThreadPoolExecutor(len(JUDGED)) as pool:
        found = dict(zip(JUDGED, pool.map(judged, JUDGED), strict=True))
    assert {path: [] for path in JUDGED} == found
