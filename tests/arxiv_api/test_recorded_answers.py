from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
from samples.shared import answers
from servers import arxiv_atom
from servers.arxiv_asking import FakeTime
from servers.arxiv_faults import say
from servers.arxiv_server import ArxivServer

from generator.arxiv_api.pace import Pace, RequestPolicy
from generator.arxiv_api.query_api import QueryApi
from generator.arxiv_api.result_page import ResultPage
from generator.errors import AnswerError
from generator.papers.paper import folded, folded_paragraphs

ATOM = "{http://www.w3.org/2005/Atom}"

ARXIV = "{http://arxiv.org/schemas/atom}"

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def replayed(path: Path) -> ResultPage:
    """
    What we make of the recorded answer at *path*, asked for as it was when it was recorded.
    """
    time = FakeTime()
    pace = Pace(RequestPolicy(), clock=time.clock, sleep=time.sleep, jitter=lambda: 0.0)
    title = ET.parse(path).getroot().findtext(f"{ATOM}title", "")
    words = parse_qs(title.partition(": ")[2])
    # arXiv had put the field in front of the word that was asked for.
    query = words.get("search_query", [""])[0].removeprefix("all:")
    with ArxivServer() as server:
        server.fail(say(path.read_bytes(), status=int(path.suffixes[-2][1:])), times=9)
        return QueryApi(server.url, agent="test", pace=pace).page(
            query,
            ids=words["id_list"][0].split(",") if "id_list" in words else (),
            start=int(words.get("start", ["0"])[0]),
            size=int(words.get("max_results", ["100"])[0]),
        )


def text(entry: ET.Element, name: str) -> str | None:
    return folded(entry.findtext(name) or "") or None


def read_independently(path: Path) -> Iterator[dict[str, Any]]:
    """
    The papers in the answer at *path*, read by the standard library.
    """
    for entry in ET.parse(path).getroot().iter(f"{ATOM}entry"):
        yield {
            "id": urlsplit(text(entry, f"{ATOM}id") or "").path.removeprefix("/abs/"),
            "title": text(entry, f"{ATOM}title"),
            "authors": [text(one, f"{ATOM}name") for one in entry.iter(f"{ATOM}author")],
            "abstract": folded_paragraphs(entry.findtext(f"{ATOM}summary") or ""),
            "categories": [one.get("term") for one in entry.iter(f"{ATOM}category")],
            "published": datetime.fromisoformat(text(entry, f"{ATOM}published") or ""),
            "updated": datetime.fromisoformat(text(entry, f"{ATOM}updated") or ""),
            "comment": text(entry, f"{ARXIV}comment"),
            "journal_ref": text(entry, f"{ARXIV}journal_ref"),
            "doi": text(entry, f"{ARXIV}doi"),
        }


@pytest.mark.parametrize("path", answers("arxiv-api/*/*.200.xml"))
def test_recorded_answers_become_papers_field_by_field(path: Path) -> None:
    """
    What arXiv really sent is read as an independent reader reads it, nothing dropped.
    """
    page = replayed(path)

    found = [
        {
            "id": str(paper.arxiv_id),
            "title": paper.title,
            "authors": list(paper.authors),
            "abstract": paper.abstract,
            "categories": list(paper.categories),
            "published": paper.published,
            "updated": paper.updated,
            "comment": paper.comment,
            "journal_ref": paper.journal_ref,
            "doi": paper.doi,
        }
        for paper in page.papers
    ]
    assert list(read_independently(path)) == found
    assert () == page.dropped
    total = ET.parse(path).getroot().findtext(f"{OPENSEARCH}totalResults")
    assert total == str(page.total)


@pytest.mark.parametrize("path", answers("arxiv-api/*/*.400.xml"))
def test_recorded_refusals_give_their_reason(path: Path) -> None:
    """
    The keeper is told what arXiv said is wrong.
    """
    with pytest.raises(AnswerError, match="HTTP 400, arXiv says: incorrect id format for abc"):
        replayed(path)


@pytest.mark.parametrize("path", answers("arxiv-api/current/*.200.xml"))
def test_the_server_for_tests_speaks_as_arxiv_does(path: Path) -> None:
    """
    Served again, a recorded answer has the elements and attributes it had, in their order.
    """
    page = replayed(path)

    again = arxiv_atom.feed(page.papers, asked="", total=page.total, start=page.start, size=100)
    assert shape(ET.parse(path).getroot()) == shape(ET.fromstring(again))


def shape(element: ET.Element) -> Any:
    """
    The names of *element*, its attributes and what it contains.
    """
    inside = [shape(one) for one in element if one.tag != f"{ARXIV}affiliation"]
    return element.tag, sorted(element.attrib), inside
