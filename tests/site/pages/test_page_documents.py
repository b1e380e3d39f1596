from datetime import UTC, date, datetime

from readers.site_pages import (
    make_section,
    make_site,
    meta,
    page,
    papers,
    rendered,
    source,
    sources,
    words,
)
from samples.goldens import Golden
from samples.making import make_edition, make_entry, make_paper

from generator.errors import FailureKind
from generator.keywords.slugs import slug_of
from generator.papers.freshness import Freshness
from generator.site import addresses

OCTOBER = date(2025, 10, 3)


def test_addresses() -> None:
    """
    People hold on to these addresses: they never change.
    """
    edition = make_edition(
        make_section(
            make_entry(keywords=("视频理解",)),
            make_entry(make_paper("2510.00001"), announced=OCTOBER, keywords=("视频理解",)),
            name="视频理解",
        )
    )

    assert [
        "all/2025-10/index.md",
        "all/2025-12/index.md",
        "all/index.md",
        "index.md",
        "starred/index.md",
        "status/index.md",
        "subscribe/index.md",
        "trends/index.md",
        "视频理解/2025-10/index.md",
        "视频理解/2025-12/index.md",
        "视频理解/index.md",
    ] == sorted(path for path, _ in sources(edition))


def test_pages_do_not_depend_on_when_arxiv_was_asked() -> None:
    """
    A run that brought nothing new changes the status page, and one line of the first page.
    """
    asked = datetime(2026, 1, 2, 5, 17, tzinfo=UTC)
    freshness = {"windmills": Freshness(query="q", attempted=asked, succeeded=asked)}
    before = dict(sources(make_site("Windmills")))

    after = dict(sources(make_site("Windmills", freshness=freshness)))

    lines = {line for line in after["index.md"].splitlines() if 'class="checked"' not in line}
    assert ["index.md", "status/index.md"] == [
        path for path in after if after[path] != before[path]
    ]
    assert set(before["index.md"].splitlines()) == lines


def test_rendering_twice_gives_the_same_bytes() -> None:
    """
    Nothing generated depends on the moment or on what was rendered before.
    """
    edition = make_site("Windmills", "Watermills")

    assert list(sources(edition)) == list(sources(edition))


def test_every_page_names_its_feeds_and_stays_out_of_the_themes_search() -> None:
    """
    Feed readers find the keyword's feeds on its pages, and everybody's on the others.
    """
    edition = make_site("C++ & <b>")
    folders = {path: meta(text)["feeds"]["folder"] for path, text in sources(edition)}

    assert (
        "cplusplus-b/" == folders["cplusplus-b/index.md"] == folders["cplusplus-b/2025-12/index.md"]
    )
    assert "all/" == folders["index.md"] == folders["all/index.md"] == folders["status/index.md"]
    assert all(meta(text)["search"] == {"exclude": True} for _, text in sources(edition))
    assert "C++ &amp; &lt;b&gt;" == meta(source(edition, "cplusplus-b/index.md"))["title"]


def test_a_page_holds_the_newest_and_its_months_hold_all() -> None:
    """
    A paper that left the keyword's page is still where its permanent address leads.
    """
    entries = [make_entry(make_paper(f"2512.{n:05}")) for n in range(1, 4)]
    edition = make_edition(make_section(*entries, max_papers=2))

    assert ["2512.00001", "2512.00002"] == papers(page(edition, "windmills/index.md"))
    assert ["2512.00001", "2512.00002", "2512.00003"] == papers(
        page(edition, "windmills/2025-12/index.md")
    )
    assert "The newest 2 papers" in words(page(edition, "windmills/index.md"))


def test_golden_pages(golden: Golden) -> None:
    """
    What readers get, page by page, for review.
    """
    revised = make_paper(
        "2510.00001v3",
        title=r"Mills with $\alpha < 1$",
        authors=("A. One", "B. Two", "C. Three", "D. Four", "E. Five"),
        comment="Withdrawn by the authors. Code: https://github.com/mills/wind",
        published=datetime(2025, 10, 3, tzinfo=UTC),
        updated=datetime(2025, 12, 1, tzinfo=UTC),
    )
    both = ("windmills", "watermills")
    old = make_entry(revised, announced=OCTOBER, kind="revised", keywords=both)
    edition = make_edition(
        make_section(make_entry(), old),
        make_section(old, name="Watermills"),
        make_section(name="Treadmills"),
        notice="A sample.",
        freshness={
            "windmills": Freshness(
                query="q", succeeded=datetime(2026, 1, 2, 5, 17, tzinfo=UTC), total=1234
            ),
            "watermills": Freshness(query="q", missed=True, total=0).failed(
                datetime(2026, 1, 3, 5, 17, tzinfo=UTC), FailureKind.REFUSED, 503
            ),
        },
    )

    for path, text in sources(edition):
        golden(f"pages/{path.replace('/index', '').replace('/', '_')}", text)


def test_a_hostile_name_stays_a_name() -> None:
    """
    It cannot end a heading, open a block or close the front matter.
    """
    name = "---\ntitle: x\n---\n# y <!-- papers -->\n<!-- /papers -->"
    edition = make_site(name)
    path = addresses.source(addresses.keyword_page(slug_of(name)))

    assert [1] * 9 == [len(list(rendered(text).iter("h1"))) for _, text in sources(edition)]
    assert " ".join(name.split()) == words(page(edition, path).find(".//h1"))
