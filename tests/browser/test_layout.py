"""
What is seen on screens of any size, in light and dark, and whether it stays where it is.
"""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from programs.chromium import Reader, scroll_through, shift
from servers.pages_server import PagesServer

HEADER_COLOUR = "() => getComputedStyle(document.querySelector('.md-header')).backgroundColor"

# As the browser writes a colour.
TOLD = """() => {
    const [scheme, colour] = ["color-scheme", "theme-color"].map(
        name => document.querySelector(`meta[name="${name}"]`).content);
    const shown = Object.assign(document.createElement("i"), {style: `color: ${colour}`});
    document.body.append(shown);
    return [scheme, getComputedStyle(shown).color];
}"""

PAGES = (
    *("", "all/", "vision-language-model/", "vision-language-model/2025-12/", "all/2025-12/"),
    *("subscribe/", "status/", "about/", "404.html"),
)


def header_colour(page: Page) -> str:
    return str(page.evaluate(HEADER_COLOUR))


def told(page: Page) -> tuple[str, str]:
    """
    The scheme and the colour that the browser is told.
    """
    scheme, colour = page.evaluate(TOLD)
    return scheme, colour


@pytest.mark.parametrize("width", [320, 390, 768, 1440, 2560])
def test_nothing_scrolls_sideways(reader: Reader, width: int) -> None:
    """
    From a small phone to a large screen; what is wider scrolls inside its own box.
    """
    page = reader.tab(width=width)

    wide = {}
    for path in PAGES:
        page.goto(f"{path}?view=abstracts")
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert dict.fromkeys(PAGES, width) == wide


def test_twice_the_size_is_as_good(reader: Reader) -> None:
    """
    At 200 % zoom a laptop's screen is 720 by 450; all is there, and papers have most of it.
    """
    page = reader.tab("all/", width=720, height=450, device_scale_factor=2)

    assert 720 == page.evaluate("document.documentElement.scrollWidth")
    page.keyboard.press("j")
    page.keyboard.press("j")
    heading = page.locator(".paper.current h3")
    expect(heading).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Search papers").first.click()
    expect(page.get_by_role("dialog", name="Search papers")).to_be_in_viewport(ratio=1)


def test_lines_stay_short_on_a_large_screen(reader: Reader) -> None:
    """
    However wide the screen, text is no wider than can be read.
    """
    page = reader.tab("all/?view=abstracts", width=2560, height=1440)

    ems = page.locator(".abstract > div").first.evaluate(
        "one => one.clientWidth / parseFloat(getComputedStyle(one).fontSize)"
    )
    assert ems <= 54


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_after_the_first_paint(reader: Reader, width: int) -> None:
    """
    Layout shift is at most 0.01 on every page, also while scrolling to its end and back.
    """
    page = reader.tab(width=width)

    moved = {}
    for path in PAGES:
        page.goto(path)
        scroll_through(page)
        moved[path] = shift(page)
    assert {} == {path: value for path, value in moved.items() if value > 0.01}


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_on_a_page_of_hundreds(
    reading: Callable[[PagesServer], Reader], many: PagesServer, width: int
) -> None:
    """
    Papers that are laid out as they come into sight push nothing that is in sight, down or up.
    """
    page = reading(many).tab("windmills/", width=width)

    frames = scroll_through(page)

    assert frames > 2 * 100
    assert 0 == shift(page)


@pytest.mark.parametrize("state", ["?view=abstracts", "?view=titles", "?filter=video&only=new"])
def test_what_the_address_asks_for_is_there_at_once(reader: Reader, state: str) -> None:
    """
    Density and filter move nothing, though a script sets them.
    """
    page = reader.tab(f"video-understanding/{state}")

    assert shift(page) <= 0.01


def test_a_remembered_choice_moves_nothing_either(page: Page) -> None:
    """
    Colours and density are right in the first picture.
    """
    page.goto("video-understanding/")
    page.keyboard.press("1")
    page.reload()

    assert shift(page) <= 0.01


def test_colours_follow_the_system_until_one_is_chosen(reader: Reader) -> None:
    """
    The button goes from the system's to light, to dark, and back; the choice is remembered.
    """
    page = reader.tab("", color_scheme="dark")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")

    page.get_by_title("Switch to light mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("Switch to dark mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_title("Switch to the system's mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_browser_takes_the_colours_of_the_page(
    reader: Reader, scheme: Literal["light", "dark"]
) -> None:
    """
    Its scroll bars, and on a phone its own bar: at once, and when others are chosen.
    """
    page = reader.tab(color_scheme=scheme)
    page.goto("")

    assert (scheme, header_colour(page)) == told(page)
    page.get_by_title("Switch to light mode").click()
    assert ("light", header_colour(page)) == told(page)
    page.get_by_title("Switch to dark mode").click()
    assert ("dark", header_colour(page)) == told(page)


def test_only_fonts_of_the_system(page: Page) -> None:
    """
    Nothing is fetched to draw letters.
    """
    fonts: list[str] = []
    page.on("request", lambda one: fonts.append(one.url) if one.resource_type == "font" else None)
    page.goto("all/")

    assert "system-ui" in page.locator(".paper").first.evaluate(
        "one => getComputedStyle(one).fontFamily"
    )
    assert [] == fonts


@pytest.mark.parametrize("width", [1280, 390])
def test_wide_formulas_scroll_in_their_box(
    reading: Callable[[PagesServer], Reader], site_of: Callable[[int], PagesServer], width: int
) -> None:
    """
    A formula wider than the text can be seen to its end, and the page stays as wide as it is.
    """
    page = reading(site_of(5)).tab("windmill-1/?view=abstracts", width=width)
    boxes = page.locator(".formula:visible").all()

    assert width == page.evaluate("document.documentElement.scrollWidth")
    for box in boxes:
        shown, whole = box.evaluate("one => [one.clientWidth, one.scrollWidth]")
        assert shown < whole
        box.evaluate("one => { one.scrollLeft = 200; }")
        assert 200 == box.evaluate("one => one.scrollLeft")
    assert 2 == len(boxes)


def test_text_from_outside_stays_text(
    reading: Callable[[PagesServer], Reader], site_of: Callable[[int], PagesServer]
) -> None:
    """
    A title or an author with tags is read, not run.
    """
    page = reading(site_of(5)).tab("windmill-1/")
    paper = page.locator(".paper", has=page.locator('[id="2512.00001"]'))

    expect(paper.get_by_role("heading")).to_have_text(
        '<img src=x onerror="document.title=1"> & "sails"'
    )
    expect(paper).to_contain_text("<b>Ada</b>, Erdős")
    expect(page).to_have_title("Windmill 1 – Daily Papers")


def test_targets_are_large_enough_to_touch(reader: Reader) -> None:
    """
    On a phone, links and buttons of a paper are at least 24 px high (WCAG 2.2, 2.5.8).
    """
    page = reader.tab("all/", width=390, height=844)
    page.evaluate(
        "document.querySelectorAll('.far').forEach(one => one.style.contentVisibility = 'visible')"
    )

    low = page.evaluate(
        """() => [...document.querySelectorAll(
            ".paper h3 a, .paper .line > a, .paper summary, .tools button, .feeds a")]
            .filter(one => one.checkVisibility())
            .map(one => [one.textContent.trim(), one.getBoundingClientRect().height])
            .filter(([, height]) => height < 24)"""
    )
    assert [] == low
