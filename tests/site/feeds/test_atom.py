"""
Atom 1.0, as programs that are not ours read it.
"""

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from lxml import etree
from readers.feed_reading import ATOM, DC, SITE, atom_of, edition_of, parsed, text, texts, written
from readers.rfc4287 import violations
from samples.making import make_paper
from samples.shared import SHARED


def entry_of(**fields: Any) -> ET.Element:
    """
    The only entry of a feed with one paper.
    """
    entry = atom_of(edition_of(make_paper(**fields))).find(f"{ATOM}entry")
    assert entry is not None
    return entry


def test_feed_says_what_it_is() -> None:
    """
    Its id is its address, its page the keyword's, its date the newest of its papers.
    """
    feed = atom_of(edition_of(make_paper()))

    assert f"{SITE}windmills/atom.xml" == text(feed, f"{ATOM}id")
    assert "Windmills – Daily Papers" == text(feed, f"{ATOM}title")
    assert "New arXiv papers: Windmills" == text(feed, f"{ATOM}subtitle")
    assert "2025-12-19T12:00:00+00:00" == text(feed, f"{ATOM}updated")
    assert "Daily Papers" == text(feed, f"{ATOM}generator")
    assert "Daily Papers" == text(feed, f"{ATOM}author/{ATOM}name")
    assert "en" == feed.get("{http://www.w3.org/XML/1998/namespace}lang")
    assert [
        {
            "rel": "self",
            "type": "application/atom+xml",
            "href": f"{SITE}windmills/atom.xml",
        },
        {"rel": "alternate", "type": "text/html", "href": f"{SITE}windmills/"},
    ] == [link.attrib for link in feed.findall(f"{ATOM}link")]


def test_browsers_find_a_style_sheet() -> None:
    """
    The instruction stands after the XML declaration, with an address that any host can serve.
    """
    lines = written(edition_of())["windmills/atom.xml"].decode().splitlines()

    assert "<?xml version='1.0' encoding='UTF-8'?>" == lines[0]
    assert '<?xml-stylesheet type="text/css" href="/papers/assets/feed.css"?>' == lines[1]


def test_entry_id_has_neither_version_nor_site_nor_keyword() -> None:
    """
    A second version replaces the entry instead of being another one.
    """
    assert "https://arxiv.org/abs/2512.17601" == text(
        atom_of(edition_of(make_paper("2512.17601v7"))), f"{ATOM}entry/{ATOM}id"
    )


def test_entry_has_the_dates_of_first_and_newest_version() -> None:
    """
    In UTC and whole seconds.
    """
    entry = entry_of(
        published=datetime(2025, 10, 3, 1, 2, 3, 456789, tzinfo=UTC),
        updated=datetime(2025, 12, 12, 4, 5, 6, tzinfo=UTC),
    )

    assert "2025-10-03T01:02:03+00:00" == text(entry, f"{ATOM}published")
    assert "2025-12-12T04:05:06+00:00" == text(entry, f"{ATOM}updated")


def test_entry_has_one_alternate_link_and_related_ones_with_names() -> None:
    """
    Two alternates would be invalid, and feedgen alone would write nothing else.
    """
    entry = entry_of(doi="10.1000/mill")

    assert [
        ("alternate", "text/html", None, "https://arxiv.org/abs/2512.17601"),
        ("related", "application/pdf", "PDF", "https://arxiv.org/pdf/2512.17601"),
        ("related", "text/html", "HTML", "https://arxiv.org/html/2512.17601"),
        ("related", "text/html", "doi:10.1000/mill", "https://doi.org/10.1000/mill"),
        ("related", "text/html", "Daily Papers", f"{SITE}windmills/2025-12/#2512.17601"),
    ] == [
        (link.get("rel"), link.get("type"), link.get("title"), link.get("href"))
        for link in entry.findall(f"{ATOM}link")
    ]


def test_entry_has_categories_with_scheme_and_label_then_keywords_and_marks() -> None:
    """
    The primary category comes first.
    """
    arxiv = "http://arxiv.org/schemas/atom"

    assert [
        ("cs.CV", arxiv, "Computer Vision and Pattern Recognition"),
        ("cs.LG", arxiv, "Machine Learning"),
        ("Windmills", SITE, None),
        ("new", f"{SITE}subscribe/", None),
    ] == [
        (one.get("term"), one.get("scheme"), one.get("label"))
        for one in entry_of().findall(f"{ATOM}category")
    ]


def test_entry_has_an_element_an_author() -> None:
    """
    At most a hundred; the card says how many there are.
    """
    names = tuple(f"Author {number}" for number in range(150))

    assert list(names[:100]) == texts(entry_of(authors=names), f"{ATOM}author/{ATOM}name")


def test_entry_has_a_doi_for_zotero() -> None:
    """
    Every e-print of arXiv has one.
    """
    assert "doi:10.48550/arXiv.2512.17601" == text(entry_of(), f"{DC}identifier")


def test_summary_is_the_abstract_and_content_is_html() -> None:
    """
    One is text, the other is HTML, and each says so.
    """
    entry = entry_of(abstract="for all $x<y$, A & B")
    summary, content = entry.find(f"{ATOM}summary"), entry.find(f"{ATOM}content")

    assert summary is not None
    assert content is not None
    assert ({}, "for all $x<y$, A & B") == (summary.attrib, summary.text)
    assert {"type": "html"} == content.attrib


@pytest.mark.parametrize("title", ["for <unk> & a<b", "&lt;b&gt; &amp;", "]]> <![CDATA[ x"])
def test_title_is_text(title: str) -> None:
    """
    No reader takes a part of it for a tag.
    """
    document = written(edition_of(make_paper(title=title)))["windmills/atom.xml"]

    assert title == parsed(document).entries[0].title


def documents() -> list[bytes]:
    """
    Full, empty, of a month, with an entry that has no author.
    """
    papers = (make_paper(), make_paper("hep-th/9901001v2", authors=(), doi="10.1/x"))
    full, empty = written(edition_of(*papers)), written(edition_of())
    return [
        body for one in (full, empty) for path, body in one.items() if path.endswith("atom.xml")
    ]


def test_documents_obey_the_rules_of_rfc_4287() -> None:
    """
    Those of its text, which say more than its grammar.
    """
    assert [] == [fault for document in documents() for fault in violations(document)]


@pytest.mark.shared
def test_documents_obey_the_grammar_of_rfc_4287() -> None:
    """
    As its appendix B has it.
    """
    grammar = etree.RelaxNG(etree.parse(SHARED / "fixtures" / "schema" / "atom.rng"))

    for document in documents():
        grammar.assertValid(etree.ElementTree(etree.fromstring(document)))


def test_empty_feed_has_the_day_arxiv_opened_for_a_date() -> None:
    """
    No clock, and no paper is older.
    """
    feed = atom_of(edition_of())

    assert "1991-08-14T00:00:00+00:00" == text(feed, f"{ATOM}updated")
