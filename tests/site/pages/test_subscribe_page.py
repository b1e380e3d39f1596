import json

from readers.feed_reading import written
from readers.site_pages import links, make_site, page, words


def test_every_feed_of_every_keyword_can_be_copied() -> None:
    """
    One row a keyword, one button a format, and all of them as OPML.
    """
    shown = page(make_site("Windmills", "C++"), "subscribe/index.md")
    rows = shown.findall(".//table[@class='subscribe']/tbody/tr")

    assert ["All papers", "Windmills", "C++"] == [words(one.find("th")) for one in rows]
    assert {
        "C++": "../cplusplus/",
        "Atom": "../cplusplus/atom.xml",
        "RSS": "../cplusplus/rss.xml",
        "JSON": "../cplusplus/feed.json",
    } == links(rows[2])
    assert 9 == len(shown.findall(".//button[@data-copy]"))
    assert "../feeds.opml" == links(shown)["Download all feeds as OPML"]


def test_what_feeds_add_is_described() -> None:
    """
    Every member of the JSON Feed's extension object has a line here.
    """
    site = make_site("Windmills")
    feed = written(site)["windmills/feed.json"]
    members = page(site, "subscribe/index.md").findall(".//table[@class='members']/tbody/tr/th")

    (item,) = json.loads(feed)["items"]
    assert sorted(item["_arxiv"]) == sorted(words(one) for one in members)
