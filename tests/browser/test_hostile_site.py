"""
A site whose papers and keywords mean harm, from arXiv's answer to what a reader's browser does.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import feedparser
import html5lib
import pybtex.database
import pytest
import rispy
from playwright.sync_api import Browser, Page, expect
from programs.chromium import Reader
from programs.keeper import Keeper
from samples import hostile, small_sites
from servers.arxiv_server import ArxivServer
from servers.pages_server import PagesServer

from generator.keywords.keyword import Keyword
from generator.papers.authors import author_names
from generator.papers.paper import Paper, folded
from generator.site.feeds.feed_text import feed_paper
from generator.text import tex

PHONE = 390

OURS_TO_WRITE = tuple(f"a/b/project/{name}" for name in ("site/", "site_src/", ".daily-papers."))

# Navigation names so many keywords, and none where there are more.
LISTED = 50

# What an attack does when it runs.
RUN = "document.title='run'"

MATHML = frozenset(
    (
        *("math", "mrow", "mstyle", "mtable", "mtr", "mtd", "msqrt", "mroot", "mfrac", "mi", "mn"),
        *("mo", "mtext", "mspace", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
    )
)

# Everything that templates and converted LaTeX make of a paper, with all its attributes.
OURS = {
    "a": {"href", "rel", "class", "aria-label", "title"},
    "article": {
        *("class", "data-kind", "data-categories", "data-code", "data-accepted", "data-withdrawn"),
    },
    "br": set(),
    "button": {
        *("type", "class", "data-cite", "aria-haspopup", "data-star", "aria-pressed", "aria-label"),
    },
    "code": {"class"},
    "details": {"class"},
    "div": {"class"},
    "em": set(),
    "i": set(),
    "h3": {"id"},
    "li": {"id"},
    "p": {"class"},
    "span": {"class", "title", "tabindex"},
    "strong": {"class"},
    "sub": set(),
    "summary": set(),
    "sup": set(),
    "ul": {"class"},
    "section": {"class"},
    **{name: set() for name in MATHML},
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence", "form", "lspace", "rspace"},
    "mspace": {"width"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mover": {"accent"},
}

# Of each page kind one; where there are several, that of the worst name.
KINDS = (
    *("", "all/", "all/2025-12/", "title-script-alert-1-script/", "subscribe/", "status/"),
    *("title-script-alert-1-script/2025-12/", "trends/", "about/", "404.html"),
)


class Site(NamedTuple):
    """
    The built site, what was followed, what was there before, and what its building printed.
    """

    keeper: Keeper
    server: PagesServer
    arxiv: ArxivServer
    names: dict[str, Keyword]
    before: set[str]
    output: str


def everything(folder: Path) -> set[str]:
    """
    All files below *folder*.
    """
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    # Deep enough for ../../x to be seen.
    keeper = Keeper(tmp_path_factory.mktemp("hostile") / "a" / "b" / "project")
    names = hostile.write_keywords(keeper)
    before = everything(keeper.root.parents[2])
    with ArxivServer(hostile.papers()) as arxiv, PagesServer(keeper.site) as server:
        built = keeper.run("build", "--api-url", arxiv.url, "--pause", "0", SITE_URL=server.url)
        assert built.returncode == 0, built.stdout + built.stderr
        yield Site(keeper, server, arxiv, names, before, built.stdout + built.stderr)


@pytest.fixture(scope="module")
def all_papers(site: Site) -> Any:
    """
    The page of all papers, as a browser's parser reads it.
    """
    html = (site.keeper.site / "all/index.html").read_text("utf-8")
    return html5lib.parse(html, namespaceHTMLElements=False)


@pytest.fixture(scope="module")
def stranger(browser: Browser, site: Site) -> Iterator[Reader]:
    reader = Reader(browser, site.server.url)
    yield reader
    reader.leave()


def shown_papers(page: Page) -> dict[str, dict[str, str]]:
    """
    The texts of all papers on *page*, by identifier, as the browser has them.
    """
    found: dict[str, dict[str, str]] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".paper")].map(one => {
            const text = part => one.querySelector(part).textContent;
            return [one.querySelector("h3").id, {
                title: text("h3 a"),
                authors: text(".authors"),
                abstract: text(".abstract > div"),
                comment: text(".comment"),
            }];
        }))"""
    )
    return found


