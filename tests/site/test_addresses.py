from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples.making import make_entry, make_paper

from generator.keywords.slugs import RESERVED, slug_of
from generator.site import addresses

PAGES = st.sampled_from(
    (
        addresses.HOME,
        addresses.STATUS,
        "windmills/",
        "windmills/2025-12/",
        "%E8%A7%86/",
        "all/2025-01/",
    )
)

FILES = st.sampled_from((addresses.OPML, "windmills/atom.xml", "all/rss.xml", "assets/logo.svg"))

FRAGMENTS = st.sampled_from(("", "#2512.17601", "#hep-th/9901001"))


def test_addresses_readers_hold_on_to() -> None:
    """
    These stand in bookmarks, mails and feed readers; changing one breaks it for somebody.
    """
    entry = make_entry(make_paper("hep-th/9901001v2"))

    assert "windmills/" == addresses.keyword_page("windmills")
    assert "windmills/2025-12/" == addresses.month_page("windmills", "2025-12")
    assert "windmills/2025-12/#hep-th/9901001" == addresses.paper("windmills", entry)
    assert "hep-th/9901001" == addresses.anchor(entry)
    assert ["w/atom.xml", "w/rss.xml", "w/feed.json"] == [
        addresses.feed("w", name) for name in (addresses.ATOM, addresses.RSS, addresses.JSON_FEED)
    ]
    assert ["", "subscribe/", "status/", "status.json", "about/", "feeds.opml", "all"] == [
        addresses.HOME,
        addresses.SUBSCRIBE,
        addresses.STATUS,
        addresses.STATUS_JSON,
        addresses.ABOUT,
        addresses.OPML,
        addresses.ALL,
    ]


def test_slugs_of_other_scripts_are_encoded_in_addresses_only() -> None:
    """
    A browser shows the letters, and so does the folder; what stands between them is ASCII.
    """
    page = addresses.keyword_page("视频理解")

    assert page.isascii()
    assert "视频理解/index.md" == addresses.source(page)


@pytest.mark.parametrize(
    ("page", "source"),
    [
        (addresses.HOME, "index.md"),
        (addresses.STATUS, "status/index.md"),
        ("windmills/2025-12/", "windmills/2025-12/index.md"),
    ],
)
def test_each_page_has_one_source(page: str, source: str) -> None:
    """
    MkDocs makes this address of this file.
    """
    assert source == addresses.source(page)


@pytest.mark.parametrize("site_url", ["https://a.org/papers", "https://a.org/papers/"])
def test_absolute_addresses_stand_below_the_site(site_url: str) -> None:
    """
    With or without a slash at its end, the site's own folder stays part of the address.
    """
    assert "https://a.org/papers/w/atom.xml" == addresses.absolute(site_url, "w/atom.xml")
    assert "https://a.org/papers/" == addresses.absolute(site_url, addresses.HOME)


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
    assert link == addresses.relative(page, address)


@given(page=PAGES, target=st.one_of(PAGES, FILES), fragment=FRAGMENTS)
def test_relative_links_lead_where_they_should(page: str, target: str, fragment: str) -> None:
    """
    A browser that follows the link arrives at the address.
    """
    site = "https://example.org/deep/folder/"

    arrived = urljoin(site + page, addresses.relative(page, target + fragment))

    assert site + target + fragment == arrived


def test_reserved_slugs_are_slugs() -> None:
    """
    A reserved name that no keyword could have would protect nothing.
    """
    assert all(slug_of(slug) == slug for slug in RESERVED)
