"""
How old the papers are, as a reader's own clock tells.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from programs.chromium import Reader, shift
from samples.small_sites import ASKED
from servers.pages_server import PagesServer

COVERED = "Up to arXiv’s announcement of Friday, 19 December 2025, checked"

# Friday's answer is stale on Tuesday at 19:00; the keyword that failed has been for a week.
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
TUESDAY = ASKED + timedelta(days=4, hours=12, minutes=43)

SITE_IS_OLD = (
    "This site was last renewed on 19 December 2025. "
    "Papers that arXiv announced since then are missing. Status"
)
ONE_IS_LATE = (
    "arXiv has not answered about 1 of 5 keywords for days. Their newest papers are missing. Status"
)
LATE = (
    "arXiv has not answered about this keyword since 12 December 2025. "
    "Papers announced since then are missing. Status"
)


@pytest.fixture
def visitor(
    reading: Callable[[PagesServer], Reader], site_of: Callable[[int], PagesServer]
) -> Callable[..., Page]:
    """
    Somebody who opens a page so long after arXiv last answered.
    """

    def visit(path: str, later: timedelta, width: int = 1280) -> Page:
        page = reading(site_of(5)).tab(width=width)
        page.clock.set_fixed_time(ASKED + later)
        with page.expect_response("**/status.json"):
            page.goto(path)
        return page

    return visit


def warning(page: Page) -> Locator:
    return page.locator(".stale")


def look_again(page: Page, later: timedelta) -> None:
    """
    The reader comes back to the tab at another time.
    """
    page.clock.set_fixed_time(ASKED + later)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_the_first_page_says_when_arxiv_was_asked(visitor: Callable[..., Page]) -> None:
    """
    In words that fit the reader's clock, but not where that is behind.
    """
    page = visitor("", -2 * HOUR)
    line = page.locator(".checked")
    behind = line.inner_text()

    ages = {
        timedelta(seconds=59): "1 minute ago",
        timedelta(minutes=2): "2 minutes ago",
        2 * HOUR: "2 hours ago",
        47 * HOUR: "47 hours ago",
        71 * HOUR: "2 days ago",
    }
    for later, age in ages.items():
        look_again(page, later)
        expect(line).to_have_text(f"{COVERED} {age}")
    assert f"{COVERED} 19 December 2025, 06:17 UTC" == behind


def test_a_site_that_nobody_renews_says_so_itself(visitor: Callable[..., Page]) -> None:
    """
    Not over a weekend, nor while the runs after two announcements have time; from then on.
    """
    page = visitor("windmill-1/", timedelta())

    for later, text in [
        (SECOND, ""),
        (-timedelta(days=400), ""),
        (TUESDAY - ASKED - SECOND, ""),
        (TUESDAY - ASKED, SITE_IS_OLD),
        (timedelta(days=400), SITE_IS_OLD),
    ]:
        look_again(page, later)
        expect(warning(page)).to_have_text(text)
    expect(page.get_by_role("status").filter(has_text="missing")).to_have_count(1)
    expect(warning(page).get_by_role("link")).to_have_attribute("href", f"{page.url[:-11]}status/")


def test_a_keyword_that_failed_for_days_is_named(visitor: Callable[..., Page]) -> None:
    """
    On its own page, and as one of many on the pages of all, while the others are fresh.
    """
    said = {}
    for path in ("windmill-2/", "", "all/", "status/"):
        page = visitor(path, HOUR)
        expect(warning(page)).not_to_be_empty()
        said[path] = warning(page).inner_text()

    assert {
        "windmill-2/": LATE,
        "": ONE_IS_LATE,
        "all/": ONE_IS_LATE,
        "status/": ONE_IS_LATE.removesuffix(" Status"),
    } == said


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["", "windmill-5/"])
def test_a_warning_moves_nothing(visitor: Callable[..., Page], path: str, width: int) -> None:
    """
    It lies over the end of the window; below it, the page's own end can be reached.
    """
    page = visitor(path, timedelta(days=400), width=width)
    expect(warning(page)).to_have_text(SITE_IS_OLD)

    moved = shift(page)
    page.evaluate("scrollTo(0, 1e6)")
    copyright_ = page.locator(".md-copyright").bounding_box()
    box = warning(page).bounding_box()

    assert moved == 0
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert copyright_
    assert box
    assert box["y"] + box["height"] == 900
    assert copyright_["y"] + copyright_["height"] <= box["y"]


def test_a_warning_goes_with_its_page(visitor: Callable[..., Page]) -> None:
    """
    From page to page without a load, each says what is true of it, and status.json comes once.
    """
    page = visitor("windmill-2/", timedelta())
    expect(warning(page)).to_have_text(LATE)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    navigation = page.get_by_role("navigation", name="Navigation")

    navigation.get_by_role("link", name="Windmill 1").click()
    expect(page).to_have_title("Windmill 1 – Daily Papers")
    expect(warning(page)).to_be_empty()
    page.go_back()

    expect(warning(page)).to_have_text(LATE)
    assert [] == [url for url in asked if url.endswith("status.json")]


def test_without_a_network_a_page_stays_quiet(visitor: Callable[..., Page]) -> None:
    """
    What was known stays, and the console has no error.
    """
    page = visitor("windmill-1/", timedelta())
    page.context.set_offline(offline=True)

    look_again(page, timedelta(days=400))

    expect(warning(page)).to_have_text(SITE_IS_OLD)


def test_without_scripts_the_moment_stands_there(
    reading: Callable[[PagesServer], Reader], site_of: Callable[[int], PagesServer]
) -> None:
    """
    When arXiv was asked, in UTC; a reader can count.
    """
    page = reading(site_of(5)).tab("", java_script_enabled=False)

    expect(page.locator(".checked")).to_have_text(f"{COVERED} 19 December 2025, 06:17 UTC")
    expect(warning(page)).to_be_empty()
