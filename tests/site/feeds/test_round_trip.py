"""
Nothing is lost: what goes into a feed is what programs that are not ours read out of it.
"""

import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programs.keeper import SAMPLE
from readers.feed_reading import ATOM, DC, edition_of, html, parsed, shown, text, texts, written
from samples.making import make_paper
from samples.paper_lines import read_papers
from samples.shared import SEED

from generator.papers import remarks
from generator.papers.paper import ArxivId, Paper
from generator.site.feeds.feed_text import feed_paper
from generator.text import tex

PAPERS = (
    pytest.param(SAMPLE, id="sample"),
    pytest.param(SEED / "papers.jsonl", id="seed", marks=pytest.mark.shared),
)

# Pieces that have broken feeds, or look as if they could.
PIECES = (
    *("<", ">", "&", '"', "'", "]]>", "<![CDATA[", "<!--", "-->", "<?xml", "&amp;", "&lt;b&gt;"),
    *("&#0;", "&nbsp;", "</title>", "<unk>", "<script>", "</p>", "<b>", "a<b", "z<6", "{{ x }}"),
    *("{% x %}", "$", "$x<y$", r"$\alpha$", "$10^{-3}$", r"\(", r"\frac{a}{b}", r"\%", "\\", "{"),
    *("}", "^", "_", "~", "`", "--", "\x00", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\x85"),
    *("\ud800", "\ufffe", "\ufffd", "\u2028", "\u200b", "\u202e", "\xa0", "é", "视频", "𝔸", "🙂"),
    *("http://a.b/?c=d&e=f", "%s", "\r", "\n", "\t", "word", "another", " ", " ", " "),
)


def hostile_papers(count: int) -> Iterator[Paper]:
    """
    Papers of random pieces; the same ones at each call.
    """
    chance = random.Random(1991)

    def pieces(most: int) -> str:
        return " ".join("".join(chance.choices(PIECES, k=most)).split())

    for number in range(1, count + 1):
        day = datetime(2025, 12, 1, tzinfo=UTC) + timedelta(minutes=number)
        yield make_paper(
            f"2512.{number:05}",
            title=pieces(6),
            authors=tuple(pieces(3) for _ in range(chance.randrange(4))),
            abstract=pieces(30),
            comment=pieces(9) if number % 2 else None,
            journal_ref=pieces(5) if number % 3 else None,
            doi=pieces(5) if number % 5 else None,
            published=day,
            updated=day,
        )


def title_of(paper: Paper) -> str:
    """
    A paper's title in a feed.
    """
    shown_title = tex.to_text(paper.title) or str(paper.arxiv_id)
    return f"Withdrawn: {shown_title}" if remarks.withdrawn(paper) else shown_title


def tags_of(paper: Paper) -> list[str]:
    """
    Its categories, its keyword, and what can be told from its comment.
    """
    code = any(link.kind == "code" for link in remarks.links(paper))
    venue = remarks.venue(paper)
    said = {"withdrawn": remarks.withdrawn(paper), "code": code, str(venue): venue is not None}
    marks = ["new", *(word for word, holds in said.items() if holds)]
    return [*paper.categories, "Windmills", *marks]


def check_atom(document: bytes, papers: Sequence[Paper], contents: dict[str, str]) -> None:
    """
    Atom, read by the XML parser of the standard library.
    """
    entries = ET.fromstring(document).findall(f"{ATOM}entry")

    assert len(papers) == len(entries)
    for paper, entry in zip(papers, entries, strict=True):
        terms = [one.get("term") for one in entry.findall(f"{ATOM}category")]
        assert paper.arxiv_id.abs_url == text(entry, f"{ATOM}id")
        assert title_of(paper) == text(entry, f"{ATOM}title")
        assert paper.abstract == text(entry, f"{ATOM}summary")
        assert authors_of(paper) == texts(entry, f"{ATOM}author/{ATOM}name")
        assert tags_of(paper) == terms
        assert paper.published.isoformat() == text(entry, f"{ATOM}published")
        assert paper.updated.isoformat() == text(entry, f"{ATOM}updated")
        assert contents[paper.arxiv_id.base] == text(entry, f"{ATOM}content")


def check_rss(document: bytes, papers: Sequence[Paper], contents: dict[str, str]) -> None:
    """
    RSS, read by the XML parser of the standard library.
    """
    items = ET.fromstring(document).findall("channel/item")

    assert len(papers) == len(items)
    for paper, item in zip(papers, items, strict=True):
        assert paper.arxiv_id.abs_url == text(item, "guid")
        assert title_of(paper).replace("< ", "<") == text(item, "title").replace("< ", "<")
        assert ", ".join(authors_of(paper)) == "".join(texts(item, f"{DC}creator"))
        assert contents[paper.arxiv_id.base] == text(item, "description")


def check_json(items: list[dict[str, Any]], papers: Sequence[Paper]) -> None:
    """
    JSON Feed: a script has the paper back, each field as arXiv gave it.
    """
    assert len(papers) == len(items)
    for paper, item in zip(papers, items, strict=True):
        extension = item["_arxiv"]
        assert title_of(paper) == item["title"]
        assert authors_of(paper) == [author["name"] for author in item["authors"]]
        assert tags_of(paper) == item["tags"]
        assert paper == make_paper(
            str(ArxivId(extension["id"], extension["version"])),
            title=extension["title"],
            authors=paper.authors,
            abstract=item["summary"],
            categories=tuple(extension["categories"]),
            published=datetime.fromisoformat(item["date_published"]),
            updated=datetime.fromisoformat(item["date_modified"]),
            comment=extension["comment"],
            journal_ref=extension["journal_ref"],
            doi=extension["doi"],
        )
        check_card(item["content_html"], paper)


def authors_of(paper: Paper) -> list[str]:
    """
    The names in a feed.
    """
    return list(filter(None, map(tex.to_text, paper.authors)))


def check_card(content: str, paper: Paper) -> None:
    """
    The card ends with the whole abstract, as a browser's parser reads it.
    """
    expected = shown(html(tex.to_feed_html(paper.abstract)))

    assert "".join(expected.split()) == "".join(shown(html(content)[-1]).split())


def check(papers: Sequence[Paper]) -> None:
    """
    All formats, in one feed.
    """
    documents = written(edition_of(*papers))
    readable = [feed_paper(paper) for paper in papers]
    items = json.loads(documents["windmills/feed.json"])["items"]
    contents = {item["_arxiv"]["id"]: item["content_html"] for item in items}
    check_json(items, readable)
    check_atom(documents["windmills/atom.xml"], readable, contents)
    check_rss(documents["windmills/rss.xml"], readable, contents)


@pytest.mark.parametrize("path", PAPERS)
def test_real_papers_come_through(path: Path) -> None:
    """
    Those of the demo, and those of a real day.
    """
    check(read_papers(path))


@pytest.mark.parametrize("path", PAPERS)
def test_feedparser_reads_real_papers_as_they_are(path: Path) -> None:
    """
    The library that most Python feed readers use finds no fault and every field.
    """
    papers = read_papers(path)
    documents = written(edition_of(*papers))
    atom = parsed(documents["windmills/atom.xml"])
    rss = parsed(documents["windmills/rss.xml"])

    for paper, entry, item in zip(papers, atom.entries, rss.entries, strict=True):
        assert title_of(paper) == entry.title == item.title
        assert paper.abstract == entry.summary
        assert authors_of(paper) == [author.name for author in entry.authors]
        assert ", ".join(authors_of(paper)) == item.author
        assert tags_of(paper) == [tag.term for tag in entry.tags]
        assert tags_of(paper) == [tag.term for tag in item.tags]
        assert paper.arxiv_id.abs_url == entry.link == item.link == item.id
        assert paper.updated.timetuple()[:6] == entry.updated_parsed[:6]
        assert paper.published.timetuple()[:6] == item.published_parsed[:6]


def test_hostile_papers_come_through() -> None:
    """
    Thousands of them, of everything that XML, HTML, JSON, TeX and templates find special.
    """
    check(list(hostile_papers(2000)))


@settings(max_examples=60, deadline=None)
@given(
    st.builds(
        make_paper,
        title=st.text(max_size=40),
        abstract=st.text(max_size=200),
        authors=st.lists(st.text(max_size=20), max_size=3).map(tuple),
        comment=st.none() | st.text(max_size=40),
    )
)
def test_any_text_comes_through(paper: Paper) -> None:
    """
    Whatever Unicode holds.
    """
    check([paper])
