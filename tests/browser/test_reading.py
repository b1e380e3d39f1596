"""
A keyword's page: what is shown of a paper, and how much.
"""

import json

import pytest
from playwright.sync_api import Locator, Page, expect
from programs.chromium import Reader, draw
from servers.pages_server import PagesServer

KEYWORD = "video-understanding/"
MONTH = "video-understanding/2025-12/"

# Drawn no further apart than this, a thing has not moved.
PIXEL = 1


def top(thing: Locator) -> float:
    box = thing.bounding_box()
    assert box
    return box["y"]


def density(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Show").get_by_role("button", name=name)


def paper(page: Page, identifier: str) -> Locator:
    return page.locator(".paper", has=page.locator(f'[id="{identifier}"]'))


def test_the_first_line_tells_how_many_and_how_new(page: Page) -> None:
    """
    Below the heading: how many papers, what came on the newest day, feeds and bibliographies.
    """
    page.goto(KEYWORD)

    expect(page.get_by_role("heading", level=1)).to_have_text("Video Understanding")
    lead = page.locator(".lead")
    expect(lead).to_contain_text("35 papers, most recently 2 on 29 December 2025.")
    hrefs = lead.get_by_role("link").evaluate_all("all => all.map(one => one.href)")
    files = ("atom.xml", "rss.xml", "feed.json", "papers.bib", "papers.ris")
    assert [f"{page.url}{name}" for name in files] == hrefs


def test_a_paper_tells_what_it_is(page: Page) -> None:
    """
    Title, authors, key sentence, category by name, version and days, keywords, comment, links.
    """
    page.goto("vision-language-model/")
    shown = paper(page, "2511.16595")

    # What is not yet laid out has no inner text.
    names = shown.locator(".line").get_by_role("link").all_text_contents()
    expect(shown.get_by_role("heading")).to_contain_text("TimeViper")
    expect(shown.locator(".key")).not_to_be_empty()
    expect(shown.get_by_title("Computer Vision and Pattern Recognition")).to_contain_text("cs.CV")
    expect(shown).to_contain_text("(Computer Vision and Pattern Recognition)")
    expect(shown).to_contain_text("revised v2 · first submitted 20 November 2025")
    expect(shown).to_contain_text("also in Video Understanding")
    expect(shown).to_contain_text("Project page: https://xuboshen.github.io/TimeViper")
    assert {"PDF", "HTML", "Code", "Project", "#"} <= set(names)


def test_all_authors_are_there_on_demand(page: Page) -> None:
    """
    Three authors are named; the others follow where they are asked for.
    """
    page.goto(KEYWORD)
    authors = page.locator(".authors").first
    assert "Zhe Li, Cheng Chi, Yangyang Wei, +9 more" == authors.inner_text()

    authors.get_by_text("+9 more").click()

    assert authors.inner_text().startswith("Zhe Li, Cheng Chi, Yangyang Wei, +9 more Boan Zhu, Tao")


@pytest.mark.parametrize("width", [1280, 390])
def test_opening_an_abstract_moves_nothing_that_was_clicked(reader: Reader, width: int) -> None:
    """
    The abstract opens below the line of its toggle; toggle, links and papers above stay.
    """
    page = reader.tab(KEYWORD, width=width)
    shown = page.locator(".paper").nth(1)
    toggle = shown.get_by_text("Abstract", exact=True)
    still = [toggle, shown.get_by_role("heading"), shown.get_by_role("link", name="PDF")]
    toggle.scroll_into_view_if_needed()
    before = [one.bounding_box() for one in still]

    toggle.click()

    expect(shown.locator(".abstract > div")).to_be_visible()
    assert before == [one.bounding_box() for one in still]
    toggle.click()
    expect(shown.locator(".abstract > div")).to_be_hidden()
    assert before == [one.bounding_box() for one in still]


def test_three_densities(page: Page) -> None:
    """
    Titles alone, the key sentence too, or the whole abstract.
    """
    page.goto(KEYWORD)
    shown = page.locator(".paper").first
    parts = [shown.locator(part) for part in (".key", ".abstract > div", ".line")]

    seen = {}
    for name in ("Titles", "Key sentence", "Abstracts"):
        density(page, name).click()
        expect(density(page, name)).to_have_attribute("aria-pressed", "true")
        seen[name] = [part.is_visible() for part in parts]

    assert [False, False, False] == seen["Titles"]
    assert [True, False, True] == seen["Key sentence"]
    assert [False, True, True] == seen["Abstracts"]
    assert 1 == page.locator(".densities [aria-pressed=true]").count()


def test_the_density_is_remembered_and_in_the_address(page: Page) -> None:
    """
    It can be shared, other pages and the next visit begin with it, and an address goes before it.
    """
    page.goto(KEYWORD)
    density(page, "Titles").click()

    assert page.url.endswith(f"{KEYWORD}?view=titles")
    page.goto("vision-language-model/")
    expect(density(page, "Titles")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".key").first).to_be_hidden()
    page.goto(f"{KEYWORD}?view=abstracts")
    expect(page.locator(".abstract > div").first).to_be_visible()
    page.goto(KEYWORD)
    expect(density(page, "Titles")).to_have_attribute("aria-pressed", "true")


def test_a_density_nobody_knows_is_the_usual_one(page: Page) -> None:
    """
    An address that was mistyped shows key sentences.
    """
    page.goto(f"{KEYWORD}?view=everything")

    expect(density(page, "Key sentence")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".key").first).to_be_visible()


