"""
From a paper on a page to an entry in somebody's bibliography.
"""

import re
from urllib.parse import parse_qs

import rispy
from playwright.sync_api import Locator, Page, expect
from programs.chromium import Reader
from programs.waiting import until
from pybtex.database import parse_string

KEYWORD = "video-understanding/"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def box(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Cite")


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_bibtex_and_ris_of_a_paper_are_copied(reader: Reader) -> None:
    """
    What is copied is the paper's entry in the file beside the page, and other programs read it.
    """
    page = reader.tab(KEYWORD, permissions=CLIPBOARD)
    paper = page.locator(".paper").nth(3)
    identifier = paper.locator("h3").get_attribute("id")

    paper.get_by_role("button", name="Cite").click()
    expect(box(page).locator("pre")).to_contain_text(f"eprint = {{{identifier}}}")
    box(page).get_by_role("button", name="Copy BibTeX").click()
    expect(box(page).get_by_role("button", name="Copied")).to_be_visible()
    assert [f"arXiv:{identifier}"] == list(parse_string(copied(page), "bibtex").entries)
    box(page).get_by_role("button", name="Copy RIS").click()
    expect(box(page).get_by_role("button", name="Copied").last).to_be_visible()
    until(
        lambda: page.evaluate("async () => (await navigator.clipboard.readText()).startsWith('TY')")
    )
    assert [f"https://arxiv.org/abs/{identifier}"] == rispy.loads(copied(page))[0]["urls"]


def test_c_cites_the_current_paper(page: Page) -> None:
    """
    By keyboard alone, there and back.
    """
    page.goto(KEYWORD)
    page.keyboard.press("c")
    expect(box(page)).to_have_count(0)

    page.keyboard.press("j")
    page.keyboard.press("c")
    expect(box(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(box(page)).to_have_count(0)


def test_papers_of_a_month_are_cited_as_well(page: Page) -> None:
    """
    A permanent address has its own file of entries.
    """
    page.goto(KEYWORD)
    page.get_by_role("navigation", name="Months").get_by_role("link").last.click()
    page.wait_for_url(re.compile(r"/\d{4}-\d\d/$"))

    page.locator(".paper").last.get_by_role("button", name="Cite").click()
    expect(box(page).locator("pre")).to_contain_text("archivePrefix = {arXiv}")


def test_without_the_file_the_reader_is_told(page: Page) -> None:
    """
    Offline, the box says what is wrong, and has nothing to copy.
    """
    page.goto(KEYWORD)
    page.route("**/papers.bib", lambda route: route.fulfill(status=200, body="", headers={}))
    page.locator(".paper").first.get_by_role("button", name="Cite").click()

    expect(box(page).locator("pre")).to_contain_text("There is no entry")
    expect(box(page).get_by_role("button", name="Copy BibTeX")).to_be_disabled()


def test_all_papers_of_a_page_are_a_file(page: Page) -> None:
    """
    The links above the papers lead to one entry a paper.
    """
    page.goto(KEYWORD)
    papers = page.locator(".paper").count()
    with page.expect_download() as download:
        page.get_by_role("link", name="BibTeX").click()

    text = download.value.path().read_text("utf-8")
    assert papers == len(parse_string(text, "bibtex").entries)


def test_reference_managers_find_every_paper(page: Page) -> None:
    """
    Zotero offers each as a preprint, with DOI, address, authors, month, abstract and subjects.
    """
    page.goto(KEYWORD)
    papers = page.locator(".paper")
    expect(page.locator(".Z3988")).to_have_count(papers.count())
    titles = page.locator(".Z3988").evaluate_all("all => all.map(one => one.title)")
    first = papers.first
    identifier = first.locator("h3").get_attribute("id")

    found = parse_qs(titles[0], strict_parsing=True)
    assert ["info:ofi/fmt:kev:mtx:dc"] == found["rft_val_fmt"]
    assert ["preprint"] == found["rft.type"]
    assert [first.locator("h3 a").inner_text()] == found["rft.title"]
    assert [f"info:doi/10.48550/arXiv.{identifier}"] == found["rft_id"]
    assert [f"https://arxiv.org/abs/{identifier}"] == found["rft.identifier"]
    assert ["2025-12"] == found["rft.date"]
    assert len(found["rft.au"]) > 1
    assert found["rft.description"][0].split() == (
        (first.locator(".abstract > div").text_content() or "").split()
    )
    assert all(parse_qs(title)["rft.au"] for title in titles)