def title_of(paper: Paper) -> str:
    """
    What is read as a paper's title; one that says nothing is replaced by the identifier.
    """
    return tex.to_text(paper.title) or str(paper.arxiv_id)


def letters(text: str) -> Counter[str]:
    """
    What a text says, however its formulas are set: ``x²`` says what ``x^2`` says.
    """
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def test_everything_is_fetched_and_built(site: Site) -> None:
    """
    No paper and no name stops a run: all of them come through MkDocs' strict build.
    """
    assert f"{len(site.names)} keywords, 0 failed" in site.output
    assert f"{len(hostile.ATTACKS)} announcements" in site.output
    assert len(site.names) >= 60
    assert len(hostile.ATTACKS) >= 150


def test_the_log_commands_nobody(site: Site) -> None:
    """
    GitHub's runner obeys some lines of a log; no name makes one, nor an emoji of a colon.
    """
    said = site.output + site.keeper.run("status").stdout + site.keeper.run("check").stdout

    assert [] == [line for line in said.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in said
    assert all(line.isprintable() for line in said.splitlines())
    assert "\N{REPLACEMENT CHARACTER}:error::broken: " in site.output
    assert "\n:smile: :b:: " in site.output


def test_each_name_has_its_folder_and_nothing_else_is_written(site: Site) -> None:
    """
    Every keyword's page and feeds stand where they should; outside of both folders there are only
    the notes of a run.
    """
    expected = {
        f"{keyword.slug}/{name}"
        for keyword in site.names.values()
        for name in ("index.html", "atom.xml", "rss.xml", "feed.json")
    }
    written = everything(site.keeper.root.parents[2]) - site.before

    assert set() == expected - everything(site.keeper.site)
    assert [] == [path for path in written if not path.startswith(OURS_TO_WRITE)]
    # On a file system that takes Foo and foo for one, nothing is written twice.
    folded_paths = Counter(path.casefold() for path in everything(site.keeper.source))
    assert [] == [path for path, count in folded_paths.items() if count > 1]


def test_a_second_run_renames_nothing(site: Site) -> None:
    """
    The same names have the same addresses and bytes for ever.
    """
    before = site.keeper.generated()

    again = site.keeper.run("fetch", "--api-url", site.arxiv.url, "--pause", "0")
    rendered = site.keeper.run("render", SITE_URL=site.server.url)

    assert (0, 0) == (again.returncode, rendered.returncode)
    assert before == site.keeper.generated()


def test_papers_add_no_element_attribute_or_address(all_papers: Any) -> None:
    """
    Inside of papers there is what our templates make, and no link but to the web or this site.
    """
    articles = [
        one for one in all_papers.iterfind(".//article") if "paper" in one.get("class").split()
    ]
    found = {
        (one.tag.rpartition("}")[2], name)
        for article in articles
        for one in article.iter()
        for name in (None, *one.attrib)
    }
    hrefs = {one.get("href", "") for article in articles for one in article.iter("a")}
    identifiers = [one.get("id") for one in all_papers.iter() if one.get("id")]

    assert len(hostile.ATTACKS) == len(articles)
    assert set() == {tag for tag, _ in found} - set(OURS)
    assert set() == {(tag, name) for tag, name in found if name and name not in OURS[tag]}
    assert [] == [one for one in hrefs if not re.match(r"https?://[^/@]+(/|$)|\.\./|#", one)]
    assert sorted(set(identifiers)) == sorted(identifiers)
    papers = {paper.arxiv_id.base for paper in hostile.papers()}
    assert papers == {one for one in identifiers if one.startswith("2512.")}


def test_links_to_others_say_noopener(site: Site) -> None:
    """
    On every kind of page, those of its frame included.
    """
    for path in KINDS:
        file = site.server.file(f"/daily-papers/{path}") or site.keeper.site / "404.html"
        document = html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)
        outward = [
            one
            for one in document.iter("a")
            if re.match(r"[a-z]+:|//", one.get("href", ""))
            and not one.get("href", "").startswith(site.server.url)
        ]

        assert outward
        assert [] == [one.get("href") for one in outward if one.get("rel") != "noopener"]


