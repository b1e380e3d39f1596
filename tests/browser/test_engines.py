"""
The demo as the other engines build it: the same pages, which are read in the same way.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import html5lib
import pytest

# What is true of the usual demo; here `server` serves another engine's.
from browser.test_checkers import (  # noqa: F401
    test_all_html_is_valid,
    test_every_link_and_fragment_leads_somewhere,
)
from browser.test_citing import test_c_cites_the_current_paper  # noqa: F401
from browser.test_filtering import (  # noqa: F401
    test_chips_count_what_they_show,
    test_filter_and_chips_are_in_the_address,
)
from browser.test_keys import (  # noqa: F401
    test_j_and_k_go_from_paper_to_paper,
    test_keys_work_after_a_page_was_changed_and_once,
    test_numbers_choose_the_density,
)
from browser.test_layout import test_colours_follow_the_system_until_one_is_chosen  # noqa: F401
from browser.test_marking import test_a_starred_paper_stays_starred  # noqa: F401
from browser.test_navigating import (  # noqa: F401
    test_a_missing_page_helps,
    test_a_phone_has_the_navigation_in_a_drawer,
    test_pages_change_without_a_load_and_start_once,
    test_the_navigation_marks_the_page,
)
from browser.test_reading import (  # noqa: F401
    test_a_month_is_structured_data_too,
    test_days_are_the_table_of_contents,
    test_the_permanent_link_leads_to_the_paper,
)
from browser.test_searching import (  # noqa: F401
    test_nothing_of_the_search_is_loaded_before_it_is_touched,
    test_the_keyboard_alone_goes_from_opening_to_landing,
)
from browser.test_without_scripts import test_every_paper_abstract_and_link_is_there  # noqa: F401
from programs.tools import needed_module
from readers.site_pages import words
from servers.pages_server import PagesServer

pytestmark = pytest.mark.usefixtures("at_full_speed")

ENGINES = ("properdocs", "zensical")

# Each theme names itself, and has a way of its own past the navigation.
_OWN = {"Skip to content", "Material for MkDocs", "Zensical"}

# Style sheets, scripts and indexes that come with a theme; Pagefind's names differ by run.
_THEME = ("assets/javascripts", "assets/stylesheets", "assets/images", "search", "pagefind")


@pytest.fixture(scope="module", params=ENGINES)
def server(request: pytest.FixtureRequest, demo_by: Callable[[str], PagesServer]) -> PagesServer:
    """
    The demo as another engine builds it.
    """
    return demo_by(needed_module(request.param))


@pytest.fixture(scope="module")
def usual(demo_by: Callable[[str], PagesServer]) -> PagesServer:
    """
    The demo as MkDocs builds it.
    """
    return demo_by("mkdocs")


def test_every_page_means_the_same(server: PagesServer, usual: PagesServer) -> None:
    """
    The same papers, links, anchors, navigation, title and data for programs on each page.

    Zensical passes over what it does not know without a word: a page without papers would be none
    of its errors.
    """
    pages = [path for path in files(usual) if path.endswith(".html")]

    assert len(pages) > 20
    for path in pages:
        assert dict(meaning(usual, path)) == dict(meaning(server, path)), path


def test_all_other_files_are_the_same(server: PagesServer, usual: PagesServer) -> None:
    """
    Feeds, bibliographies, and what programs read; only when arXiv was asked may differ.
    """
    assert files(usual) == files(server)
    for path in files(usual):
        if not path.endswith((".html", "status.json", "sitemap.xml")):
            assert text(usual, path) == text(server, path), path


def test_search_engines_are_told_of_the_same_pages(server: PagesServer, usual: PagesServer) -> None:
    """
    In the site map, whatever else stands there.
    """
    assert addresses(usual) == addresses(server)


def files(server: PagesServer) -> list[str]:
    """
    The files of a site but for those of its theme.
    """
    paths = (one.relative_to(server.site) for one in server.site.rglob("*") if one.is_file())
    return sorted(
        str(one) for one in paths if not one.as_posix().startswith(_THEME) and one.suffix != ".gz"
    )


def text(server: PagesServer, path: str) -> bytes:
    """
    A file, as if the site were served somewhere else.
    """
    return (server.site / path).read_bytes().replace(server.url.encode(), b"https://example.org/")


def addresses(server: PagesServer) -> set[str | None]:
    """
    What the site map lists.
    """
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return {one.text for one in ET.fromstring(text(server, "sitemap.xml")).iter(f"{namespace}loc")}


def meaning(server: PagesServer, path: str) -> Iterator[tuple[str, object]]:
    """
    What a page is to a reader, a feed reader and a search engine, by a name each.
    """
    page = html5lib.parse(text(server, path).decode(), namespaceHTMLElements=False)
    address = urljoin("https://example.org/", str(Path(path)).removesuffix("index.html"))

    def there(element: ET.Element) -> str:
        return urljoin(address, element.attrib["href"])

    yield "title", words(page.find("head/title"))
    yield "headings", [words(one) for one in page.iter() if one.tag in {"h1", "h2"}]
    yield "papers", {one.attrib["id"]: words(one) for one in page.iter("h3") if "id" in one.attrib}
    yield (
        "texts",
        [words(one) for one in page.iter("article") if "paper" in one.get("class", "").split()],
    )
    yield (
        "links",
        Counter(
            (there(one), words(one))
            for one in page.iter("a")
            if "href" in one.attrib and words(one) not in _OWN
        ),
    )
    yield (
        "head",
        Counter(
            (one.get("rel"), one.get("type"), one.get("title"), there(one))
            for one in page.iter("link")
            if one.get("rel") != "stylesheet"
        ),
    )
    yield (
        "meta",
        [sorted(one.attrib.items()) for one in page.iter("meta") if one.get("name") != "generator"],
    )
    yield (
        "data",
        [one.text for one in page.iter("script") if one.get("type") == "application/ld+json"],
    )
