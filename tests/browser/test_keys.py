"""
Reading by keyboard, and staying out of the way of those who use it otherwise.
"""

import pytest
from playwright.sync_api import Locator, Page, expect
from programs.chromium import Reader

KEYWORD = "video-understanding/"


def titles(page: Page) -> Locator:
    return page.locator(".paper h3 a")


def current(page: Page) -> Locator:
    return page.locator(".paper.current")


def help_dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Keyboard")


def test_j_and_k_go_from_paper_to_paper(page: Page) -> None:
    """
    The title of the paper is focused, so that Enter opens it and a screen reader reads it.
    """
    page.goto(KEYWORD)

    page.keyboard.press("j")
    expect(titles(page).nth(0)).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(titles(page).nth(2)).to_be_focused()
    page.keyboard.press("k")
    expect(titles(page).nth(1)).to_be_focused()
    expect(current(page)).to_have_count(1)


def test_the_first_and_the_last_paper_are_the_ends(page: Page) -> None:
    """
    Nothing wraps around.
    """
    page.goto("video-anomaly-detection/")
    papers = titles(page).count()

    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(titles(page).first).to_be_focused()
    for _ in range(papers + 2):
        page.keyboard.press("j")
    expect(titles(page).last).to_be_focused()


def test_each_paper_comes_into_sight_below_the_bar(page: Page) -> None:
    """
    Down and up again, the current paper's title is never below header or bar.
    """
    page.goto("all/")
    for key in "j" * 12 + "k" * 9:
        page.keyboard.press(key)
        heading, bar = (
            current(page).locator("h3").bounding_box(),
            page.locator(".tools").bounding_box(),
        )
        assert heading
        assert bar
        assert bar["y"] + bar["height"] <= heading["y"] <= 900 - heading["height"]


def test_j_begins_where_one_reads(page: Page) -> None:
    """
    After scrolling it is the first paper in sight that becomes the current one.
    """
    page.goto("all/")
    page.locator(".paper").nth(30).evaluate("one => scrollTo(0, one.offsetTop - 150)")
    page.keyboard.press("j")

    expect(current(page)).to_be_in_viewport()
    assert 0 <= titles(page).nth(30).bounding_box()["y"]  # type: ignore[index]  # it is drawn


def test_keys_pass_over_what_the_filter_hides(page: Page) -> None:
    """
    The next paper is the next one shown.
    """
    page.goto(f"{KEYWORD}?only=cs.RO")
    shown = page.locator(".paper:visible h3 a")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(shown.nth(1)).to_be_focused()


def test_o_opens_and_closes_the_abstract(page: Page) -> None:
    """
    That of the current paper; before there is one, nothing happens.
    """
    page.goto(KEYWORD)
    page.keyboard.press("o")
    expect(page.locator(".abstract[open]")).to_have_count(0)

    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(current(page).locator(".abstract > div")).to_be_visible()
    page.keyboard.press("o")
    expect(current(page).locator(".abstract > div")).to_be_hidden()


@pytest.mark.parametrize(
    ("key", "name"), [("1", "Titles"), ("2", "Key sentence"), ("3", "Abstracts")]
)
def test_numbers_choose_the_density(page: Page, key: str, name: str) -> None:
    """
    1, 2 and 3 are titles, key sentences, abstracts.
    """
    page.goto(f"{KEYWORD}?view={'titles' if key == '3' else 'abstracts'}")
    page.keyboard.press(key)

    button = page.get_by_role("group", name="Show").get_by_role("button", name=name)
    expect(button).to_have_attribute("aria-pressed", "true")


def test_i_goes_to_the_filter_where_keys_are_letters(page: Page) -> None:
    """
    There one types: j, o, 1, / and ? are written, and do nothing.
    """
    page.goto(KEYWORD)
    page.keyboard.press("i")
    box = page.locator(".tools").get_by_role("searchbox")
    expect(box).to_be_focused()

    page.keyboard.type("jo1/?")
    expect(box).to_have_value("jo1/?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(current(page)).to_have_count(0)


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k", "Meta+k"])
def test_keys_that_open_the_search(page: Page, key: str) -> None:
    """
    Ours, and those that Material's readers are used to.
    """
    page.goto(KEYWORD)
    page.keyboard.press(key)

    expect(page.get_by_role("dialog", name="Search papers")).to_be_visible()
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("dialog").get_by_role("searchbox")).to_have_value("")


