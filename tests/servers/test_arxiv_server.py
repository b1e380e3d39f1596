import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
import requests
from programs.keeper import SAMPLE
from samples.making import make_paper
from samples.shared import SEED
from servers import arxiv_server
from servers.arxiv_asking import asked, asking, windmills
from servers.arxiv_faults import refuse
from servers.arxiv_server import ArxivServer, read_papers

from generator.errors import TransportError
from generator.papers.paper import ArxivId

ATOM = "{http://www.w3.org/2005/Atom}"

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def get(server: ArxivServer, **words: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(f"{server.url}?{urlencode(words)}", timeout=9)


def ids(response: requests.Response) -> list[str]:
    feed = ET.fromstring(response.content)
    return [
        one.text.rpartition("/")[2] for one in feed.iterfind(f"{ATOM}entry/{ATOM}id") if one.text
    ]


def numbers(response: requests.Response) -> list[str | None]:
    feed = ET.fromstring(response.content)
    names = ("totalResults", "startIndex", "itemsPerPage")
    return [feed.findtext(f"{OPENSEARCH}{name}") for name in names]


def test_answers_have_the_total_and_the_size_asked_for() -> None:
    """
    itemsPerPage is what was asked for, not what came.
    """
    with ArxivServer(windmills(5)) as server:
        response = get(server, search_query="ti:windmills", start="4", max_results="7")

    assert 200 == response.status_code
    assert "application/atom+xml" == response.headers["Content-Type"]
    assert ["5", "4", "7"] == numbers(response)
    assert ["2512.19995v1"] == ids(response)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ({"search_query": "ti:windmills"}, ["2512.00002v3", "2512.00001v1", "2512.00003v1"]),
        ({"sortBy": "submittedDate"}, ["2512.00003v1", "2512.00001v1", "2512.00002v3"]),
        (
            {"sortBy": "lastUpdatedDate", "sortOrder": "ascending"},
            ["2512.00001v1", "2512.00003v1", "2512.00002v3"],
        ),
        ({"id_list": "2512.00001,2512.00002v3"}, ["2512.00002v3", "2512.00001v1"]),
        ({"id_list": "2512.00002v1,2512.99999"}, []),
        ({"search_query": "ti:submarines", "id_list": "2512.00001"}, []),
        ({"search_query": ""}, []),
    ],
)
def test_papers_are_found_and_sorted(words: dict[str, str], found: list[str]) -> None:
    """
    By query, by identifier, by both; by version 1 or by the newest.
    """
    first = datetime(2025, 12, 1, tzinfo=UTC)
    day = timedelta(days=1)
    papers = [
        make_paper("2512.00002v3", published=first, updated=first + 5 * day),
        make_paper("2512.00001", published=first + day, updated=first + day),
        make_paper("2512.00003", published=first + 2 * day, updated=first + 2 * day),
    ]
    if "sortBy" in words:
        words |= {"search_query": "ti:windmills"}
    with ArxivServer(papers) as server:
        assert found == ids(get(server, **words))


@pytest.mark.parametrize(
    ("words", "status", "reason"),
    [
        ({"search_query": "ti:(a"}, 400, "Invalid query string: 'ti:(a'"),
        ({"id_list": "abc"}, 400, "incorrect id format for abc"),
        ({"max_results": "many"}, 400, "max_results must be an integer"),
        ({"start": "-1"}, 400, "start must be non-negative"),
        ({"sortBy": "date"}, 400, "sortBy must be in: relevance, lastUpdatedDate, submittedDate"),
        ({"sortOrder": "up"}, 400, "sortOrder must be in: ascending, descending"),
        ({"max_results": "0"}, 500, "an internal error"),
        ({"start": "9995"}, 500, "an internal error"),
    ],
)
def test_wrong_requests_get_an_error_entry(words: dict[str, str], status: int, reason: str) -> None:
    """
    One entry that says what is wrong, counted as if it were found.
    """
    with ArxivServer() as server:
        response = get(server, **words)

    assert status == response.status_code
    assert ["1", "0", "1"] == numbers(response)
    assert reason == ET.fromstring(response.content).findtext(f"{ATOM}entry/{ATOM}summary")


def test_nothing_is_told_without_accept() -> None:
    """
    As arXiv does since September 2026.
    """
    with ArxivServer() as server, requests.Session() as session:
        session.trust_env = False
        response = session.get(server.url, headers={"Accept": None}, timeout=9)

    assert 406 == response.status_code


