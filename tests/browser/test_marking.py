"""
What readers mark: stars, what they read, and what came since they were here.
"""

import json
from typing import Any

import pytest
import rispy
from playwright.sync_api import Download, Locator, Page, expect
from programs.chromium import Reader
from programs.waiting import until
from pybtex.database import parse_string

KEYWORD = "video-understanding/"


def papers(page: Page) -> Locator:
    return page.locator(".paper:not([hidden])")


def star(paper: Locator) -> Locator:
    return paper.get_by_role("button", name="Star")


def chip(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Only").get_by_role("button", name=name)


def identifier(paper: Locator) -> str:
    return paper.locator("h3").get_attribute("id") or ""


def stored(page: Page, key: str) -> Any:
    return page.evaluate(
        "key => JSON.parse(localStorage.getItem(`${__md_scope.pathname}.${key}`))", key
    )


def store(page: Page, key: str, value: object) -> None:
    page.evaluate("([key, value]) => __md_set(key, value)", [key, value])


def was_here(page: Page, newest: str, *ids: str) -> None:
    """
    Let the last visit have been when *newest* was the newest day, with the papers *ids*.
    """
    # This visit is noted when there is time; what is noted later would be the last.
    until(lambda: page.evaluate("() => __md_get('visit')?.last"))
    store(page, "visit", {"since": None, "last": {"newest": newest, "ids": ids}, "at": 0})


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    found: Download = download.value
    return found.path().read_text("utf-8")


PAPER = {"title": "<img src=x>", "authors": "A", "url": "https://example.org/", "day": "2026-01-01"}

# What is no starred paper, by identifier.
NO_PAPERS: dict[str, object] = {
    "2512.00002": {**PAPER, "url": "javascript:alert(1)"},
    "2512.00003": None,
    "2512.00004": {**PAPER, "day": "<b>"},
    "2512.00005": {**PAPER, "title": 7},
    "<i>": PAPER,
    "2613.00001": PAPER,
    "2512.00006": {**PAPER, "url": "data:text/html,x"},
    "2512.00007": {**PAPER, "authors": "A" * 6000},
    "__proto__": PAPER,
}


def marks(starred: object, read: object) -> str:
    return json.dumps(
        {"format": "daily-papers/marks", "version": 1, "starred": starred, "read": read}
    )


def take_in(page: Page, text: str) -> None:
    page.locator("[data-take]").set_input_files(
        {"name": "starred.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def fill_storage(page: Page) -> None:
    """
    Let another site of the host take all the room.
    """
    page.evaluate("""() => {
        for (let size = 1 << 22; size >= 1; size >>= 1) {
            for (let number = 0; number < 3; number += 1) {
                try { localStorage.setItem(`other${size}.${number}`, 'x'.repeat(size)); } catch {}
            }
        }
    }""")


@pytest.fixture
def starred(page: Page) -> tuple[str, str]:
    """
    Two papers that were starred, on the page of starred ones.
    """
    page.goto(KEYWORD)
    two = papers(page).nth(0), papers(page).nth(2)
    for one in two:
        star(one).click()
    ids = identifier(two[0]), identifier(two[1])
    page.goto("starred/")
    expect(page.locator(".starred-papers li")).to_have_count(2)
    return ids


def test_a_starred_paper_stays_starred(page: Page) -> None:
    """
    Here and on other pages of the same paper, until the star is taken back.
    """
    page.goto(KEYWORD)
    first = papers(page).first
    star(first).click()
    expect(star(first)).to_have_attribute("aria-pressed", "true")

    page.goto(f"all/#{identifier(first)}")
    same = page.locator(f'.paper:has([id="{identifier(first)}"])')
    page.reload()
    same = papers(page).filter(has=page.locator("[aria-pressed='true'][data-star]"))
    expect(same).to_have_count(1)
    star(same).click()
    expect(same).to_have_count(0)
    assert {} == stored(page, "starred")


def test_x_and_m_mark_the_current_paper(page: Page) -> None:
    """
    By keyboard: starred, read, and back again.
    """
    page.goto(KEYWORD)
    first = papers(page).first
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(star(first)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("m")
    expect(first).to_have_attribute("data-read", "")
    assert [identifier(first)] == stored(page, "read")
    page.keyboard.press("m")
    expect(first).not_to_have_attribute("data-read", "")


def test_opening_a_paper_marks_it_as_read(page: Page) -> None:
    """
    Then "Unread" shows the others.
    """
    page.goto(KEYWORD)
    count = papers(page).count()
    expect(chip(page, "Unread")).to_be_hidden()
    first = papers(page).first
    first.locator("h3 a").evaluate(
        "link => link.addEventListener('click', e => e.preventDefault())"
    )
    first.locator("h3 a").click()

    chip(page, "Unread").click()
    expect(papers(page)).to_have_count(count - 1)
    expect(chip(page, "Unread")).to_contain_text(str(count - 1))


def test_marks_leave_as_bibliographies(page: Page, starred: tuple[str, str]) -> None:
    """
    BibTeX and RIS of the starred papers, as other programs read them.
    """
    entries = parse_string(saved(page, "BibTeX"), "bibtex").entries
    references = rispy.loads(saved(page, "RIS"))

    expected = {f"arXiv:{one}" for one in starred}
    assert expected == set(entries) == {one["id"] for one in references}


def test_marks_move_to_another_browser(
    reader: Reader, page: Page, starred: tuple[str, str]
) -> None:
    """
    A file holds everything, and adds to what is there.
    """
    store(page, "read", ["2512.00001"])
    text = saved(page, "Everything as a file")
    other = reader.stranger("starred/")
    expect(other.get_by_text("No paper is starred yet")).to_be_visible()

    other.locator("[data-take]").set_input_files(
        {"name": "starred.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    expect(other.locator(".starred-papers li")).to_have_count(2)
    expect(other.get_by_role("status").filter(has_text="2 starred papers")).to_be_visible()
    assert set(starred) == set(stored(other, "starred"))
    assert ["2512.00001"] == stored(other, "read")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "This is no JSON file."),
        ('{"format": "other"}', "This file was not written by this page."),
        ('{"format": "daily-papers/marks", "version": 2}', "newer version"),
    ],
)
def test_other_files_are_refused(page: Page, text: str, said: str) -> None:
    """
    With the reason, and nothing is lost.
    """
    page.goto("starred/")
    page.locator("[data-take]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": text.encode()}
    )

    expect(page.locator(".said")).to_contain_text(said)


def test_a_hostile_file_brings_no_link_but_to_the_web(page: Page) -> None:
    """
    Titles stay text, and an address that is none of the web's is left out.
    """
    file = marks({"2512.00001": PAPER, **NO_PAPERS}, [1, "2512.00001", "<b>"])
    page.goto("starred/")
    take_in(page, file)

    expect(page.locator(".starred-papers li")).to_have_count(1)
    link = page.locator(".starred-papers li a")
    expect(link).to_have_text("<img src=x>")
    expect(link).to_have_attribute("href", "https://arxiv.org/abs/2512.00001")
    assert ["2512.00001"] == stored(page, "read")
    said = page.locator(".said")
    expect(said).to_contain_text("1 starred paper taken in. Left out, because it is no paper")
    for name in list(NO_PAPERS)[:5]:
        expect(said).to_contain_text(name[:20])
    take_in(page, file)
    expect(said).to_contain_text("0 starred papers taken in. 1 was starred already.")


def test_what_others_left_in_the_storage_breaks_no_page(page: Page) -> None:
    """
    Other sites of the same host share the storage: what this site cannot have written is passed
    over, and no address of theirs becomes a link.
    """
    strange = [
        {"a": None},
        NO_PAPERS,
        [1],
        "x",
        7,
        {"newest": 1},
        {"last": {"newest": "2025-12-01"}},
    ]
    keys = ("starred", "read", "visit", "density", "keys", "__palette")
    page.goto("")
    until(lambda: page.evaluate("() => __md_get('visit')?.last"))
    for value in strange:
        for key in keys:
            store(page, key, value)
        for path in ("", KEYWORD, "starred/"):
            page.goto(path)
            expect(page.locator("html.scripted")).to_have_count(1)
            assert 0 == page.locator("a[href^='javascript:']").count()
        expect(page.locator(".starred-papers")).to_be_visible()
        expect(page.locator(".starred-papers li")).to_have_count(0)
    page.goto(KEYWORD)
    star(papers(page).first).click()
    expect(star(papers(page).first)).to_have_attribute("aria-pressed", "true")
    assert [identifier(papers(page).first)] == list(stored(page, "starred"))


def test_a_star_that_cannot_be_kept_is_told(page: Page) -> None:
    """
    Where the storage is full, the star stays off, and a status says why, until it is closed.
    """
    page.goto(KEYWORD)
    fill_storage(page)

    star(papers(page).first).click()

    told = page.get_by_role("status").filter(has_text="storage for this site is full")
    expect(told).to_be_visible()
    expect(star(papers(page).first)).to_have_attribute("aria-pressed", "false")
    page.locator(".told button").click()
    expect(told).to_have_count(0)


def test_a_file_that_cannot_be_kept_is_told_and_changes_nothing(
    page: Page, starred: tuple[str, str]
) -> None:
    """
    All of a file or nothing: what was starred before stays, and nothing counts as taken in.
    """
    fill_storage(page)
    many = {f"2512.{number:05}": PAPER for number in range(1, 200)}

    take_in(page, marks(many, list(many)))

    expect(page.locator(".said")).to_have_text(
        "Not kept: the browser’s storage for this site is full."
    )
    expect(page.locator(".starred-papers li")).to_have_count(2)
    assert set(starred) == set(stored(page, "starred"))
    assert stored(page, "read") is None


def test_a_storage_that_is_switched_off_is_told(reader: Reader) -> None:
    """
    The page works, and says that the star is not kept.
    """
    page = reader.tab()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { "
        "throw new DOMException('', 'SecurityError') }})"
    )
    page.goto(KEYWORD)

    star(papers(page).first).click()

    expect(page.locator(".told")).to_contain_text("the browser lets this site store nothing")
    # Nothing is kept that could be cleared afterwards.
    page.goto("about:blank")


def test_stars_come_along_when_the_site_moves(
    reader: Reader, page: Page, starred: tuple[str, str]
) -> None:
    """
    Links of the old address lead to the same pages at the new one.
    """
    text = saved(page, "Everything as a file").replace(reader.url, "https://old.example/papers/")
    other = reader.stranger("starred/")

    take_in(other, text)

    links = other.locator(".starred-papers li a")
    expect(links).to_have_count(2)
    assert all((one.get_attribute("href") or "").startswith(reader.url) for one in links.all())
    assert 2 == len(starred)


def test_what_came_since_the_last_visit_is_shown(page: Page) -> None:
    """
    On the first page a number beside each keyword; on its page the papers themselves.
    """
    page.goto("")
    expect(page.locator(".badge")).to_have_count(0)
    was_here(page, "2025-12-23")

    page.reload()
    badge = page.locator(".keyword", has_text="Video Understanding").locator(".badge")
    expect(badge).to_have_text("+5 since your last visit")
    page.goto(KEYWORD)
    expect(chip(page, "Since your last visit")).to_contain_text("5")
    chip(page, "Since your last visit").click()
    expect(papers(page)).to_have_count(5)


def test_papers_of_the_same_day_can_be_new(page: Page) -> None:
    """
    A second run adds to a day that was seen: only what was not there is new.
    """
    page.goto(KEYWORD)
    newest = papers(page).first, papers(page).nth(1)
    was_here(page, "2025-12-29", identifier(newest[0]))

    page.reload()

    expect(page.locator("[data-unseen]")).to_have_count(1)
    expect(newest[1]).to_have_attribute("data-unseen", "")


def test_a_visit_goes_on_over_several_pages(page: Page) -> None:
    """
    What was new on the first page is new on the next.
    """
    page.goto(KEYWORD)
    was_here(page, "2025-12-23")
    page.goto("")
    until(lambda: page.evaluate("() => __md_get('visit').at > 0"))
    page.goto(KEYWORD)

    expect(page.locator("[data-unseen]")).to_have_count(5)


def test_marks_move_nothing(reader: Reader) -> None:
    """
    For a reader who comes back, too, nothing changes its place while the page is loaded.
    """
    page = reader.tab(KEYWORD)
    was_here(page, "2025-12-23")
    store(page, "read", [identifier(papers(page).nth(3))])
    star(papers(page).first).click()
    page.add_init_script(
        "window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "one => { window.shifts += one.value; })).observe({type: 'layout-shift', buffered: true})"
    )
    for path in ("", KEYWORD):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shifts") == 0


def test_without_scripts_the_page_says_so(reader: Reader) -> None:
    """
    Stars need scripts; all papers are there without them.
    """
    page = reader.tab("starred/", java_script_enabled=False)

    expect(page.get_by_text("Stars need scripts")).to_be_visible()
    expect(page.get_by_role("button", name="BibTeX")).to_be_hidden()


def test_nothing_is_sent_anywhere(page: Page, starred: tuple[str, str]) -> None:
    """
    Marks are in this browser's storage, and no request carries them.
    """
    sent: list[str] = []
    page.on("request", lambda one: sent.append(f"{one.url} {one.post_data}"))
    page.goto(KEYWORD)
    page.wait_for_load_state("networkidle")

    assert set(starred) == set(stored(page, "starred"))
    assert not [one for one in sent for base in starred if base in one]
