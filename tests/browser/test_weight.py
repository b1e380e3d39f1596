"""
What a page costs its readers, counted rather than timed.
"""

import gzip
import json
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from programs.chromium import Reader
from programs.waiting import until
from servers.pages_server import PagesServer

# The demo's page of 100 papers.
HUNDRED = "all/"

KB = 1000

DRAWN = """new Promise(drawn => new PerformanceObserver(
    entries => entries.getEntriesByName("first-contentful-paint").length && drawn(),
).observe({type: "paint", buffered: true}))"""

NODES = "document.querySelectorAll('*').length"

IN_UPPER_HALF = """one => {
    const { top } = one.getBoundingClientRect();
    return document.querySelector("header").getBoundingClientRect().bottom <= top && top <= 450;
}"""

LAID_OUT = """[...document.querySelectorAll(".paper h3")]
    .filter(one => one.checkVisibility({contentVisibilityAuto: true})).length"""


def transferred(page: Page) -> dict[str, int]:
    """
    The bytes that came over the line for each address, headers included.
    """
    bytes_of: dict[str, int] = page.evaluate(
        """() => Object.fromEntries([
            ...performance.getEntriesByType("navigation"),
            ...performance.getEntriesByType("resource"),
        ].map(one => [one.name, one.transferSize]))"""
    )
    return bytes_of


def addresses(page: Page, selector: str, name: str) -> list[str]:
    """
    Where the elements of *selector* lead to.
    """
    found: list[str] = page.locator(selector).evaluate_all(
        "(all, name) => all.map(one => one[name])", name
    )
    return found


def test_a_page_of_a_hundred_papers_is_light(reader: Reader, server: PagesServer) -> None:
    """
    At most 80 KB of HTML and 150 KB in all, compressed, for somebody who was never here.
    """
    page = reader.stranger(HUNDRED)
    page.wait_for_load_state("networkidle")

    html = gzip.compress((server.site / "all" / "index.html").read_bytes(), 5)
    everything = transferred(page)
    print(f"HTML {len(html)} bytes, {sum(everything.values())} in all", everything)  # noqa: T201  (for -rP)
    assert 100 == page.locator(".paper").count()
    assert len(html) <= 80 * KB
    assert sum(everything.values()) <= 150 * KB


@pytest.mark.parametrize("state", ["", "?view=abstracts"])
def test_a_page_of_a_hundred_papers_has_few_nodes(page: Page, state: str) -> None:
    """
    At most 2,750 elements, with abstracts and what reference managers read.
    """
    page.goto(HUNDRED + state)
    expect(page.locator(".Z3988")).to_have_count(100)

    nodes = page.evaluate(NODES)
    print(f"{nodes} elements")  # noqa: T201  (for -rP)
    assert nodes <= 2750


def test_the_second_page_costs_little_more_than_its_html(reader: Reader) -> None:
    """
    Styles, scripts and pictures are fetched once.
    """
    page = reader.stranger("")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.get_by_role("navigation", name="Navigation").get_by_role(
        "link", name="Video Understanding"
    ).click()
    page.locator(".paper").first.wait_for()
    page.wait_for_load_state("networkidle")

    assert [] == [url for url in asked if url.endswith((".js", ".css"))]
    assert f"{reader.url}video-understanding/" in asked
    assert len(asked) <= 3


@pytest.mark.parametrize("width", [1440, 390])
def test_of_hundreds_of_papers_only_the_first_are_laid_out(
    reading: Callable[[PagesServer], Reader], many: PagesServer, width: int
) -> None:
    """
    A page of 500 papers costs about as much as one of 100; others are laid out when they come
    into sight, and all are there to be filtered and linked to.
    """
    page = reading(many).tab("windmills/", width=width)

    assert 500 == page.locator(".paper").count()
    until(lambda: page.evaluate(f"{LAID_OUT} <= 103"))
    page.locator(".tools").get_by_role("searchbox").fill("mooring")
    expect(page.locator(".paper:visible")).to_have_count(1)
    until(lambda: page.evaluate(f"{LAID_OUT} === 1"))


@pytest.mark.parametrize("width", [1440, 412])
def test_a_link_to_any_of_hundreds_of_papers_ends_at_its_title(
    reading: Callable[[PagesServer], Reader], many: PagesServer, width: int
) -> None:
    """
    Below the header and in the upper half of the window: as the first page of a visit, and from
    another place on the page.
    """
    reader = reading(many)
    for start, numbers in (("about:blank", (250, 490, 120)), ("windmills/", (400,))):
        page = reader.tab(start, width=width)
        for number in numbers:
            page.goto(f"windmills/#2512.{number:05}")
            title = page.locator(f'h3[id="2512.{number:05}"]')
            until(partial(title.evaluate, IN_UPPER_HALF))


def test_a_page_is_styled_once(
    browser: Browser, reading: Callable[[PagesServer], Reader], server: PagesServer
) -> None:
    """
    No script, the theme's included, has a page of a hundred papers styled again: all that the
    browser styles while it loads is less than every element twice.
    """
    page = reading(server).stranger()
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto(HUNDRED)
    expect(page.locator(".Z3988")).to_have_count(100)
    events = json.loads(browser.stop_tracing())["traceEvents"]

    styled = [
        one["args"].get("elementCount", 0) for one in events if one["name"] == "UpdateLayoutTree"
    ]
    assert len(styled) > 1
    assert sum(styled) < 2 * page.evaluate(NODES), styled


def test_every_module_is_asked_for_at_once(reader: Reader, server: PagesServer) -> None:
    """
    A browser need not read one to learn of the next: the page names all that it loads.
    """
    page = reader.stranger(HUNDRED)
    page.wait_for_load_state("networkidle")

    scripts = {url for url in transferred(page) if url.endswith(".js")}
    started = addresses(page, "script[src]", "src")
    named = addresses(page, "link[rel='modulepreload']", "href")
    assert 3 == len(started)
    assert sorted(scripts - set(started)) == sorted(named)


def test_a_page_is_drawn_before_scripts_are_there(reader: Reader) -> None:
    """
    On a slow line one reads while Material's script, the largest file, still comes.
    """
    page = reader.stranger()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/bundle.*.js", hold)
    page.goto(HUNDRED, wait_until="commit")

    page.evaluate(DRAWN)
    expect(page.locator(".paper").first).to_be_visible()
    assert 1 == len(held)
    held[0].continue_()
    page.wait_for_load_state("load")
