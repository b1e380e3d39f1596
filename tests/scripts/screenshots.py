"""
Pictures of the demo: `make screenshots`.

Every page at four sizes and in both schemes goes into screenshots/, which git ignores; the two
pictures of the README and of docs/reading.md, which show the sample alone, go into docs/.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, Page
from programs.waiting import until

sys.path.insert(0, str(Path(__file__).parents[1]))
from programs.chromium import launched
from programs.keeper import ROOT, Keeper
from servers.pages_server import PagesServer

Scheme = Literal["light", "dark"]

SIZES = ((390, 844), (768, 1024), (1440, 900), (2560, 1440))
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PAGES = {
    "home": "",
    "keyword": "video-understanding/",
    "abstracts": "video-understanding/?view=abstracts",
    "titles": "all/?view=titles",
    "month": "video-understanding/2025-12/",
    "search": "?q=anomaly",
    "subscribe": "subscribe/",
    "trends": "trends/",
    "starred": "starred/",
    "status": "status/",
    "about": "about/",
    "missing": "404.html",
}

README_SIZE = (1240, 600)


def main() -> None:
    """
    Build the demo and take all pictures.
    """
    with TemporaryDirectory() as folder:
        keeper = Keeper(Path(folder))
        with PagesServer(keeper.site) as server, launched() as browser:
            keeper.run("demo", "--no-serve", SITE_URL=server.url).check_returncode()
            taken = [
                *_every_page(browser, server.url, ROOT / "screenshots"),
                *_for_readme(browser, server.url, ROOT / "docs"),
            ]
    print(f"{len(taken)} pictures in screenshots/ and docs/")  # noqa: T201  (a script's last word)


def _every_page(browser: Browser, url: str, folder: Path) -> Iterator[Path]:
    for scheme in SCHEMES:
        for size in SIZES:
            page = _tab(browser, url, size, scheme)
            for name, path in PAGES.items():
                yield _picture(page, path, folder / f"{name}-{size[0]}-{scheme}.png")
            page.close()


def _for_readme(browser: Browser, url: str, folder: Path) -> Iterator[Path]:
    for scheme in SCHEMES:
        page = _tab(browser, url, README_SIZE, scheme)
        yield _picture(page, PAGES["keyword"], folder / f"keyword-{scheme}.png")
        yield _marked(page, folder / f"reading-{scheme}.png")
        page.close()


def _marked(page: Page, file: Path) -> Path:
    """
    The same page for a reader who was here before, with stars, citing a paper.
    """
    for number in (0, 2):
        page.locator("[data-star]").nth(number).click()
    until(lambda: page.evaluate("() => __md_get('visit')?.last"))
    last = {"newest": "2025-12-23", "ids": []}
    page.evaluate("last => __md_set('visit', {since: null, last, at: 0})", last)
    page.reload()
    page.locator("[data-cite]").first.click()
    page.locator("dialog pre", has_text="eprint").wait_for()
    page.screenshot(path=file, animations="disabled", caret="hide")
    page.evaluate("localStorage.clear()")
    return file


def _tab(browser: Browser, url: str, size: tuple[int, int], scheme: Scheme) -> Page:
    width, height = size
    return browser.new_page(
        base_url=url, viewport={"width": width, "height": height}, color_scheme=scheme
    )


def _picture(page: Page, path: str, file: Path) -> Path:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file, animations="disabled", caret="hide")
    return file


if __name__ == "__main__":
    main()