def test_every_page_has_the_policy_and_no_inline_script(site: Site) -> None:
    """
    It stands before anything it is about, allows nothing inline, and no other host.
    """
    for file in site.keeper.site.rglob("*.html"):
        html = file.read_text("utf-8")
        (policy,) = re.findall(
            r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html
        )
        directives = {name: set(rest) for name, *rest in map(str.split, policy.split(";"))}

        assert html.index(policy) < html.index("<script")
        assert {"'self'"} == directives["default-src"]
        assert {"'self'", "'wasm-unsafe-eval'"} == directives["script-src"]
        assert {"'none'"} == directives["object-src"] == directives["base-uri"]
        # Styles and requests go by default-src: only from here, and nothing inline.
        assert not {"style-src", "connect-src"} & set(directives)
        assert [] == re.findall(
            r"<script(?![^>]* src=)[^>]*>|<style| style=| on[a-z]+=\"[^&]", _tags(html)
        )


def _tags(html: str) -> str:
    # JSON for the theme is data and no script.
    return "".join(
        re.findall(r'<(?!script (?:id="__config"|type="application/ld.json"))[a-z][^>]*>', html)
    )


def test_readers_see_what_was_written(stranger: Reader) -> None:
    """
    Each text of each attack is on the page as text: unchanged, or as its LaTeX says.
    """
    page = stranger.tab("all/")
    shown = shown_papers(page)

    for attack, paper in zip(hostile.ATTACKS, hostile.papers(), strict=True):
        found = shown[paper.arxiv_id.base]
        title, names = title_of(paper), [*map(tex.to_text, author_names(paper.authors))]
        more = ", ".join(names[:3])
        if further := names[3:]:
            more += f", +{len(further)} more {', '.join(further)}"
        assert folded(more) == folded(found["authors"]), attack
        if set(paper.title) & set("\\$"):
            # Formulas are set by MathML, and a link's address may be where it leads.
            assert letters(found["title"]) <= letters(title), attack
        else:
            assert folded(title) == folded(found["title"]), attack
            assert folded(tex.to_text(paper.title)) == folded(found["comment"]), attack
            spread = "".join(tex.to_text(paper.abstract).split())
            assert spread == "".join(found["abstract"].split()), attack


def test_feeds_say_what_was_written(site: Site) -> None:
    """
    A program reads every title and abstract out of the built feed.
    """
    items = json.loads((site.keeper.site / "all/feed.json").read_text("utf-8"))["items"]
    feed = feedparser.parse((site.keeper.site / "all/atom.xml").read_bytes())
    titles = {entry.id: entry.title for entry in feed.entries}

    assert not feed.bozo
    for item in items:
        assert titles[item["id"]] == item["title"]
    expected = {paper.arxiv_id.abs_url: feed_paper(paper) for paper in hostile.papers()}
    assert set(expected) == set(titles)
    for address, paper in expected.items():
        assert folded(title_of(paper)) == titles[address].removeprefix("Withdrawn: ")


def test_citations_are_one_a_paper(site: Site) -> None:
    """
    No title ends its entry or begins another, as BibTeX and RIS readers see it.
    """
    folder = site.keeper.site / "all"
    bibtex = pybtex.database.parse_string((folder / "papers.bib").read_text("utf-8"), "bibtex")
    ris = rispy.loads((folder / "papers.ris").read_bytes().decode())

    identifiers = [paper.arxiv_id.base for paper in hostile.papers()]
    assert sorted(identifiers) == sorted(one.removeprefix("arXiv:") for one in bibtex.entries)
    assert sorted(f"arXiv:{one}" for one in identifiers) == sorted(one["id"] for one in ris)


# Gathers what the policy refused, from the first byte of a page on.
_WATCH = """document.addEventListener("securitypolicyviolation", event => {
    (window.refused ??= []).push(`${event.violatedDirective} ${event.blockedURI}`);
})"""

# What no page has of its own: anything that runs, loads or leads away.
_FOREIGN = """site => [...document.querySelectorAll("*")]
    .filter(one => one.matches("iframe, object, embed, base, meta[http-equiv=refresh], style, slot")
        || one.matches("script:not([type$=json])") && !one.src.startsWith(site)
        || one.matches("link, img, form") && !(one.href ?? one.src ?? one.action).startsWith(site)
        || [...one.attributes].some(({name}) => name.startsWith("on")))
    .map(one => one.outerHTML)"""


def complaints(page: Page, reader: Reader) -> list[str]:
    """
    All that should not have happened on *page*: refusals, errors, dialogs, other hosts, elements.
    """
    refused = page.evaluate("window.refused ?? []")
    return [*refused, *page.evaluate(_FOREIGN, reader.url), *reader.complaints]


