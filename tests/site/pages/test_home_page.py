from datetime import timedelta

from readers.site_pages import links, make_section, make_site, meta, page, source, words
from samples.making import DAY, make_edition, make_entry, make_paper

from generator.papers.listing import Entry


def entries(count: int, *, days_ago: int = 0, first: int = 0) -> list[Entry]:
    """
    Papers of one day, numbered from *first*.
    """
    day = DAY - timedelta(days=days_ago)
    return [
        make_entry(make_paper(f"2512.{first + n:05}"), announced=day) for n in range(1, count + 1)
    ]


def test_new_papers_are_listed_once() -> None:
    """
    A paper of two keywords is one line that names both.
    """
    entry = make_entry(keywords=("windmills", "watermills"))
    edition = make_edition(make_section(entry), make_section(entry, name="Watermills"))

    lines = [words(one) for one in page(edition, "index.md").findall(".//ul[@class='titles']/li")]

    assert ["A Paper about Windmills Windmills, Watermills"] == lines


def test_a_full_day_stands_alone() -> None:
    """
    When the newest day brought enough, older ones are not needed here.
    """
    edition = make_edition(make_section(*entries(12), *entries(1, days_ago=1, first=50)))

    days = [words(one) for one in page(edition, "index.md").iter("h2")]

    assert ["19 December 2025", "Keywords"] == days


def test_a_thin_day_is_followed_by_the_one_before() -> None:
    """
    One paper after a holiday would leave the page bare.
    """
    edition = make_edition(make_section(*entries(1), *entries(2, days_ago=3, first=50)))

    days = [words(one) for one in page(edition, "index.md").iter("h2")]

    assert ["19 December 2025", "16 December 2025", "Keywords"] == days


def test_the_list_of_new_papers_ends() -> None:
    """
    Of a great day the first thirty papers are shown, and the way to the others.
    """
    shown = page(make_edition(make_section(*entries(40))), "index.md")

    assert 30 == len(shown.findall(".//ul[@class='titles']/li"))
    assert "40 papers on 19 December 2025 in 1 keyword." in words(shown)
    assert "all/" == links(shown)["All papers"]


def test_keywords_say_how_much_is_new() -> None:
    """
    Counts are relative to the newest day, so that they do not change with the clock.
    """
    week = [*entries(2), *entries(1, days_ago=6, first=20), *entries(1, days_ago=7, first=40)]
    shown = page(make_edition(make_section(*week)), "index.md")

    (section,) = shown.iter("section")

    assert "Windmills 2 new · 3 this week Atom RSS JSON" == words(section).partition(" A Paper")[0]
    assert 3 == len(section.findall(".//li"))


def test_a_site_without_papers_says_why() -> None:
    """
    On its first day the page explains itself.
    """
    edition = make_edition(make_section())

    assert "No papers yet" in words(page(edition, "index.md"))
    assert (
        "The newest arXiv papers on Windmills, every day."
        == (meta(source(edition, "index.md"))["description"])
    )


def test_a_site_without_keywords_says_what_to_do() -> None:
    """
    The keeper is told where keywords are written.
    """
    assert "keywords.yaml" in words(page(make_edition(), "index.md"))


def test_navigation_names_keywords_up_to_fifty() -> None:
    """
    Each page repeats the navigation: with hundreds of keywords it would outgrow the page.
    """
    fifty = make_site(*(f"Mill {n}" for n in range(50)))
    more = make_site(*(f"Mill {n}" for n in range(51)))

    assert {"name": "Mill 0", "page": "mill-0/"} == meta(source(fifty, "index.md"))["keywords"][0]
    assert [] == meta(source(more, "index.md"))["keywords"]
    assert "Filter keywords" in source(more, "index.md")


def test_a_notice_is_written_once_for_all_pages() -> None:
    """
    The theme takes it from the first page; a site without one has none.
    """
    assert (
        "A &lt;sample&gt;."
        == meta(source(make_site("Windmills", notice="A <sample>."), "index.md"))["notice"]
    )
    assert meta(source(make_site("Windmills"), "index.md"))["notice"] is None


def test_keywords_of_a_group_stand_under_its_name() -> None:
    """
    Those without a group come first, on the page and in the navigation.
    """
    sails = make_section(name="Sails", group="Sea & <b>wind</b>")
    edition = make_edition(
        sails, make_section(), make_section(name="Ropes", group=sails.keyword.group)
    )
    shown = page(edition, "index.md")

    headings = [(one.tag, words(one)) for one in shown.iter() if one.tag in {"h3", "h4"}]
    assert [
        ("h3", "Windmills"),
        ("h3", "Sea & <b>wind</b>"),
        ("h4", "Sails"),
        ("h4", "Ropes"),
    ] == headings
    assert [
        {"name": "Windmills", "page": "windmills/"},
        {"name": "Sails", "page": "sails/", "group": "Sea &amp; &lt;b&gt;wind&lt;/b&gt;"},
        {"name": "Ropes", "page": "ropes/", "group": "Sea &amp; &lt;b&gt;wind&lt;/b&gt;"},
    ] == meta(source(edition, "index.md"))["keywords"]
