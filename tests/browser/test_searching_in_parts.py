"""
Search in many papers: the newest first, and older ones when they are needed or asked for.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from programs.chromium import Reader
from servers.pages_server import PagesServer

OLDEST = "**/pagefind/0/**"


@pytest.fixture
def reader(reading: Callable[[PagesServer], Reader], many: PagesServer) -> Reader:
    """
    A reader of 500 papers, of which a search begins with the newest 300.
    """
    return reading(many)


@pytest.fixture
def page(reader: Reader) -> Page:
    """
    The site's first page.
    """
    return reader.tab("")


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search papers")


def hits(page: Page) -> Locator:
    return dialog(page).get_by_role("listitem")


def state(page: Page) -> Locator:
    return dialog(page).get_by_role("status")


def older(page: Page) -> Locator:
    return dialog(page).get_by_role("button", name="Search older papers")


def search(page: Page, words: str) -> None:
    page.keyboard.press("/")
    dialog(page).get_by_role("searchbox").fill(words)


def titles(page: Page) -> list[str]:
    return hits(page).locator("b").all_inner_texts()


def test_what_many_papers_match_is_sought_in_the_newest(page: Page) -> None:
    """
    Older papers are not even loaded, and the reader is told so.
    """
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    search(page, "windmills turn")

    expect(state(page)).to_have_text("300 papers among the newest 300")
    expect(older(page)).to_be_visible()
    assert [url for url in asked if "/pagefind/1/" in url]
    assert [] == [url for url in asked if "/pagefind/0/" in url]


def test_older_papers_are_searched_on_demand(page: Page) -> None:
    """
    By a button, which goes away with the last of them.
    """
    search(page, "windmills turn")
    older(page).click()

    expect(state(page)).to_have_text("500 papers")
    expect(older(page)).to_be_hidden()
    expect(dialog(page).get_by_role("searchbox")).to_be_focused()


def test_what_few_papers_match_is_sought_in_all(page: Page) -> None:
    """
    Nobody has to know how old a paper is.
    """
    search(page, "mooring")

    expect(state(page)).to_have_text("1 paper")
    expect(hits(page).first).to_contain_text("On Mooring")
    expect(older(page)).to_be_hidden()


def test_of_few_papers_those_with_the_most_words_are_first(page: Page) -> None:
    """
    Rare words are asked for first; once they leave few papers, no more of so large an index is
    loaded for the others.
    """
    search(page, "sails")
    expect(state(page)).to_have_text("3 papers")
    assert "Sails" == titles(page)[0]

    dialog(page).get_by_role("searchbox").fill("sails north")
    expect(hits(page).first).to_contain_text("Windmills of the North and Their Sails")
    expect(state(page)).to_have_text("3 papers")


def test_a_word_that_no_paper_has_is_passed_over(page: Page) -> None:
    """
    Once all papers were searched for it, those with the other words are found.
    """
    search(page, "mooring zzzyx")

    expect(state(page)).to_have_text("1 paper")
    expect(hits(page).first).to_contain_text("On Mooring")


def test_words_in_quotation_marks_stand_together(page: Page) -> None:
    """
    In this order, however many papers have all of them.
    """
    search(page, '"north and their"')
    expect(state(page)).to_have_text("1 paper")

    dialog(page).get_by_role("searchbox").fill('"their north"')
    expect(state(page)).to_contain_text("No paper matches.")


def test_an_old_identifier_goes_straight_to_its_paper(page: Page) -> None:
    """
    However many papers came since.
    """
    search(page, "arXiv:2512.00499")
    page.keyboard.press("Enter")

    expect(page.locator('[id="2512.00499"]')).to_be_in_viewport()


def test_the_best_paper_is_first_however_old(page: Page) -> None:
    """
    Papers of all parts are ranked together, or by date if the reader likes.
    """
    search(page, "sails")
    expect(state(page)).to_have_text("3 papers")

    assert "Sails" == titles(page)[0]
    dialog(page).get_by_role("combobox", name="Order").select_option("Newest first")
    expect(hits(page).first).to_contain_text("Owners")
    assert [
        "Windmills, Their Owners, and Sails",
        "Windmills of the North and Their Sails",
        "Sails",
    ] == titles(page)


def test_filters_know_papers_that_are_not_loaded(page: Page) -> None:
    """
    A year of which only old papers are is offered, and they are found.
    """
    search(page, "")
    year = dialog(page).get_by_role("combobox", name="Year")
    year.focus()
    expect(year.locator("option")).to_have_text(["Any year", "2025 (360)", "2024 (140)"])
    year.select_option("2024")
    dialog(page).get_by_role("combobox", name="Order").select_option("Newest first")

    expect(state(page)).to_have_text("140 papers")
    expect(hits(page).first.locator("small")).to_contain_text("24 December 2024")


def test_nothing_moves_under_somebody_who_is_choosing(page: Page) -> None:
    """
    Who is already among the first papers found keeps them while older ones come.
    """
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(OLDEST, hold)
    search(page, "sails")
    expect(hits(page)).to_have_count(2)
    expect(state(page)).to_have_text("Searching older papers…")
    page.keyboard.press("ArrowDown")
    before = titles(page)
    with page.expect_response(OLDEST):
        for route in held:
            route.continue_()
        page.unroute(OLDEST)

    expect(state(page)).to_have_text("2 papers among the newest 300")
    expect(hits(page).first.get_by_role("link")).to_be_focused()
    assert before == titles(page)


def test_older_papers_that_cannot_be_loaded_are_tried_again(reader: Reader, page: Page) -> None:
    """
    A failure is said, and is not for ever.
    """
    page.route(OLDEST, lambda route: route.abort())
    search(page, "mooring")
    expect(state(page)).to_contain_text("could not be loaded")

    page.unroute(OLDEST)
    dialog(page).get_by_role("searchbox").fill("moorings")
    expect(hits(page).first).to_contain_text("On Mooring")
    # The browser itself notes each request that failed.
    reader.complaints.clear()


def test_a_site_without_papers_finds_none(page: Page) -> None:
    """
    It says so, and loads nothing of an index that is not there.
    """
    page.route("**/parts.json", lambda route: route.fulfill(json=[]))
    search(page, "mooring")

    expect(state(page)).to_contain_text("No paper matches.")
