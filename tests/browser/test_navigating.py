"""
From page to page, and back to where one was.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from programs.chromium import Reader
from samples import small_sites
from servers.pages_server import PagesServer

KEYWORD = "video-understanding/"


def navigation(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Navigation")


def months(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Months")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def test_home_shows_what_is_new_and_every_keyword(page: Page) -> None:
    """
    Titles by day over all keywords, then a block a keyword: counts, feeds, newest titles.
    """
    page.goto("")

    lead = page.locator(".lead")
    expect(lead).to_contain_text("1 paper on 31 December 2025 in 4 keywords.")
    expect(page.locator(".titles li").first).to_contain_text("FinMMDocR")
    block = page.locator(".keyword", has_text="Vision Language Model")
    expect(block).to_contain_text("0 new · 3 this week")
    assert ["Atom", "RSS", "JSON"] == block.locator(".feeds a").all_inner_texts()
    expect(block.get_by_role("listitem")).to_have_count(3)
    block.get_by_role("listitem").first.get_by_role("link").click()
    expect(page.locator(".paper.current h3")).to_be_in_viewport()


def test_pages_change_without_a_load_and_start_once(page: Page) -> None:
    """
    Instant navigation: the window stays, scripts start once for each page, one filter is at work.
    """
    page.goto("")
    page.evaluate("window.still = 'here'")
    for name in ("Video Understanding", "Vision Language Model", "All papers"):
        navigation(page).get_by_role("link", name=name, exact=True).click()
        expect(heading(page)).to_have_text(name)
    assert "here" == page.evaluate("window.still")

    page.evaluate(
        """() => {
            window.opened = 0;
            const list = document.querySelector("output");
            new MutationObserver(all => { window.opened += 1; }).observe(list, {childList: true});
        }"""
    )
    page.get_by_role("button", name="Revised").click()
    expect(page.get_by_role("button", name="Revised")).to_have_attribute("aria-pressed", "true")
    assert 1 == page.evaluate("window.opened")


def test_the_density_comes_along(page: Page) -> None:
    """
    Also to pages that are not loaded anew.
    """
    page.goto(KEYWORD)
    page.keyboard.press("3")
    navigation(page).get_by_role("link", name="Video Anomaly Detection").click()

    expect(heading(page)).to_have_text("Video Anomaly Detection")
    expect(page.locator(".abstract > div").first).to_be_visible()
    button = page.get_by_role("button", name="Abstracts")
    expect(button).to_have_attribute("aria-pressed", "true")


def test_back_is_where_one_was(page: Page) -> None:
    """
    With the same filter, at the same paper.
    """
    page.goto("all/")
    page.locator(".tools").get_by_role("searchbox").fill("video")
    expect(page).to_have_url(f"{page.url.partition('?')[0]}?filter=video")
    paper = page.locator(".paper:visible").nth(20)
    identifier = str(paper.locator("h3").get_attribute("id"))
    paper.scroll_into_view_if_needed()
    page.wait_for_timeout(250)
    paper.get_by_role("link", name="Permanent link").click()
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#{identifier}")
    expect(heading(page)).not_to_have_text("All papers")

    page.go_back()

    expect(heading(page)).to_have_text("All papers")
    expect(page.locator(".tools").get_by_role("searchbox")).to_have_value("video")
    expect(page.locator(f'[id="{identifier}"]')).to_be_in_viewport()


def test_a_link_leads_to_its_paper_however_slow_the_line(page: Page) -> None:
    """
    Though one scrolls on while its page is fetched.
    """

    def late(route: Route) -> None:
        page.mouse.wheel(0, 100)
        page.wait_for_timeout(300)
        route.continue_()

    page.goto("")
    page.route("**/vision-language-model/2025-12/", late)
    block = page.locator(".keyword", has_text="Vision Language Model")
    block.get_by_role("listitem").last.get_by_role("link").click()

    expect(heading(page)).to_have_text("Vision Language Model, December 2025")
    expect(page.locator(".paper.current h3")).to_be_in_viewport()


def test_a_month_leads_to_its_neighbours(page: Page) -> None:
    """
    To the month before, the month after and the newest papers.
    """
    page.goto(KEYWORD)
    months(page).get_by_role("link", name="November 2025").click()
    expect(heading(page)).to_have_text("Video Understanding, November 2025")

    months(page).get_by_role("link", name="← October 2025").click()
    expect(heading(page)).to_have_text("Video Understanding, October 2025")
    expect(months(page).get_by_role("link")).to_have_count(2)
    months(page).get_by_role("link", name="November 2025 →").click()
    months(page).get_by_role("link", name="December 2025 →").click()
    expect(heading(page)).to_have_text("Video Understanding, December 2025")
    months(page).get_by_role("link", name="Video Understanding: newest papers").click()
    expect(heading(page)).to_have_text("Video Understanding")


def test_a_paper_leads_to_its_other_keywords(page: Page) -> None:
    """
    Under which it stands as well.
    """
    page.goto("video-anomaly-detection/2025-12/#2512.17601")
    paper = page.locator(".paper", has=page.locator('[id="2512.17601"]'))
    paper.get_by_role("link", name="Multimodal Large Language Model").click()

    expect(heading(page)).to_have_text("Multimodal Large Language Model")


def test_the_navigation_marks_the_page(page: Page) -> None:
    """
    For eyes and for screen readers.
    """
    page.goto(KEYWORD)

    marked = navigation(page).locator("[aria-current=page]")
    expect(marked).to_have_count(1)
    expect(marked).to_have_text("Video Understanding")


def test_a_phone_has_the_navigation_in_a_drawer(reader: Reader) -> None:
    """
    Opened by the button in the header, closed by choosing.
    """
    page = reader.tab("", width=390, height=844)
    link = navigation(page).get_by_role("link", name="Video Understanding")
    expect(link).not_to_be_in_viewport()
    page.locator(".md-header label[for=__drawer]").click()
    expect(link).to_be_in_viewport()
    link.click()

    expect(heading(page)).to_have_text("Video Understanding")
    expect(link).not_to_be_in_viewport()


def test_a_missing_page_helps(reader: Reader) -> None:
    """
    It searches, names the keywords, and its links work however deep the address was.
    """
    page = reader.tab("nothing/here/at/all/")
    expect(heading(page)).to_have_text("Page not found")
    main = page.get_by_role("article")
    main.get_by_role("button", name="Search all papers").click()
    expect(page.get_by_role("dialog", name="Search papers")).to_be_visible()
    page.keyboard.press("Escape")
    main.get_by_role("link", name="Video Anomaly Detection").click()

    expect(heading(page)).to_have_text("Video Anomaly Detection")
    # The browser itself notes the status 404.
    assert ["404"] == [one.split()[-3] for one in reader.complaints]
    reader.complaints.clear()


@pytest.mark.parametrize("keywords", [5, 50])
def test_the_navigation_lists_up_to_fifty_keywords(
    reading: Callable[[PagesServer], Reader], site_of: Callable[[int], PagesServer], keywords: int
) -> None:
    """
    On every page, in the keeper's order.
    """
    page = reading(site_of(keywords)).tab("about/")

    names = navigation(page).get_by_role("link").all_inner_texts()
    assert [f"Windmill {n}" for n in range(1, keywords + 1)] == [
        name for name in names if name.startswith("Windmill")
    ]


def test_pages_do_not_grow_with_the_number_of_keywords(
    site_of: Callable[[int], PagesServer],
) -> None:
    """
    500 keywords make a keyword's page no larger than 5; the first page lists them once.
    """
    small, large = (
        len((site_of(keywords).site / "windmill-4" / "index.html").read_bytes())
        for keywords in (5, 500)
    )

    assert large <= small
    home = (site_of(500).site / "index.html").read_text("utf-8")
    assert 1 == home.count('href="windmill-499/"')


def test_lists_without_papers_say_so(
    reading: Callable[[PagesServer], Reader], site_of: Callable[[int], PagesServer]
) -> None:
    """
    A keyword that found nothing yet says when it will, and has its feeds already.
    """
    page = reading(site_of(50)).tab("windmill-40/")

    expect(page.locator(".empty")).to_contain_text("No papers yet.")
    expect(page.locator(".tools")).to_have_count(0)
    expect(page.locator(".lead").get_by_role("link", name="Atom")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("i")
    page.keyboard.press("1")
    page.locator(".empty").get_by_role("link", name="status page").click()
    expect(heading(page)).to_have_text("Status")


def test_feed_addresses_can_be_copied(reader: Reader) -> None:
    """
    Subscribing is one click and one paste.
    """
    page = reader.tab("subscribe/", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the Atom address of Video Understanding").click()

    expect(page.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"{reader.url}video-understanding/atom.xml" == copied


def test_a_group_of_keywords_has_its_name(
    reading: Callable[[PagesServer], Reader], site_of: Callable[[int], PagesServer]
) -> None:
    """
    In the navigation, on a desk and in a phone's drawer, and on the first page, where the filter
    hides a group of which nothing is left.
    """
    reader = reading(site_of(50))
    page = reader.tab("", width=1440, height=900)
    expect(navigation(page).get_by_text(small_sites.GROUP)).to_be_visible()
    group = page.get_by_role("heading", name=small_sites.GROUP)
    expect(group).to_be_visible()
    page.get_by_label("Filter keywords").fill("Windmill 3")
    expect(group).to_be_hidden()
    page.get_by_label("Filter keywords").fill("Windmill 50")
    expect(group).to_be_visible()

    phone = reader.tab("windmill-1/", width=390, height=844)
    phone.locator(".md-header label[for=__drawer]").click()
    name = navigation(phone).get_by_text(small_sites.GROUP)
    name.scroll_into_view_if_needed()
    expect(name).to_be_in_viewport()