def watched(reader: Reader, **more: Any) -> Page:
    """
    A tab of *reader* in which nothing goes unseen.
    """
    page = reader.tab(**more)
    page.add_init_script(_WATCH)
    return page


NAME = "</title><script>alert(1)</script>"

TITLES = {
    "": "Daily Papers",
    "all/": "All papers – Daily Papers",
    "all/2025-12/": "All papers, December 2025 – Daily Papers",
    "title-script-alert-1-script/": f"{NAME} – Daily Papers",
    "title-script-alert-1-script/2025-12/": f"{NAME}, December 2025 – Daily Papers",
    "subscribe/": "Subscribe – Daily Papers",
    "status/": "Status – Daily Papers",
    "trends/": "Trends – Daily Papers",
    "about/": "About – Daily Papers",
    "404.html": "Page not found – Daily Papers",
}


@pytest.mark.parametrize("bypass_csp", [False, True], ids=["policy", "no policy"])
def test_no_page_runs_loads_or_refuses_anything(stranger: Reader, *, bypass_csp: bool) -> None:
    """
    On no kind of page; and the policy is a second wall: without it nothing happens either.
    """
    page = watched(stranger, bypass_csp=bypass_csp)

    found, titles = {}, {}
    for path in KINDS:
        page.goto(f"{path}?view=abstracts")
        titles[path] = page.title()
        found[path] = complaints(page, stranger)
    assert {} == {path: bad for path, bad in found.items() if bad}
    assert TITLES == titles


def test_instant_navigation_brings_nothing_to_life(stranger: Reader) -> None:
    """
    Material puts fetched pages into this one: what was text stays text, forward and back.
    """
    page = watched(stranger)
    page.goto("")
    page.get_by_role("link", name=NAME).last.click()
    expect(page).to_have_title(f"{NAME} – Daily Papers")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    page.locator(".months a", has_text="December 2025").click()
    expect(page).to_have_title(f"{NAME}, December 2025 – Daily Papers")
    assert [] == complaints(page, stranger)

    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    assert [] == complaints(page, stranger)


# Presses "Show more" until there is no more.
_SHOW_ALL = """async () => {
    const more = document.querySelector("[data-more]");
    const hits = document.querySelector(".search-hits").children;
    while (!more.hidden) {
        const before = hits.length;
        more.click();
        while (hits.length == before) await new Promise(done => setTimeout(done, 5));
    }
}"""


def test_every_hit_is_text(stranger: Reader) -> None:
    """
    The search shows each paper's title, authors and keyword as they are, and runs none.
    """
    page = watched(stranger, bypass_csp=True)
    page.goto("?q=Lovelace")
    expect(page.get_by_role("button", name="Show more")).to_be_visible()
    page.evaluate(_SHOW_ALL)

    hits = page.locator(".search-hits")
    expected = Counter(folded(title_of(paper)) for paper in hostile.papers())
    assert expected == Counter(map(folded, hits.locator("b").all_text_contents()))
    elements = hits.evaluate("one => [...one.querySelectorAll('*')].map(each => each.localName)")
    assert {"a", "b", "bdi", "li", "small", "span"} == set(elements)
    page.get_by_role("combobox", name="Keyword").focus()
    expect(page.get_by_role("option", name=f"{NAME} (3)")).to_be_attached()
    assert [] == complaints(page, stranger)


ADDRESSES = (
    f"all/?q=<img src=x onerror={RUN}>",
    f'all/?filter="><img src=x onerror={RUN}>',
    f'all/?view="><script>{RUN}</script>',
    "all/?only=__proto__,constructor,<b>,new",
    "?keyword=</select><script>x</script>&category=__proto__&year=constructor&order=toString",
    f'all/#"]><img src=x onerror={RUN}>',
    "all/#__proto__",
    "all/#%",
    "all/2025-12/#javascript:alert(1)",
    f"subscribe/?q='-alert(1)-'&filter=<svg/onload={RUN}>",
)


def test_addresses_run_nothing(stranger: Reader) -> None:
    """
    What stands in a query or behind # is looked for, not obeyed.
    """
    page = watched(stranger, bypass_csp=True)

    found, titles = {}, set()
    for address in ADDRESSES:
        page.goto(address)
        if "?q=" in address or "?keyword=" in address:
            expect(page.locator(".search-state")).not_to_be_empty()
        found[address] = complaints(page, stranger)
        titles.add(page.title())
    assert {} == {address: bad for address, bad in found.items() if bad}
    assert {
        "Daily Papers",
        *(TITLES[path] for path in ("all/", "all/2025-12/", "subscribe/")),
    } == titles