def test_other_paths_are_not_found() -> None:
    """
    There is one endpoint.
    """
    with ArxivServer() as server, requests.Session() as session:
        session.trust_env = False
        assert 404 == session.get(server.url + "/more", timeout=9).status_code


def test_papers_may_change_between_runs() -> None:
    """
    A test of several days has one server.
    """
    with ArxivServer() as server:
        server.papers = tuple(windmills(1))

        assert windmills(1) == asked(asking(server))


def test_faults_may_hit_one_query_only() -> None:
    """
    One keyword fails, the others do not.
    """
    with ArxivServer(windmills(1)) as server:
        server.fail(refuse(503), times=9, query="windmills")

        assert 0 == asking(server).total("ti:submarines")
        with pytest.raises(TransportError):
            asked(asking(server))
        server.recover()
        assert windmills(1) == asked(asking(server))


def rows(path: Path, *more: dict[str, Any]) -> Path:
    lines = [{"id": "2512.00001", "title": "A  title", "abstract": "Text."} | row for row in more]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def test_days_become_moments_that_keep_the_order_of_the_file(tmp_path: Path) -> None:
    """
    The first line of a day is its newest paper; in version 1 both moments are one.
    """
    path = rows(
        tmp_path / "papers.jsonl",
        {"version": 2, "date": "2025-12-02", "published": "2025-12-01"},
        {"id": "2512.00002", "version": 1, "date": "2025-12-02"},
        {
            "id": "2512.00003",
            "updated": "2025-12-01T10:00:00Z",
            "published": "2025-12-01T10:00:00Z",
        },
        {"version": 3, "date": "2025-12-09"},
    )

    first, second, third = read_papers(path)

    day = datetime(2025, 12, 2, tzinfo=UTC)
    assert ArxivId("2512.00001", 2) == first.arxiv_id
    assert day + timedelta(seconds=4) == first.updated
    assert day + timedelta(days=-1, seconds=4) == first.published
    assert day + timedelta(seconds=3) == second.updated == second.published
    assert datetime(2025, 12, 1, 10, tzinfo=UTC) == third.updated == third.published


def test_a_paper_in_two_sections_keeps_its_place_in_both(tmp_path: Path) -> None:
    """
    Each section of the seed is an answer of arXiv in its order.
    """
    path = rows(
        tmp_path / "papers.jsonl",
        {"section": "first", "id": "2512.00001", "date": "2025-12-02"},
        {"section": "first", "id": "2512.00002", "date": "2025-12-02"},
        {"section": "second", "id": "2512.00003", "date": "2025-12-02"},
        {"section": "second", "id": "2512.00002", "date": "2025-12-02"},
    )

    newest_first = sorted(read_papers(path), key=lambda paper: paper.updated, reverse=True)

    places = {paper.arxiv_id.base: place for place, paper in enumerate(newest_first)}
    assert 3 == len(places)
    assert places["2512.00001"] < places["2512.00002"]
    assert places["2512.00003"] < places["2512.00002"]


def test_what_a_line_lacks_is_made_up(tmp_path: Path) -> None:
    """
    The seed does not know everything about its papers.
    """
    path = rows(tmp_path / "papers.jsonl", {"version": 2, "date": "2025-12-02", "authors": None})

    (paper,) = read_papers(path)

    assert ("Unknown",) == paper.authors
    assert ("cs.CV",) == paper.categories
    assert paper.updated == paper.published
    assert "A title" == paper.title


@pytest.mark.parametrize(
    ("path", "count"),
    [(SAMPLE, 113), pytest.param(SEED / "papers.jsonl", 77, marks=pytest.mark.shared)],
    ids=["sample", "seed"],
)
def test_known_files_come_through_whole(path: Path, count: int) -> None:
    """
    What is read from a file and served is what the generator gets.
    """
    papers = read_papers(path)
    with ArxivServer(papers) as server:
        pages = asking(server).pages("cat:*", sort_by="updated", size=50, limit=999)
        found = [paper for page in pages for paper in page.papers]

    assert count == len(papers)
    assert sorted(papers, key=lambda paper: paper.updated, reverse=True) == found


def test_the_server_can_be_started_by_hand(tmp_path: Path) -> None:
    """
    To try the commands without asking arXiv.
    """
    path = rows(tmp_path / "papers.jsonl", {"date": "2025-12-02"})
    program = [sys.executable, arxiv_server.__file__, str(path), "--port", "0"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = process.stdout.readline()
        process.terminate()

    assert told.startswith("1 papers at http://127.0.0.1:")
