"""
Which papers a feed has, and how a reader comes to the older ones.
"""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers.feed_reading import (
    ATOM,
    FH,
    SITE,
    atom_of,
    days_of,
    edition_of,
    identifiers,
    make_section,
    text,
    texts,
    written,
)
from samples.making import DAY, make_edition, make_entry, make_paper

from generator.site.edition import Edition

CHAIN = f"{SITE}windmills/"


def relations(edition: Edition, path: str = "windmills/atom.xml") -> dict[str, str]:
    """
    The addresses of other parts of the feed, without those of the reader's programs.
    """
    links = atom_of(edition, path).findall(f"{ATOM}link")
    found = {link.get("rel", ""): link.get("href", "") for link in links}
    return {rel: href for rel, href in found.items() if rel not in {"self", "alternate"}}


def test_feed_has_the_newest_papers_in_the_order_of_the_listing() -> None:
    """
    Where nothing else is wanted, a feed ends after max_papers.
    """
    entries = days_of([1] * 20)
    edition = make_edition(make_section(*entries, max_papers=10))

    assert identifiers(entries[:10]) == texts(atom_of(edition), f"{ATOM}entry/{ATOM}id")


def test_feed_has_all_papers_of_a_week_however_many() -> None:
    """
    Between two weekly looks no paper falls out: seven announcement days are always there.
    """
    entries = days_of([3] * 9)
    edition = make_edition(make_section(*entries, max_papers=5))

    assert identifiers(entries[:21]) == texts(atom_of(edition), f"{ATOM}entry/{ATOM}id")


def test_revised_papers_are_no_news() -> None:
    """
    Subscribers get what is new to arXiv; the page has the rest.
    """
    new = make_entry(make_paper("2512.00001"))
    revised = make_entry(make_paper("2501.00002v3"), kind="revised")
    edition = make_edition(make_section(revised, new))

    assert identifiers([new]) == texts(atom_of(edition), f"{ATOM}entry/{ATOM}id")


def test_revised_papers_are_news_if_the_keeper_wants_so() -> None:
    """
    With feed_revisions the feed is the listing.
    """
    entries = (
        make_entry(make_paper("2501.00002v3"), kind="revised"),
        make_entry(make_paper("2512.00001")),
    )
    edition = make_edition(make_section(*entries, feed_revisions=True))

    assert identifiers(entries) == texts(atom_of(edition), f"{ATOM}entry/{ATOM}id")


def test_feed_that_holds_everything_names_no_other_part() -> None:
    """
    There is nothing to fetch beyond it.
    """
    edition = edition_of(make_paper())

    assert {} == relations(edition)


def test_feed_names_the_newest_month_it_does_not_hold_whole_as_its_archive() -> None:
    """
    December (19 papers) fits in; November does not.
    """
    edition = make_edition(make_section(*days_of([1] * 60), max_papers=25))

    assert {"prev-archive": f"{CHAIN}2025-11/atom.xml"} == relations(edition)


def test_feed_skips_an_archive_it_holds_whole() -> None:
    """
    Of 49 newest papers 19 are December's and 30 November's.
    """
    edition = make_edition(make_section(*days_of([1] * 60), max_papers=49))

    assert {"prev-archive": f"{CHAIN}2025-10/atom.xml"} == relations(edition)


def test_running_month_is_the_next_page_where_the_feed_does_not_hold_it_whole() -> None:
    """
    A month that is not over is no archive document, but its older papers can be reached.
    """
    edition = make_edition(make_section(*days_of([1] * 60), max_papers=10))

    assert {
        "next": f"{CHAIN}2025-12/atom.xml",
        "prev-archive": f"{CHAIN}2025-11/atom.xml",
    } == relations(edition)
    assert {
        "current": f"{CHAIN}atom.xml",
        "prev-archive": f"{CHAIN}2025-11/atom.xml",
    } == relations(edition, "windmills/2025-12/atom.xml")


def test_only_months_that_are_over_are_archive_documents() -> None:
    """
    RFC 5005, 4: the set of entries of an archive document does not change any more.
    """
    edition = make_edition(make_section(*days_of([1] * 60)))

    marked = [
        path
        for path in written(edition)
        if path.startswith("windmills/")
        and path.endswith("atom.xml")
        and atom_of(edition, path).find(f"{FH}archive") is not None
    ]

    assert ["windmills/2025-11/atom.xml", "windmills/2025-10/atom.xml"] == marked


def test_month_has_all_its_papers_and_knows_the_one_before() -> None:
    """
    An archive document is whole, names the feed it belongs to and has the same id.
    """
    entries = days_of([1] * 60)
    edition = make_edition(make_section(*entries, max_papers=10))
    november = atom_of(edition, "windmills/2025-11/atom.xml")

    assert identifiers(entries[19:49]) == texts(november, f"{ATOM}entry/{ATOM}id")
    assert f"{CHAIN}atom.xml" == text(november, f"{ATOM}id")
    assert {
        "current": f"{CHAIN}atom.xml",
        "prev-archive": f"{CHAIN}2025-10/atom.xml",
    } == relations(edition, "windmills/2025-11/atom.xml")
    assert {"current": f"{CHAIN}atom.xml"} == relations(edition, "windmills/2025-10/atom.xml")


def test_month_that_is_over_keeps_its_bytes_when_later_ones_begin() -> None:
    """
    Nothing in an archive document looks forward.
    """
    old = days_of([1] * 60)
    new = tuple(
        make_entry(make_paper(f"2601.0000{number}"), announced=DAY + timedelta(days=31 * number))
        for number in (3, 2, 1)
    )
    before = written(make_edition(make_section(*old)))
    after = written(make_edition(make_section(*new, *old)))

    for month in ("2025-10", "2025-11"):
        path = f"windmills/{month}/atom.xml"
        assert before[path] == after[path]


def crawled(edition: Edition) -> list[str]:
    """
    Every id a feed reader meets that follows next pages and archives.
    """
    found: list[str] = []
    paths = ["windmills/atom.xml"]
    for path in paths:
        found += texts(atom_of(edition, path), f"{ATOM}entry/{ATOM}id")
        links = relations(edition, path)
        paths += [
            links[rel].removeprefix(SITE)
            for rel in ("next", "prev-archive")
            if rel in links and links[rel].removeprefix(SITE) not in paths
        ]
    return found


@settings(max_examples=20, deadline=None)
@given(
    counts=st.lists(st.integers(0, 4), max_size=90),
    max_papers=st.integers(1, 60),
)
def test_every_paper_can_be_reached(counts: list[int], max_papers: int) -> None:
    """
    However the papers fall on days, a reader that follows the archive finds all.
    """
    entries = days_of(counts)
    edition = make_edition(make_section(*entries, max_papers=max_papers))

    assert set(identifiers(entries)) == set(crawled(edition))


@pytest.mark.parametrize("path", ["windmills/atom.xml", "all/atom.xml"])
def test_feed_of_all_keywords_is_made_the_same_way(path: str) -> None:
    """
    A paper under two keywords stands in it once.
    """
    both = make_entry(keywords=("windmills", "sails"))
    edition = make_edition(make_section(both), make_section(both, name="Sails"))

    assert identifiers([both]) == texts(atom_of(edition, path), f"{ATOM}entry/{ATOM}id")
