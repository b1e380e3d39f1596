"""
The site where no script runs, and on paper.
"""

from playwright.sync_api import Page, expect
from programs.chromium import Reader

KEYWORD = "video-understanding/"


def plain(reader: Reader, path: str) -> Page:
    return reader.tab(path, java_script_enabled=False)


def test_every_paper_abstract_and_link_is_there(reader: Reader) -> None:
    """
    Without scripts, too: an abstract opens, a link leads on.
    """
    page = plain(reader, KEYWORD)

    expect(page.locator(".paper:visible")).to_have_count(35)
    expect(page.locator(".paper .key:visible")).to_have_count(35)
    page.locator(".abstract summary").first.click()
    expect(page.locator(".abstract > div").first).to_be_visible()
    links = page.locator(".paper").first.get_by_role("link")
    assert ["PDF", "HTML", "#"] == links.all_inner_texts()[1:]
    page.get_by_role("link", name="Permanent link").first.click()
    expect(page.locator(".paper h3:target")).to_be_in_viewport()


def test_nothing_that_needs_scripts_is_offered(reader: Reader) -> None:
    """
    No filter, no chips, no search, no copying.
    """
    for path in ("", KEYWORD, "subscribe/", "404.html"):
        page = plain(reader, path)
        expect(page.locator("button:visible, .tools:visible")).to_have_count(0)


def test_the_colours_are_right_all_the_same(reader: Reader) -> None:
    """
    Text can be read on its ground.
    """
    page = plain(reader, KEYWORD)

    colours = page.locator("body").evaluate(
        "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    )
    assert colours[0] != colours[1]


def test_print_is_clean(page: Page) -> None:
    """
    On paper: papers with their abstracts, and nothing to click.
    """
    page.goto("all/")
    page.emulate_media(media="print")

    for part in (".md-header", ".md-sidebar", ".md-banner", ".md-footer", ".tools", ".feeds"):
        expect(page.locator(f"{part}:visible")).to_have_count(0)
    expect(page.locator("summary:visible")).to_have_count(0)
    expect(page.locator(".line > a:visible")).to_have_count(0)
    expect(page.locator(".paper:visible")).to_have_count(100)
    first = page.locator(".paper").first
    expect(first.locator(".abstract > div")).to_be_visible()
    assert "Haocheng Gao" in first.locator(".authors").inner_text()


def test_a_density_is_printed_as_it_is_read(page: Page) -> None:
    """
    Who reads titles prints titles.
    """
    page.goto(f"{KEYWORD}?view=titles")
    page.emulate_media(media="print")

    expect(page.locator(".abstract > div").first).to_be_hidden()


def test_paper_is_white(reader: Reader) -> None:
    """
    Whoever reads light on dark prints dark on light.
    """
    page = reader.tab(KEYWORD, color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print")

    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator(".paper h3 a").first).to_have_css("color", "rgba(0, 0, 0, 0.87)")
