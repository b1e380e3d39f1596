"""
The site in the reader's language, and in a direction other than ours.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from programs import checkers
from programs.chromium import Reader
from samples.small_sites import ASKED
from servers.pages_server import PagesServer

PAGES = ("", "all/", "windmill-1/", "starred/", "subscribe/", "trends/", "status/", "404.html")

# What is read or heard of the theme: all but the papers, and names from elsewhere.
FRAME = ":is(.md-header, .md-sidebar, .md-copyright, dialog) *"
SPOKEN = """frame => [...document.querySelectorAll(frame)].flatMap(one => [
        ...[...one.childNodes].filter(node => node.nodeType === 3).map(node => node.data),
        ...["aria-label", "title", "placeholder"].map(name => one.getAttribute(name) ?? ""),
    ]).map(text => text.trim()).filter(Boolean)"""

# In German and English alike; the copyright is the keeper's.
SAME = {
    *("Esc", "Navigation", "Status", "Trends", "Material for MkDocs"),
    *(
        "Metadata from",
        "arXiv",
        ". Thank you to arXiv for use of its open access interoperability.",
    ),
}

Opened = Callable[..., Page]


@pytest.fixture
def opened(
    reading: Callable[[PagesServer], Reader], site_in: Callable[[str], PagesServer]
) -> Opened:
    """
    A page of the site in a language.
    """

    def visit(language: str, path: str, width: int = 1280) -> Page:
        page = reading(site_in(language)).tab(width=width)
        page.clock.set_fixed_time(ASKED)
        page.goto(path)
        return page

    return visit


def test_a_page_says_its_language(opened: Opened) -> None:
    """
    So that it is read aloud in it; what papers say is English.
    """
    page = opened("de", "windmill-1/")

    assert "de" == page.locator("html").get_attribute("lang")
    assert {"en"} == set(
        page.locator(".paper :is(h3, .key)").evaluate_all("all => all.map(one => one.lang)")
    )


def test_the_theme_says_nothing_english(opened: Opened) -> None:
    """
    Of all that frames a German page, nothing is said as on the English one but names.
    """
    said = {
        language: set(opened(language, "status/").evaluate(SPOKEN, FRAME))
        for language in ("de", "en")
    }

    same = {text for text in said["de"] & said["en"] if any(map(str.isalpha, text))}
    assert same <= {*SAME, "Daily Papers", "Windmill 1", "Windmill 2", "Windmill 3"}


def test_scripts_speak_it_too(opened: Opened) -> None:
    """
    Help, filter, citing and search: what a script writes, days and numbers included.
    """
    page = opened("de", "windmill-1/")

    page.get_by_placeholder("Titel, Autor, Zusammenfassung filtern").fill("sum")
    expect(page.locator("output[name=shown]")).to_have_text("1 von 3")
    page.get_by_role("button", name="Tastenkürzel").click()
    help_ = page.get_by_role("dialog", name="Tastatur")
    expect(help_).to_contain_text("nächstes, vorheriges Paper")
    help_.get_by_role("button", name="Schließen").click()
    page.get_by_role("button", name="Zitieren").locator("visible=true").first.click()
    expect(page.get_by_role("dialog", name="Zitieren")).to_contain_text("RIS kopieren")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Paper suchen").first.click()
    search = page.get_by_role("dialog", name="Paper suchen")
    expect(search).to_contain_text("Tippen Sie, um alle Paper zu durchsuchen.")
    page.keyboard.type("sum")
    expect(search.get_by_role("status")).to_have_text("1 Paper")
    expect(search.locator(".search-hits small")).to_contain_text("18. November 2025")


def test_how_old_papers_are_is_told_in_it(opened: Opened) -> None:
    """
    The first page by the reader's clock.
    """
    page = opened("de", "")
    page.clock.set_fixed_time(ASKED.replace(hour=ASKED.hour + 3))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator(".checked")).to_have_text(
        "Stand: arXivs Ankündigung vom Freitag, 19. Dezember 2025, geprüft: vor 3 Stunden"
    )


def test_a_page_that_is_not_there_says_so(opened: Opened) -> None:
    """
    The page for any address that leads nowhere is told its texts by the first one.
    """
    page = opened("de", "404.html")

    expect(page.get_by_role("heading", level=1)).to_have_text("Seite nicht gefunden")
    expect(page).to_have_title("Seite nicht gefunden – Daily Papers")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_no_page_is_wider_than_the_screen(opened: Opened, language: str, width: int) -> None:
    """
    Neither by long words nor where everything is turned round.
    """
    page = opened(language, "", width=width)

    wide = {}
    for path in PAGES:
        page.goto(f"{path}?view=abstracts")
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert dict.fromkeys(PAGES, width) == wide


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("path", ["", "windmill-1/"])
def test_axe_finds_nothing_in_another_language(opened: Opened, language: str, path: str) -> None:
    """
    Nothing is harder to use in it.
    """
    assert [] == checkers.axe(opened(language, path))


def test_from_right_to_left_the_page_is_turned_round_and_papers_are_not(opened: Opened) -> None:
    """
    Navigation stands at the right; a paper's text, which is English, begins at the left.
    """
    page = opened("ar", "windmill-1/")

    navigation = page.locator(".md-sidebar--primary").bounding_box()
    article = page.locator(".paper").first.bounding_box()
    key = page.locator(".paper .key").first
    assert navigation
    assert article
    assert navigation["x"] > article["x"] + article["width"] - 1
    assert key.evaluate(
        """one => {
            const text = document.createRange();
            text.selectNodeContents(one);
            return text.getBoundingClientRect().left - one.getBoundingClientRect().left < 1;
        }"""
    )
