from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import make_entry, make_paper

from generator import site_map
from generator.keyword import slug_of

PAGES = st.sampled_from(
    (
        site_map.HOME,
        site_map.STATUS,
        "windmills/",
        "windmills/2025-12/",
        "%E8%A7%86/",
        "all/2025-01/",
    )
)
FILES = st.sampled_from((site_map.OPML, "windmills/atom.xml", "all/rss.xml", "assets/logo.svg"))
FRAGMENTS = st.sampled_from(("", "#2512.17601", "#hep-th/9901001"))


def test_addresses_readers_hold_on_to() -> None:
    """
    These stand in bookmarks, mails and feed readers; changing one breaks it for somebody.
    """
    entry = make_entry(make_paper("hep-th/9901001v2"))

    assert "windmills/" == site_map.keyword_page("windmills")
    assert "windmills/2025-12/" == site_map.month_page("windmills", "2025-12")
    assert "windmills/2025-12/#hep-th/9901001" == site_map.paper("windmills", entry)
    assert "hep-th/9901001" == site_map.anchor(entry)
    assert ["w/atom.xml", "w/rss.xml", "w/feed.json"] == [
        site_map.feed("w", name) for name in (site_map.ATOM, site_map.RSS, site_map.JSON_FEED)
    ]
    assert ["", "subscribe/", "status/", "status.json", "about/", "feeds.opml", "all"] == [
        site_map.HOME,
        site_map.SUBSCRIBE,
        site_map.STATUS,
        site_map.STATUS_JSON,
        site_map.ABOUT,
        site_map.OPML,
        site_map.ALL,
    ]


def test_slugs_of_other_scripts_are_encoded_in_addresses_only() -> None:
    """
    A browser shows the letters, and so does the folder; what stands between them is ASCII.
    """
    page = site_map.keyword_page("视频理解")

    assert page.isascii()
    assert "视频理解/index.md" == site_map.source(page)


@pytest.mark.parametrize(
    ("page", "source"),
    [
        (site_map.HOME, "index.md"),
        (site_map.STATUS, "status/index.md"),
        ("windmills/2025-12/", "windmills/2025-12/index.md"),
    ],
)
def test_each_page_has_one_source(page: str, source: str) -> None:
    """
    MkDocs makes this address of this file.
    """
    assert source == site_map.source(page)


@pytest.mark.parametrize("site_url", ["https://a.org/papers", "https://a.org/papers/"])
def test_absolute_addresses_stand_below_the_site(site_url: str) -> None:
    """
    With or without a slash at its end, the site's own folder stays part of the address.
    """
    assert "https://a.org/papers/w/atom.xml" == site_map.absolute(site_url, "w/atom.xml")
    assert "https://a.org/papers/" == site_map.absolute(site_url, site_map.HOME)


@pytest.mark.parametrize(
    ("page", "address", "link"),
    [
        ("", "", "./"),
        ("", "w/", "w/"),
        ("w/", "", "../"),
        ("w/", "w/", "./"),
        ("w/", "w/atom.xml", "atom.xml"),
        ("w/2025-12/", "w/", "../"),
        ("w/2025-12/", "w/2025-12/#2512.17601", "#2512.17601"),
        ("w/", "w/2025-12/#2512.17601", "2025-12/#2512.17601"),
        ("v/", "feeds.opml", "../feeds.opml"),
    ],
)
def test_links_are_relative(page: str, address: str, link: str) -> None:
    """
    So the site works below any folder of any host, and from a file.
    """
    assert link == site_map.relative(page, address)


@given(page=PAGES, target=st.one_of(PAGES, FILES), fragment=FRAGMENTS)
def test_relative_links_lead_where_they_should(page: str, target: str, fragment: str) -> None:
    """
    A browser that follows the link arrives at the address.
    """
    site = "https://example.org/deep/folder/"

    arrived = urljoin(site + page, site_map.relative(page, target + fragment))

    assert site + target + fragment == arrived


def test_reserved_slugs_are_slugs() -> None:
    """
    A reserved name that no keyword could have would protect nothing.
    """
    assert all(slug_of(slug) == slug for slug in site_map.RESERVED)