def test_another_density_keeps_the_paper_that_is_read(page: Page) -> None:
    """
    The paper below the bar stays there, though those above it grow or shrink.
    """
    page.goto("all/")
    reading = page.locator(".paper").nth(60)
    # It is laid out when it comes into sight, and those above it.
    for _ in range(2):
        reading.evaluate("one => scrollTo(0, one.offsetTop - 140)")
        draw(page)
    before = top(reading)

    density(page, "Abstracts").click()

    draw(page)
    assert abs(before - top(reading)) <= PIXEL
    density(page, "Titles").click()
    draw(page)
    assert abs(before - top(reading)) <= PIXEL


def test_days_are_the_table_of_contents(page: Page) -> None:
    """
    Each day's heading is in the list beside the papers, and leads there.
    """
    page.goto(KEYWORD)
    days = page.get_by_role("heading", level=2).all_inner_texts()
    listed = page.get_by_role("navigation", name="Days").get_by_role("link")

    assert [day.upper() for day in days] == [day.upper() for day in listed.all_inner_texts()]
    page.get_by_role("link", name="16 December 2025").click()
    expect(page.get_by_role("heading", name="16 December 2025")).to_be_in_viewport()


def test_the_bar_stays_in_sight(page: Page) -> None:
    """
    However far one reads, filter and densities stay below the header.
    """
    page.goto("all/")
    page.mouse.wheel(0, 4000)

    expect(page.get_by_role("searchbox", name="Filter by title")).to_be_in_viewport()
    expect(page.locator(".md-header")).to_be_in_viewport()


def test_the_permanent_link_leads_to_the_paper(page: Page) -> None:
    """
    It is an address of its month, where the paper is marked and not below header or bar.
    """
    page.goto(KEYWORD)
    page.get_by_role("link", name="Permanent link to 2512.14870").click()

    expect(page).to_have_url(f"{page.url.partition(KEYWORD)[0]}{MONTH}#2512.14870")
    heading = page.locator('[id="2512.14870"]')
    expect(heading).to_be_in_viewport()
    bar = page.locator(".tools").bounding_box()
    assert bar
    assert top(heading) >= bar["y"] + bar["height"]
    marked = paper(page, "2512.14870").evaluate("one => getComputedStyle(one).backgroundColor")
    assert "rgba(0, 0, 0, 0)" != marked


def test_a_deep_link_opens_at_its_paper(page: Page) -> None:
    """
    Somebody who is sent a paper's address sees that paper, below header and bar.
    """
    page.goto(f"{MONTH}#2512.03500")

    heading = page.locator('[id="2512.03500"]')
    expect(heading).to_be_in_viewport()
    bar = page.locator(".tools").bounding_box()
    assert bar
    assert top(heading) >= bar["y"] + bar["height"] - PIXEL


def test_a_withdrawn_paper_says_so(page: Page) -> None:
    """
    Beside its title, before anybody reads on.
    """
    page.goto("vision-language-model/")

    heading = paper(page, "2511.00908").get_by_role("heading")
    expect(heading).to_contain_text("Withdrawn")


def test_formulas_are_mathml(page: Page) -> None:
    """
    The browser draws formulas itself, without a script.
    """
    page.goto("vision-language-model/2025-10/")

    formula = page.locator('[id="2510.08919"] math')
    expect(formula).to_be_visible()
    assert "http://www.w3.org/1998/Math/MathML" == formula.evaluate("one => one.namespaceURI")


def test_the_demo_is_never_old(page: Page, server: PagesServer) -> None:
    """
    Its notice says what it is; it has a status.json like any site.
    """
    page.clock.set_fixed_time("2126-01-01T00:00:00Z")
    with page.expect_response("**/status.json") as answer:
        page.goto("")

    assert answer.value.ok
    assert 4 == len(json.loads((server.site / "status.json").read_bytes())["keywords"])
    expect(page.locator(".checked")).to_have_count(0)
    expect(page.locator(".stale")).to_be_empty()


def test_a_month_is_structured_data_too(page: Page) -> None:
    """
    In the head of the built page: as many articles as papers, at their permanent addresses.
    """
    page.goto("video-understanding/2025-12/")
    (text,) = page.locator("script[type='application/ld+json']").all_inner_texts()

    graph = json.loads(text)["@graph"]
    assert len(graph) == page.locator(".paper").count()
    assert page.url in {one["@id"].partition("#")[0] for one in graph}
    assert 0 == page.locator("[data-md-component='container'] script").count()


# Of a mark's letters against its colour, and of that against the page.
_CONTRASTS = """mark => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
    const luminance = (...colours) => {
        for (const colour of colours) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(one =>
            one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one, other) =>
        (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const style = getComputedStyle(mark);
    const [under] = style.boxShadow.match(/rgba?\\([^)]*\\)/);
    const ground = getComputedStyle(document.body).backgroundColor;
    return [
        contrast(luminance(under), luminance(under, style.color)),
        contrast(luminance(ground), luminance(ground, under)),
    ];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_the_keyword_seeks_is_marked(reader: Reader, scheme: str) -> None:
    """
    Marks stand out from the page, and what they hold is still easy to read.
    """
    page = reader.tab(color_scheme=scheme)
    page.goto(f"{KEYWORD}?view=abstracts")
    marks = page.locator(".abstract mark")
    marks.first.scroll_into_view_if_needed()

    words = marks.evaluate_all("all => all.map(one => one.textContent.toLowerCase())")
    assert {"video understanding", "video-understanding"} >= set(words)
    assert len(words) > len(page.locator(".paper").all()) / 4
    for mark in ("h3 mark", ".abstract mark"):
        letters, page_contrast = page.locator(mark).first.evaluate(_CONTRASTS)
        assert letters >= 4.5
        assert page_contrast >= 1.15