def test_help_lists_the_keys(page: Page) -> None:
    """
    ? shows them, on a page without papers too; Escape goes back.
    """
    page.goto("subscribe/")
    page.keyboard.press("?")

    for key in ("j, k", "o", "1, 2, 3", "i", "/", "?"):
        expect(help_dialog(page).get_by_text(key, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(help_dialog(page)).to_have_count(0)


def test_the_button_shows_the_help_too(page: Page) -> None:
    """
    Who has no ? key, or does not know of it, sees a button.
    """
    page.goto(KEYWORD)
    page.get_by_role("button", name="Keyboard shortcuts").click()

    expect(help_dialog(page)).to_be_visible()
    help_dialog(page).get_by_role("button", name="Close").click()
    expect(help_dialog(page)).to_have_count(0)


def test_single_keys_can_be_switched_off(page: Page) -> None:
    """
    For good, for those whose voice or screen reader types; Ctrl-K still opens the search.
    """
    page.goto(KEYWORD)
    page.keyboard.press("?")
    help_dialog(page).get_by_label("Use single keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()

    for key in "jo1i/sf?":
        page.keyboard.press(key)
    expect(current(page)).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith(KEYWORD)

    page.get_by_role("button", name="Keyboard shortcuts").click()
    help_dialog(page).get_by_label("Use single keys").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(current(page)).to_have_count(1)


@pytest.mark.parametrize(
    "key", ["Control+j", "Alt+j", "Control+o", "Alt+1", "Meta+j", "Shift+J", "Alt+/", "h", "Tab"]
)
def test_other_keys_are_not_ours(page: Page, key: str) -> None:
    """
    With a modifier, or as a screen reader's letter, a key is the browser's.
    """
    page.goto(KEYWORD)
    page.evaluate(
        """() => addEventListener("keydown", event => { window.taken = event.defaultPrevented; })"""
    )
    page.keyboard.press(key)

    expect(current(page)).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("window.taken ?? false") is False


@pytest.mark.parametrize("key", ["p", "n", ",", "."])
def test_materials_own_keys_do_not_leave_the_page(page: Page, key: str) -> None:
    """
    They would go to the page that is next in the alphabet, which means nothing here.
    """
    page.goto(KEYWORD)
    page.keyboard.press(key)
    page.wait_for_timeout(100)

    assert page.url.endswith(KEYWORD)


def test_keys_of_a_focused_button_stay_its_own(page: Page) -> None:
    """
    Tab and Enter alone reach everything a paper offers.
    """
    page.goto(KEYWORD)
    page.locator(".abstract summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".abstract > div").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="PDF").first).to_be_focused()
    expect(current(page)).to_have_count(1)


def test_keys_work_after_a_page_was_changed_and_once(reader: Reader) -> None:
    """
    Instant navigation keeps the window: what listened to the last page listens no more.
    """
    page = reader.tab("")
    for name in ("Video Understanding", "Vision Language Model", "Video Understanding"):
        page.get_by_role("navigation", name="Navigation").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(titles(page).nth(1)).to_be_focused()
    page.keyboard.press("o")
    expect(current(page).locator(".abstract > div")).to_be_visible()


def test_reading_goes_on_from_the_paper_a_link_led_to(page: Page) -> None:
    """
    It is the current one, whether the page was loaded or only changed.
    """
    page.goto("video-understanding/2025-12/#2512.14870")
    expect(current(page).locator("h3")).to_have_id("2512.14870")
    page.goto("")
    page.locator(".titles li").nth(1).get_by_role("link").first.click()

    expect(current(page).locator("h3")).to_have_id("2512.23649")
    page.keyboard.press("j")
    expect(titles(page).nth(1)).to_be_focused()
