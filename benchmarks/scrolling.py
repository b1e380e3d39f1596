"""
What a browser's main thread does while a page is loaded, scrolled and filtered:
python benchmarks/scrolling.py [PAPERS ...]
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from browsers import need_browser
from playwright.sync_api import Browser, Page
from programs.chromium import launched, scroll_through, shift
from programs.keeper import Keeper
from servers.pages_server import PagesServer
from synthetic import names, write_project
from table import Row, Topic, allowed

from generator.keywords.slugs import slug_of

RUNS = 10

WIDTHS = (1440, 390)

# Milliseconds: beyond it, a browser calls a task long, and people feel it.
LONG = 50

ORDINARY = 100

# Words that many papers have, and few.
TYPED = "data b"


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    Three rows a page of so many papers.
    """
    need_browser()
    for papers in sizes:
        with TemporaryDirectory() as folder:
            keeper = _project(Path(folder), papers)
            with PagesServer(keeper.site) as server, launched() as browser:
                keeper.run("build", "--no-fetch", SITE_URL=server.url).check_returncode()
                yield from _measured(browser, f"{server.url}{slug_of(names(1)[0])}/", papers)


def _project(root: Path, papers: int) -> Keeper:
    keeper = Keeper(root)
    write_project(root, 1, papers)
    settings = root / "keywords.yaml"
    most = f"defaults: {{max_papers: {papers}}}\n"
    settings.write_text(most + settings.read_text("utf-8"), "utf-8")
    return keeper


def _measured(browser: Browser, url: str, papers: int) -> Iterator[Row]:
    def load(page: Page) -> None:
        page.goto(url)
        page.wait_for_timeout(1000)

    def type_words(page: Page) -> None:
        page.locator(".tools input").press_sequentially(TYPED, delay=150)
        page.wait_for_timeout(300)

    loading = min(_longest(browser, load) for _ in range(RUNS))
    # The limit is set for a page of ordinary length.
    yield _row(f"loading {papers} papers", loading, limited=papers <= ORDINARY)
    typing = min(_longest(browser, type_words, before=load) for _ in range(RUNS))
    yield _row(f"filtering {papers} papers, a letter", typing)
    moved = {width: _moved(browser, url, width) for width in WIDTHS}
    yield Row(
        what=f"scrolling through {papers} papers and back",
        amount=", ".join(f"layout shift {one:.3f} at {width} px" for width, one in moved.items()),
        compared=("**missed**" if any(moved.values()) else "nothing moves",),
    )


def _row(what: str, longest: float, *, limited: bool = True) -> Row:
    compared = (allowed(longest, LONG, "ms"),) if limited else ()
    return Row(what=what, amount=f"{longest:.0f} ms", compared=compared)


def _longest(
    browser: Browser, act: Callable[[Page], None], *, before: Callable[[Page], None] | None = None
) -> float:
    """
    Milliseconds of the longest task of a page's main thread while it *acts*.
    """
    page = browser.new_page()
    if before:
        before(page)
    browser.start_tracing(page=page, categories=["devtools.timeline", "toplevel"])
    act(page)
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    page.close()
    # The thread that lays out pages.
    mains = {(one["pid"], one["tid"]) for one in events if one["name"] == "UpdateLayoutTree"}
    tasks = (
        one.get("dur", 0)
        for one in events
        if one["name"].endswith("RunTask") and (one["pid"], one["tid"]) in mains
    )
    longest: int = max(tasks)
    return longest / 1000


def _moved(browser: Browser, url: str, width: int) -> float:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(url)
    scroll_through(page)
    moved = shift(page)
    page.close()
    return moved


TOPIC = Topic(
    title="Long pages in a browser",
    about="A keyword's page in Chromium, not slowed down: the longest task of its main thread, the"
    f" theme's own included, best of {RUNS}. One of more than {LONG} ms is called long.",
    rows=rows,
    quick=(100,),
    full=(100, 500),
)

if __name__ == "__main__":
    TOPIC.main()
