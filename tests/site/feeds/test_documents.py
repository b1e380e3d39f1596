"""
The files for feed readers as a whole.
"""

import json
from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace
from readers.feed_reading import days_of, edition_of, make_section, parsed, written
from samples.goldens import Golden
from samples.making import make_edition, make_entry, make_paper

from generator.site.edition import Edition


def small_edition() -> Edition:
    """
    Three papers under two keywords, with everything that may stand in a paper.
    """
    hostile = make_entry(
        make_paper(
            "2512.00003v2",
            title=r"When $x<y$: <unk> & \"Ubung ]]> for $\mathbb{R}^{n}$",
            authors=("Renée O'Brien, Jr.", "李 明 (Ming Li)", "<b>Bold</b> Smith & Sons"),
            abstract=(
                r"For all $x<y$, A & B hold & more; z<6 and m<M_c, where <script>alert(1)</script>"
                "\nA second paragraph: $10^{-3}$, $\\sqrt{n}$, 50\\% of \\emph{words}.\x00"
            ),
            categories=("math.AG", "hep-th", "cs.XY"),
            published=datetime(2025, 11, 28, 17, 59, 59, tzinfo=UTC),
            updated=datetime(2025, 12, 18, 9, 30, 1, tzinfo=UTC),
            comment="12 pages & sails; accepted at ECCV 2026. https://github.com/mills/turn",
            journal_ref="J. Mills <7> (2025) 1–12",
            doi="10.1000/mill.7",
        ),
        keywords=("windmills", "r-and-d"),
    )
    withdrawn = make_entry(
        make_paper(
            "hep-th/9901001v3", comment="This paper has been withdrawn.", authors=("A. B.",)
        ),
        announced=date(2025, 11, 30),
        keywords=("r-and-d",),
    )
    plain = make_entry()
    return make_edition(
        make_section(plain, hostile),
        make_section(hostile, withdrawn, name='R&D <of "mills">', slug="r-and-d"),
    )


@pytest.mark.parametrize(
    "path",
    [
        "r-and-d/atom.xml",
        "r-and-d/rss.xml",
        "r-and-d/feed.json",
        "r-and-d/2025-11/atom.xml",
        "feeds.opml",
    ],
)
def test_documents_look_as_reviewed(golden: Golden, path: str) -> None:
    """
    A change in what feed readers get is seen by a person.
    """
    document = written(small_edition())[path].decode()
    if path.endswith(".json"):
        document = json.dumps(json.loads(document), ensure_ascii=False, indent=2) + "\n"

    golden(f"feeds/{path.replace('/', '_')}", document)


def test_paths_are_those_of_the_site_map() -> None:
    """
    Every keyword has three formats, every month an archive, and so has the site as a whole.
    """
    slug = "研究-cplusplus"
    entries = [replace(entry, keywords=(slug,)) for entry in days_of([1] * 25)]
    edition = make_edition(make_section(*entries, name="研究 C++"))

    assert [
        "研究-cplusplus/atom.xml",
        "研究-cplusplus/rss.xml",
        "研究-cplusplus/feed.json",
        "研究-cplusplus/2025-12/atom.xml",
        "研究-cplusplus/2025-11/atom.xml",
        "all/atom.xml",
        "all/rss.xml",
        "all/feed.json",
        "all/2025-12/atom.xml",
        "all/2025-11/atom.xml",
        "feeds.opml",
    ] == list(written(edition))


def test_same_edition_gives_the_same_bytes() -> None:
    """
    No clock: what is unchanged is not fetched again.
    """
    assert written(small_edition()) == written(small_edition())


def test_feeds_of_a_keyword_without_papers_are_valid() -> None:
    """
    Subscribing to a new keyword works before its first paper.
    """
    documents = written(edition_of())

    for name in ("atom.xml", "rss.xml"):
        found = parsed(documents[f"windmills/{name}"])
        assert [] == found.entries
        assert "Windmills – Daily Papers" == found.feed.title
    assert [] == json.loads(documents["windmills/feed.json"])["items"]


def test_new_version_keeps_the_place_and_the_id_of_its_entry() -> None:
    """
    A revision moves `updated`; nobody sees the paper twice.
    """
    later = datetime(2026, 1, 2, tzinfo=UTC)
    before = parsed(written(edition_of(make_paper("2512.17601")))["windmills/atom.xml"])
    revised = make_paper("2512.17601v2", updated=later)
    after = parsed(written(edition_of(revised))["windmills/atom.xml"])

    assert [entry.id for entry in before.entries] == [entry.id for entry in after.entries]
    assert before.entries[0].published == after.entries[0].published
    assert "2026-01-02T00:00:00+00:00" == after.entries[0].updated == after.feed.updated
