"""
The box and the chips above a list, and what they write into the address.
"""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect
from programs.chromium import Reader
from servers.pages_server import PagesServer

KEYWORD = "video-understanding/"


def box(page: Page) -> Locator:
    return page.locator(".tools").get_by_role("searchbox")


def chip(page: Page, label: str) -> Locator:
    return page.get_by_role("group", name="Only").get_by_role("button", name=label)


def shown(page: Page) -> Locator:
    return page.locator(".paper:visible")


def count(page: Page) -> Locator:
    return page.locator(".tools").get_by_role("status")


def test_words_filter_by_title_author_and_abstract(page: Page) -> None:
    """
    A paper stays when all words stand in it, whatever their order, case and accents.
    """
    page.goto(KEYWORD)

    for words, title in (
        ("ROBOmirror", "RoboMirror"),
        ("boan zhu", "RoboMirror"),
        ("retargeting diffusion", "RoboMirror"),
        ("imitate zhé", "RoboMirror"),
    ):
        box(page).fill(words)
        expect(shown(page)).to_have_count(1)
        expect(shown(page)).to_contain_text(title)
        expect(count(page)).to_have_text("1 of 35")


def test_days_without_a_match_go_with_their_papers(page: Page) -> None:
    """
    No heading stands over nothing.
    """
    page.goto(KEYWORD)
    box(page).fill("RoboMirror")
    expect(shown(page)).to_have_count(1)

    days = page.get_by_role("heading", level=2)
    expect(days).to_have_count(1)
    expect(days).to_have_text("29 December 2025")


def test_chips_count_what_they_show(page: Page) -> None:
    """
    Each chip shows as many papers as it says.
    """
    page.goto("all/")
    chips = page.get_by_role("group", name="Only").get_by_role("button")

    promised = [int(one.inner_text().split()[-1]) for one in chips.all()]
    found = []
    for one in chips.all():
        one.click()
        found.append(shown(page).count())
        one.click()

    labels = [label.split()[0] for label in chips.all_inner_texts()]
    assert ["New", "Revised", "Code", "Accepted", "Withdrawn"] == labels[:5]
    assert promised == found


def test_chips_work_together(page: Page) -> None:
    """
    Of categories any may fit; kind, code and words must hold as well.
    """
    page.goto(KEYWORD)
    chip(page, "cs.RO").click()
    chip(page, "cs.LG").click()
    either = shown(page).count()
    chip(page, "Revised").click()

    assert 5 == either
    expect(shown(page)).to_have_count(1)
    expect(chip(page, "Revised")).to_have_attribute("aria-pressed", "true")
    chip(page, "Revised").click()
    box(page).fill("robomirror")
    expect(shown(page)).to_have_count(1)


def test_accepted_papers_name_their_venue(page: Page) -> None:
    """
    What the chip lets through says where it was accepted.
    """
    page.goto("all/")
    chip(page, "Accepted").click()

    assert shown(page).count() == shown(page).locator(".venue").count() > 0
    expect(shown(page).locator(".venue").first).to_contain_text("20")


def test_filter_and_chips_are_in_the_address(page: Page) -> None:
    """
    What one sees can be shared, and reloading shows it again.
    """
    page.goto(KEYWORD)
    box(page).fill("video agent")
    chip(page, "cs.AI").click()
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?filter=video+agent&only=cs.AI")
    before = shown(page).all_text_contents()

    page.reload()

    expect(box(page)).to_have_value("video agent")
    expect(chip(page, "cs.AI")).to_have_attribute("aria-pressed", "true")
    assert before
    assert before == shown(page).all_text_contents()


def test_a_filtered_address_shows_no_other_paper_first(page: Page) -> None:
    """
    Somebody who opens a shared filter sees nothing move.
    """
    page.goto(f"{KEYWORD}?filter=robomirror&only=cs.RO,new")
    expect(shown(page)).to_have_count(1)

    moved = page.evaluate(
        """() => new Promise(done => new PerformanceObserver(list =>
            done(list.getEntries().reduce((sum, one) => sum + one.value, 0))
        ).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 200))"""
    )
    assert moved <= 0.01


def test_a_filter_without_hits_offers_a_way_back(page: Page) -> None:
    """
    It says so, and one button brings all papers back.
    """
    page.goto(f"{KEYWORD}?only=cs.RO")
    box(page).fill("no such words")

    expect(page.get_by_text("No paper on this page matches.")).to_be_visible()
    page.get_by_role("button", name="Clear the filter").click()
    expect(shown(page)).to_have_count(35)
    expect(count(page)).to_have_text("35 papers")
    expect(box(page)).to_be_focused()
    assert page.url.endswith(KEYWORD)


def test_escape_empties_the_box(page: Page) -> None:
    """
    And gives the keys back to the page.
    """
    page.goto(f"{KEYWORD}?filter=robomirror")
    box(page).press("Escape")

    expect(shown(page)).to_have_count(35)
    expect(box(page)).not_to_be_focused()


def test_signs_of_a_filter_are_no_pattern_and_no_html(page: Page) -> None:
    """
    What is typed is searched as it stands.
    """
    page.goto(f"{KEYWORD}?filter=%3Cimg%20src%3Dx%3E.*(")

    expect(box(page)).to_have_value("<img src=x>.*(")
    expect(shown(page)).to_have_count(0)


def test_many_keywords_can_be_filtered(
    reading: Callable[[PagesServer], Reader], site_of: Callable[[int], PagesServer]
) -> None:
    """
    The first page of 500 keywords finds one by its name, shares it, and says where none fits.
    """
    page = reading(site_of(500)).tab("")
    keywords = page.locator(".keyword:visible")
    expect(keywords).to_have_count(500)
    expect(count(page)).to_have_text("500 keywords")

    box(page).fill("mill 477")

    expect(keywords).to_have_count(1)
    assert page.url.endswith("?filter=mill+477")
    box(page).fill("mill 777")
    expect(page.get_by_text("No keyword matches.")).to_be_visible()
    page.get_by_role("button", name="Clear the filter").click()
    expect(keywords).to_have_count(500)
