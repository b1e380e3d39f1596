from datetime import timedelta

from readers.site_pages import links, make_section, make_site, page, words
from samples.making import DAY, make_edition, make_entry, make_paper


def test_keywords_stand_side_by_side() -> None:
    """
    A line a keyword, with a link to its page; the last one is all of them together.
    """
    old = make_entry(make_paper("2511.00001"), announced=DAY - timedelta(days=40))
    edition = make_edition(make_section(make_entry(), old))
    rows = page(edition, "trends/index.md").findall(".//table[1]/tbody/tr")

    assert ["Windmills", "All papers"] == [words(row.find("th")) for row in rows][:2]
    assert "../windmills/" == links(rows[0])["Windmills"]
    assert ["", "1", "1", "0 %", "100 %"] == [words(one) for one in rows[0].findall("td")]


def test_charts_say_in_words_what_they_show() -> None:
    """
    On the page of all trends, on the first page and on each keyword's.
    """
    edition = make_site("Windmills", "Watermills")
    said = "Papers a week: 1 in the newest week, 1 paper in 52 weeks, 1 at most"

    for path in ("trends/index.md", "index.md", "windmills/index.md"):
        charts = page(edition, path).findall(".//{*}svg") or page(edition, path).findall(".//svg")
        assert charts
        assert {"img"} == {one.attrib["role"] for one in charts}
        assert said == charts[0].attrib["aria-label"]


def test_without_papers_there_is_a_word_instead() -> None:
    """
    An empty chart would say nothing.
    """
    shown = page(make_edition(make_section()), "trends/index.md")

    assert "No papers yet." in words(shown.find(".//p[@class='empty']"))
    assert [] == shown.findall(".//table")
