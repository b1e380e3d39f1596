"""
Chromium as readers have it, and what it complains of while they read.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")

# As root, and without a word to anybody outside.
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def executable() -> str | None:
    """
    $CHROMIUM or one on the PATH; None for Playwright's own. `make tools` finds or installs it.
    """
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


# A reader's shifts of what was drawn, added up as Lighthouse does.
_SHIFT = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
    }).observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 100);
})"""

_TWO_FRAMES = "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"

_SCROLL = """async () => {
    const drawn = () => new Promise(requestAnimationFrame);
    let frames = 0;
    for (const direction of [1, -1]) {
        for (let before = -1; before !== scrollY; frames += 1) {
            before = scrollY;
            scrollBy(0, direction * innerHeight / 2);
            await drawn();
        }
    }
    return frames;
}"""


@contextmanager
def launched() -> Iterator[Browser]:
    """
    A browser, for as long as it is needed.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


class Reader:
    """
    Somebody who reads the site at *url*.

    *complaints* are errors of the console, dialogs, and requests to any other host.
    """

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: dict[tuple[tuple[str, Any], ...], BrowserContext] = {}
        self._tabs: list[Page] = []

    def tab(
        self, path: str | None = None, *, width: int = 1280, height: int = 900, **more: Any
    ) -> Page:
        """
        A new tab, showing the page at *path* if there is one; *more* is about the browser.

        Tabs of the same kind share what the browser has fetched, which is most of a visit's time.
        """
        page = self._context(more).new_page()
        self._tabs.append(page)
        page.set_viewport_size({"width": width, "height": height})
        self._listen(page)
        if path is not None:
            page.goto(path)
        return page

    def stranger(self, path: str | None = None) -> Page:
        """
        A tab of somebody who was never here.
        """
        page = self._browser.new_page(base_url=self.url, viewport={"width": 1280, "height": 900})
        self._tabs.append(page)
        self._listen(page)
        if path is not None:
            page.goto(path)
        return page

    def leave(self) -> None:
        """
        Close all tabs, and forget all complaints and whatever was chosen.
        """
        for page in self._tabs:
            page.context.set_offline(offline=False)
            if page.url.startswith(self.url):
                page.evaluate("localStorage.clear()")
            page.close()
        self._tabs.clear()
        self.complaints.clear()

    def _context(self, more: dict[str, Any]) -> BrowserContext:
        kind = tuple(sorted((name, str(value)) for name, value in more.items()))
        if kind not in self._contexts:
            self._contexts[kind] = self._browser.new_context(base_url=self.url, **more)
        return self._contexts[kind]

    def _listen(self, page: Page) -> None:
        page.on("console", lambda one: self._complain(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: self._complain(str(one)))
        page.on("dialog", self._dismiss)
        page.on("request", lambda one: self._complain(one.url) if self._foreign(one.url) else None)

    def _dismiss(self, dialog: Dialog) -> None:
        self._complain(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _foreign(self, url: str) -> bool:
        return not url.startswith((self.url, "data:"))

    def _complain(self, about: str) -> None:
        self.complaints.append(about)


def shift(page: Page) -> float:
    """
    How much of what was drawn has moved since, without the reader doing anything.
    """
    moved: float = page.evaluate(_SHIFT)
    return moved


def draw(page: Page) -> None:
    """
    Wait until what has just changed is drawn, and what that brought into sight is laid out.
    """
    page.evaluate(_TWO_FRAMES)


def scroll_through(page: Page) -> int:
    """
    Scroll to the page's end and back, faster than any finger: half the window a frame; how many
    frames that took.
    """
    frames: int = page.evaluate(_SCROLL)
    return frames
