"""
A reader who has just opened the site, and searches: what that moves, and how long it takes.
"""

import time
from collections.abc import Callable

from msgspec import Struct
from playwright.sync_api import Browser, Page, Request

WAIT = 600_000
STILL = 2.0

Ask = Callable[[Page, str], tuple[float, float]]


class Answer(Struct, frozen=True):
    """
    What a search moved and took, in bytes and seconds: until the *first* hit was shown, and until
    the *whole* answer was.
    """

    first: float
    whole: float
    bytes: int


def asked(browser: Browser, url: str, words: str, ask: Ask) -> Answer:
    """
    What *words* cost somebody who has just opened the site.
    """
    page = browser.new_page()
    requests: list[Request] = []
    page.on("requestfinished", lambda one: requests.append(one))  # noqa: PLW0108  (Playwright needs it)
    page.goto(url, wait_until="networkidle")
    before = len(requests)
    begin = time.monotonic()
    first, whole = ask(page, words)
    moved = sum(_size(one) for one in requests[before:])
    # The theme fetches its index with the page.
    moved += sum(_size(one) for one in requests[:before] if "/search/" in one.url)
    page.close()
    return Answer(first - begin, whole - begin, moved)


def _size(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]


def search(page: Page, words: str) -> tuple[float, float]:
    """
    Ask our search box for *words*: when the first hit and when the whole answer was there.
    """
    dialog = page.get_by_role("dialog", name="Search papers")
    # On a busy machine the page may be quiet before its scripts have begun to listen.
    while not dialog.is_visible():
        page.keyboard.press("/")
        page.wait_for_timeout(20)
    dialog.get_by_role("searchbox").fill(words)
    dialog.get_by_role("listitem").first.wait_for(timeout=WAIT)
    first = whole = time.monotonic()
    told = ""
    # Whole is what does not change any more: older papers come by themselves.
    while time.monotonic() - whole < STILL:
        page.wait_for_timeout(20)
        if told != (now := dialog.get_by_role("status").inner_text()):
            told, whole = now, time.monotonic()
    return first, whole
