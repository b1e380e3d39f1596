"""
Search, from the box in the header to the paper.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from programs.chromium import Reader
from servers.pages_server import PagesServer


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search papers")


def box(page: Page) -> Locator:
    return dialog(page).get_by_role("searchbox")


def hits(page: Page) -> Locator:
    return dialog(page).get_by_role("listitem")


def state(page: Page) -> Locator:
    return dialog(page).get_by_role("status")


def search(page: Page, words: str) -> None:
    page.get_by_role("button", name="Search papers").first.click()
    box(page).fill(words)


def test_a_paper_is_found_and_opened(page: Page) -> None:
    """
    A reader opens the demo, searches for a paper by its title, and lands on it.
    """
    page.goto("")
    page.keyboard.press("/")
    box(page).press_sequentially("SpatialMosaic")
    hits(page).get_by_role("link", name="SpatialMosaic").first.click()

    heading = page.get_by_role("heading", name="SpatialMosaic: A Multiview VLM Dataset")
    expect(heading).to_be_in_viewport()
    assert page.url.endswith("/2025-12/#2512.23365")


def test_the_keyboard_alone_goes_from_opening_to_landing(page: Page) -> None:
    """
    A key opens it, one types, arrows choose, Enter lands; the arrows go round.
    """
    page.goto("about/")
    page.keyboard.press("Control+k")
    page.keyboard.type("anomaly detection")
    expect(hits(page)).to_have_count(10)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(1).get_by_role("link")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    title = hits(page).first.locator("b").inner_text()
    page.keyboard.press("Enter")

    expect(dialog(page)).to_have_count(0)
    expect(page.get_by_role("heading", name=title)).to_be_in_viewport()


def test_an_answer_that_comes_late_keeps_the_place(page: Page) -> None:
    """
    Who went down the list before the last letters were answered is as far down in the answer.
    """
    page.goto("")
    search(page, "anomaly")
    expect(hits(page)).to_have_count(10)
    box(page).fill("spatialmosaic")
    page.keyboard.press("ArrowDown")

    expect(hits(page).first).to_contain_text("SpatialMosaic")
    expect(hits(page).first.get_by_role("link")).to_be_focused()


def test_enter_opens_the_first_paper_found(page: Page) -> None:
    """
    Who types a whole title need not choose.
    """
    page.goto("")
    search(page, "Streaming Video Instruction Tuning")
    page.keyboard.press("Enter")

    expect(page.locator('[id="2512.21334"]')).to_be_in_viewport()


def test_what_is_typed_before_the_search_is_loaded_stays(page: Page) -> None:
    """
    On a slow line the box takes letters at once, and nothing replaces them.
    """

    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.goto("")
    page.route("**/search/panel.js", late)
    page.keyboard.press("/")
    page.keyboard.type("Spatial")
    page.wait_for_timeout(500)
    page.keyboard.type("Mosaic")

    expect(box(page)).to_have_value("SpatialMosaic")
    expect(hits(page).first).to_contain_text("SpatialMosaic")


def test_the_index_comes_while_the_dialog_is_made(page: Page) -> None:
    """
    Neither waits for the other.
    """
    page.goto("")
    with page.expect_request("**/pagefind.js") as index:
        page.route("**/search/panel.js", lambda _: None)
        page.keyboard.press("/")

    assert index.value.url.endswith("/pagefind/0/pagefind.js")


def test_which_words_are_rare_need_not_be_known(reader: Reader, page: Page) -> None:
    """
    The same papers are found without it.
    """
    page.goto("")
    page.route("**/frequent.json", lambda route: route.abort())
    search(page, "retargeting humanoid footage")

    expect(hits(page).first).to_contain_text("RoboMirror")
    # The browser itself notes each request that failed.
    reader.complaints.clear()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("The Sails of Windmills", ["Sails", "Windmills", "of"]),  # rare ones first
        ("  (sails),  and: “ropes”! ", ["sails", "ropes", "and"]),  # no signs around them
        ("sails sails", ["sails"]),  # each once
        ("a bc def ghij klmno pqrstu vwxyzab", ["vwxyzab", "pqrstu", "klmno", "ghij", "def", "bc"]),
        (r"sails $\ell_1$ – mills", ["sails", "mills", r"ell_1"]),  # LaTeX last
        ('"Sails of the Mill"', ['"Sails of the Mill"']),  # as it stands
        ("", []),
    ],
)
def test_a_query_is_asked_by_its_rarest_words(page: Page, query: str, words: list[str]) -> None:
    """
    Each word costs a piece of the index: those first that few papers have, no more than six, and
    none that nearly all papers have where three others are.
    """
    page.goto("")

    assert words == page.evaluate(_SOUGHT, query)


_SOUGHT = """async (query) => {
    const words = await import(new URL("assets/js/search/query.js", window.__md_scope));
    return words.sought(query, ["the", "of", "and", "windmills"]);
}"""


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("robomirror", "RoboMirror"),  # title
        ("Kanghee Lee", "SpatialMosaic"),  # author
        ("retargeting humanoid footage", "RoboMirror"),  # abstract
        ("Bahrain", "Toward Trustworthy Agentic AI"),  # comment
        ("2512.17601", "HeadHunt-VAD"),  # identifier
    ],
)
def test_a_paper_is_found_by_any_of_its_texts(page: Page, words: str, title: str) -> None:
    """
    Title, authors, abstract, comment, identifier.
    """
    page.goto("")
    search(page, words)

    expect(hits(page).first).to_contain_text(title)


@pytest.mark.parametrize(
    "typed",
    [
        "2512.17601",
        "arXiv:2512.17601v2",
        " https://arxiv.org/abs/2512.17601 ",
        "https://arxiv.org/pdf/2512.17601v1.pdf",
    ],
)
def test_an_identifier_goes_straight_to_its_paper(page: Page, typed: str) -> None:
    """
    As people paste it, with Enter.
    """
    page.goto("about/")
    search(page, typed)
    page.keyboard.press("Enter")

    expect(page.locator('[id="2512.17601"]')).to_be_in_viewport()
    assert page.url.endswith("/video-anomaly-detection/2025-12/#2512.17601")


def test_an_identifier_this_site_does_not_have_is_not_guessed(page: Page) -> None:
    """
    A similar number is another paper.
    """
    page.goto("")
    search(page, "2512.99999")

    expect(state(page)).to_have_text("No paper matches. Try fewer words, or another spelling.")
    expect(hits(page)).to_have_count(0)


def test_each_paper_is_found_once(page: Page) -> None:
    """
    Under however many keywords and on however many pages it stands.
    """
    page.goto("")
    search(page, "AdaRD-key")
    expect(hits(page).first).to_contain_text("AdaRD-key")

    found = [one.locator("b").inner_text() for one in hits(page).all()]
    assert 1 == len([title for title in found if title.startswith("AdaRD-key")])
    for keyword in (
        "Video Understanding",
        "Vision Language Model",
        "Multimodal Large Language Model",
    ):
        expect(hits(page).first.locator("small")).to_contain_text(keyword)


def test_more_hits_come_on_demand(page: Page) -> None:
    """
    Ten at a time, the next ones where the last ended.
    """
    page.goto("")
    search(page, "video")
    expect(hits(page)).to_have_count(10)
    total = int(state(page).inner_text().split()[0])

    dialog(page).get_by_role("button", name="Show more").click()

    expect(hits(page)).to_have_count(20)
    expect(hits(page).nth(10).get_by_role("link")).to_be_focused()
    assert total > 20


def test_the_words_found_are_marked(page: Page) -> None:
    """
    The excerpt shows why a paper was found.
    """
    page.goto("")
    search(page, "retargeting")

    expect(hits(page).first.locator("mark").first).to_have_text("retargeting")


def test_filters_narrow_what_is_found(page: Page) -> None:
    """
    Keyword, category and year; their values appear when they are reached for.
    """
    page.goto("")
    search(page, "video")
    expect(hits(page)).to_have_count(10)
    before = int(state(page).inner_text().split()[0])

    keyword = dialog(page).get_by_role("combobox", name="Keyword")
    keyword.focus()
    keyword.select_option("Video Anomaly Detection")
    expect(state(page)).not_to_have_text(f"{before} papers")
    after = int(state(page).inner_text().split()[0])

    assert 0 < after < before
    for one in hits(page).locator("small").all():
        expect(one).to_contain_text("Video Anomaly Detection")
    category = dialog(page).get_by_role("combobox", name="Category")
    category.select_option("cs.CL")
    expect(state(page)).not_to_have_text(f"{after} papers")
    year = dialog(page).get_by_role("combobox", name="Year")
    assert ["", "2025"] == year.locator("option").evaluate_all("all => all.map(one => one.value)")


def test_papers_with_code_or_of_a_venue_are_found(page: Page) -> None:
    """
    What comments say narrows a search, and stands in its address.
    """
    page.goto("?q=video&kind=code")
    kind = dialog(page).get_by_role("combobox", name="Kind")
    expect(kind.locator("option:checked")).to_have_text(re.compile(r"^Code \(\d+\)$"))
    expect(state(page)).to_contain_text("papers")
    kind.select_option("")
    venue = dialog(page).get_by_role("combobox", name="Venue")
    expect(venue).to_contain_text("AAAI 2026")
    venue.select_option("AAAI 2026")

    expect(page).to_have_url(re.compile(r"venue=AAAI"))
    # Until the answer comes the ten hits of the wider search stand there.
    expect(hits(page)).not_to_have_count(10)
    assert 0 < hits(page).count() < 10


def test_filters_alone_list_papers_by_date(page: Page) -> None:
    """
    Without words there is nothing to be relevant to, but there are newest papers.
    """
    page.goto("")
    search(page, "")
    dialog(page).get_by_role("combobox", name="Keyword").focus()
    dialog(page).get_by_role("combobox", name="Keyword").select_option("Video Understanding")
    dialog(page).get_by_role("combobox", name="Order").select_option("Newest first")

    expect(state(page)).to_have_text("35 papers")
    for one in hits(page).locator("small").all()[:2]:
        expect(one).to_contain_text("29 December 2025")


def test_the_query_is_in_the_address(page: Page) -> None:
    """
    It can be shared: whoever opens the address sees what is found.
    """
    page.goto("subscribe/")
    search(page, "anomaly detection")
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?q=anomaly+detection")
    expect(hits(page)).to_have_count(10)
    before = hits(page).all_inner_texts()

    page.reload()

    expect(box(page)).to_have_value("anomaly detection")
    expect(hits(page)).to_have_count(10)
    assert before == hits(page).all_inner_texts()
    page.keyboard.press("Escape")
    expect(page).to_have_url(page.url.partition("?")[0])


def test_filters_and_order_are_in_the_address(page: Page) -> None:
    """
    Who shares a narrowed search shares what makes it narrow.
    """
    page.goto("")
    search(page, "video")
    dialog(page).get_by_role("combobox", name="Category").focus()
    dialog(page).get_by_role("combobox", name="Category").select_option("cs.LG")
    dialog(page).get_by_role("combobox", name="Order").select_option("Newest first")
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?q=video&category=cs.LG&order=date")
    # Until the answer comes those stand there that are closest to the word.
    expect(hits(page).first).to_contain_text("22 December 2025")
    before = hits(page).all_inner_texts()

    page.reload()

    expect(hits(page).first).to_be_visible()
    expect(dialog(page).get_by_role("combobox", name="Category")).to_have_value("cs.LG")
    assert before == hits(page).all_inner_texts()


def test_an_empty_box_says_what_to_do(page: Page) -> None:
    """
    And brings no papers.
    """
    page.goto("")
    search(page, "")

    expect(state(page)).to_have_text("Type to search all papers.")
    expect(hits(page)).to_have_count(0)


def test_a_search_without_hits_says_what_to_try(page: Page) -> None:
    """
    What was found before does not stay on the screen.
    """
    page.goto("")
    search(page, "robomirror")
    expect(hits(page).first).to_be_visible()
    box(page).fill("zzzyx qqqwv")

    expect(state(page)).to_contain_text("No paper matches.")
    expect(hits(page)).to_have_count(0)


def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(reader: Reader) -> None:
    """
    Offline, the lists and their filters still work; back online, so does the search.
    """
    page = reader.stranger("")
    page.context.set_offline(offline=True)
    page.get_by_role("button", name="Search papers").first.click()
    box(page).fill("robomirror")
    expect(state(page)).to_contain_text("could not be loaded. You may be offline")

    page.context.set_offline(False)
    box(page).fill("robomirror ")
    expect(hits(page).first).to_contain_text("RoboMirror")
    # The browser itself notes each request that failed.
    reader.complaints.clear()


def test_the_dialog_closes_and_gives_the_focus_back(page: Page) -> None:
    """
    By Escape, by its button, or by a click beside it.
    """
    page.goto("")
    button = page.get_by_role("button", name="Search papers").first
    ways: tuple[Callable[[], None], ...] = (
        lambda: page.keyboard.press("Escape"),
        lambda: dialog(page).get_by_role("button", name="close").click(),
        lambda: page.mouse.click(5, 400),
    )
    for close in ways:
        button.click()
        expect(box(page)).to_be_focused()
        close()
        expect(dialog(page)).to_have_count(0)
        expect(button).to_be_focused()


def test_reopening_shows_the_last_search(page: Page) -> None:
    """
    Its words are selected, so that typing replaces them.
    """
    page.goto("")
    search(page, "robomirror")
    expect(hits(page).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")

    expect(hits(page).first).to_contain_text("RoboMirror")
    page.keyboard.type("mosaic")
    expect(box(page)).to_have_value("mosaic")


def test_a_phone_gets_the_whole_screen(reader: Reader) -> None:
    """
    The dialog fills it, nothing is wider than it, and a tap lands on the paper.
    """
    page = reader.tab("", width=390, height=844, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Search papers").first.tap()
    box(page).fill("robomirror")
    expect(hits(page).first).to_be_visible()

    assert {"x": 0, "y": 0, "width": 390, "height": 844} == dialog(page).bounding_box()
    assert 390 >= dialog(page).evaluate("one => one.scrollWidth")
    hits(page).first.get_by_role("link").tap()
    expect(page.locator('[id="2512.23649"]')).to_be_in_viewport()


def test_titles_of_any_kind_are_text(
    reading: Callable[[PagesServer], Reader], site_of: Callable[[int], PagesServer]
) -> None:
    """
    A title that looks like HTML is found and shown as it stands.
    """
    page = reading(site_of(5)).tab("")
    search(page, "sails")

    expect(hits(page).first.locator("b")).to_have_text(
        '<img src=x onerror="document.title=1"> & "sails"'
    )
    expect(hits(page).locator("img")).to_have_count(0)


def test_nothing_of_the_search_is_loaded_before_it_is_touched(page: Page) -> None:
    """
    Readers who do not search pay nothing for it.
    """
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto("video-understanding/")
    page.wait_for_load_state("networkidle")

    assert ["open.js"] == [url.rpartition("/")[2] for url in asked if "/search/" in url]
    assert [] == [url for url in asked if "pagefind" in url]
    page.keyboard.press("/")
    expect(state(page)).to_have_text("Type to search all papers.")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "pagefind" in url]