def test_boxes_and_buttons_take_text_for_text(stranger: Reader) -> None:
    """
    The filter finds tags as words, citations show them, and addresses are copied as they are.
    """
    page = watched(stranger, permissions=["clipboard-read", "clipboard-write"])
    page.goto("all/")
    page.get_by_role("searchbox", name="Filter by title").fill("<plaintext>")
    expect(page.get_by_role("status").filter(has_text="of")).to_have_text(
        f"1 of {len(hostile.ATTACKS)}"
    )
    page.get_by_role("button", name="Cite").locator("visible=true").click()
    expect(page.get_by_role("dialog", name="Cite").locator("pre")).to_contain_text("plaintext")
    assert [] == complaints(page, stranger)
    page.goto("subscribe/")
    page.get_by_role("button", name=f"Copy the Atom address of {NAME}").click()
    expect(page.get_by_role("button", name=f"Copy the Atom address of {NAME}")).to_have_text(
        "Copied"
    )

    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"{stranger.url}title-script-alert-1-script/atom.xml" == copied
    assert [] == complaints(page, stranger)


# Whether "Ada Lovelace", which follows a hostile name, is written from left to right, and what
# follows it stands to its right.
_FORWARD = """selector => [...document.querySelectorAll(selector)].map(one => {
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let text; (text = texts.nextNode());) {
        const at = text.data.indexOf("Ada");
        if (at < 0) continue;
        const place = from => {
            const range = document.createRange();
            range.setStart(text, from);
            range.setEnd(text, from + 1);
            return range.getBoundingClientRect().left;
        };
        return place(at) < place(at + 1) && place(at + 1) < place(at + 2);
    }
})"""


def test_no_text_turns_another(stranger: Reader) -> None:
    """
    A direction of writing that a title or a name leaves open ends with it.
    """
    page = watched(stranger)
    page.goto("all/")
    shown = page.evaluate(_FORWARD, ".authors")
    page.goto("all/2025-12/")
    listed = page.evaluate(_FORWARD, "ul.titles li > span")
    page.goto("?q=Model")
    expect(page.locator(".search-hits small").first).to_be_visible()
    found = page.evaluate(_FORWARD, ".search-hits small")

    assert [True] * len(hostile.ATTACKS) == shown
    # Lists of titles have the first three names alone, and a hostile name can be read as three.
    assert {True, None} == set(listed)
    assert {True} == set(found)


def test_no_text_breaks_the_layout(stranger: Reader) -> None:
    """
    Words of 300 characters wrap, also in hits; towers of accents stay in their paper.
    """
    page = watched(stranger, width=PHONE, height=844)

    wide = {}
    for path in (*KINDS, f"{'w' * 60}/"):
        page.goto(f"{path}?view=abstracts")
        wide[path] = page.evaluate("document.documentElement.scrollWidth")
    assert [] == [path for path, found in wide.items() if found != PHONE]
    page.goto("all/")
    clipped = page.locator(".paper").first.evaluate("one => getComputedStyle(one).overflowY")
    assert "clip" == clipped
    page.goto("?q=300")
    expect(page.locator(".search-hits a").first).to_be_visible()
    widths = page.locator(".search-hits a").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    )
    assert 0 == widths


def test_navigation_takes_hostile_names(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, site: Site
) -> None:
    """
    Where every page names the keywords, also the one for addresses that lead nowhere.
    """
    root = tmp_path_factory.mktemp("names")
    names = list(site.names)[:LISTED]
    with PagesServer(root / "site") as server:
        small_sites.build(root, server.url, [json.dumps(name) for name in names])
        reader = Reader(browser, server.url)
        page = watched(reader)
        shown = {}
        for path in ("", "404.html"):
            page.goto(path)
            listed = page.locator(".md-nav--primary .md-nav__item a")
            shown[path] = [folded(one) for one in listed.all_text_contents()][2:][:LISTED]
            assert [] == complaints(page, reader)
        reader.leave()

    expected = [folded(name) for name in names]
    assert {"": expected, "404.html": expected} == shown
