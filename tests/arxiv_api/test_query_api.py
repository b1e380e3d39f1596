import subprocess
import sys
from importlib.metadata import version

import pytest
from lxml import etree
from msgspec.structs import replace
from samples.making import make_paper
from servers.arxiv_asking import QUERY, FakeTime, asked, asking, windmills
from servers.arxiv_faults import Fault, edit, refuse, report, rewrite
from servers.arxiv_server import ArxivServer
from servers.oai_asking import DAY, harvesting, pages
from servers.oai_records import Change
from servers.oai_server import OaiServer

from generator.arxiv_api import RequestPolicy, ResultPage
from generator.arxiv_api.client import API_URL, user_agent
from generator.errors import AnswerError, BudgetError, TransportError


def in_entry(place: int, name: str, text: str | None) -> Fault:
    """
    Another *text* for an element of the entry at *place*, or none of them at all.
    """

    def change(feed: etree._Element) -> None:
        entry = feed.findall("{*}entry")[place]
        for element in entry.findall(f"{{*}}{name}"):
            if text is None:
                entry.remove(element)
            element.text = text

    return rewrite(change)


def test_papers_come_newest_first() -> None:
    """
    By the date asked for, whatever the order they lie in at arXiv.
    """
    first, second, third = windmills(3)
    revised = replace(third, updated=first.updated)
    with ArxivServer([second, revised, first]) as server:
        by_update = list(asking(server).pages(QUERY, sort_by="updated", size=9, limit=9))
        by_start = list(asking(server).pages(QUERY, sort_by="published", size=9, limit=9))

    assert [ResultPage((revised, first, second), 3, 0)] == by_update
    assert [ResultPage((first, second, revised), 3, 0)] == by_start


def test_pages_are_asked_for_one_by_one() -> None:
    """
    Whoever has seen enough stops, and arXiv is not asked again.
    """
    with ArxivServer(windmills(7)) as server:
        api = asking(server)
        pages = api.pages(QUERY, sort_by="updated", size=2, limit=100)

        assert 0 == api.requests
        assert windmills(7)[:2] == list(next(pages).papers)
        assert ResultPage(tuple(windmills(7)[2:4]), 7, 2) == next(pages)
        assert 2 == api.requests == len(server.requests)


@pytest.mark.parametrize(
    ("count", "size", "limit", "spans"),
    [
        (7, 3, 100, [(0, 3), (3, 3), (6, 3)]),
        (7, 3, 5, [(0, 3), (3, 2)]),
        (6, 3, 6, [(0, 3), (3, 3)]),
        (2, 100, 1, [(0, 1)]),
        (0, 100, 100, [(0, 100)]),
        (5, 3000, 9000, [(0, 2000)]),
        (5, 100, 0, []),
    ],
)
def test_no_page_is_asked_for_in_vain(
    count: int, size: int, limit: int, spans: list[tuple[int, int]]
) -> None:
    """
    Pages end with the list, with the limit, and are no bigger than arXiv allows.
    """
    with ArxivServer(windmills(count)) as server:
        papers = asked(asking(server), size, limit)

        words = [request.parameters for request in server.requests]
    assert windmills(count)[:limit] == papers
    assert spans == [(int(one["start"]), int(one["max_results"])) for one in words]


def test_pages_end_where_arxiv_ends() -> None:
    """
    Beyond 10 000 papers arXiv answers with an internal error.
    """

    def claim_more(octets: bytes) -> bytes:
        return octets.replace(
            b">10000</opensearch:totalResults>", b">214881</opensearch:totalResults>"
        )

    papers = [make_paper(f"2512.{10000 + place}") for place in range(10_000)]
    with ArxivServer(papers) as server:
        server.fail(edit(claim_more), times=9)
        found = asked(asking(server), size=1500, limit=20_000)

        last = server.requests[-1].parameters
    assert 10_000 == len(found) == len({paper.arxiv_id for paper in found})
    assert ("9000", "1000") == (last["start"], last["max_results"])


def test_nothing_found_is_a_page() -> None:
    """
    With a total of 0; whether to believe it is the caller's decision.
    """
    with ArxivServer() as server:
        pages = list(asking(server).pages(QUERY, sort_by="updated", size=9, limit=9))

    assert [ResultPage((), 0, 0)] == pages


def test_the_total_costs_one_small_request() -> None:
    """
    One entry is enough to learn how many papers match.
    """
    with ArxivServer(windmills(5)) as server:
        assert 5 == asking(server).total(QUERY)

        (request,) = server.requests
    assert "1" == request.parameters["max_results"]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("published", None, "no published date"),
        ("updated", "yesterday", "unreadable updated date 'yesterday'"),
        ("title", " ", "no title"),
        ("title", None, "no title"),
    ],
)
def test_a_bad_entry_costs_one_paper_and_no_page(name: str, text: str | None, reason: str) -> None:
    """
    The others stay, it is named, and the next page begins where it should.
    """
    papers = windmills(5)
    with ArxivServer(papers) as server:
        server.fail(in_entry(1, name, text))
        pages = list(asking(server).pages(QUERY, sort_by="updated", size=3, limit=9))

    assert [(papers[0], papers[2]), (papers[3], papers[4])] == [page.papers for page in pages]
    assert [(f"http://arxiv.org/abs/{papers[1].arxiv_id}: {reason}",), ()] == [
        tuple(map(str, page.dropped)) for page in pages
    ]
    assert [5, 5] == [page.total for page in pages]


def test_a_page_of_bad_entries_is_no_end() -> None:
    """
    The list goes on behind it.
    """
    papers = windmills(3)
    with ArxivServer(papers) as server:
        server.fail(in_entry(0, "updated", None))
        pages = list(asking(server).pages(QUERY, sort_by="updated", size=1, limit=9))

    assert [(), papers[1:2], papers[2:]] == [page.papers and list(page.papers) for page in pages]


def test_texts_are_folded_and_blanks_are_unknown() -> None:
    """
    arXiv wrapped texts at 80 columns until 2025, and may have nothing in an element.
    """
    paper = windmills(1)[0]
    rough = replace(
        paper,
        title="  A Paper about\n  Windmills ",
        authors=("Ada\n Lovelace ", " ", "Paul Erdős"),
        comment=" \n ",
        journal_ref="Windmills\n 1 (2025)",
        doi="10.1000/1 ",
    )
    with ArxivServer([rough]) as server:
        assert [replace(paper, journal_ref="Windmills 1 (2025)", doi="10.1000/1")] == asked(
            asking(server)
        )


def test_each_doi_of_a_paper_is_kept() -> None:
    """
    arXiv has an element for each; the package for the query API reads the first alone.
    """
    (paper,) = windmills(1)
    several = replace(paper, doi="10.1000/1 10.1000/Erratum(1)")
    written = replace(paper, doi="https://doi.org/10.1000/1, doi:10.1000/Erratum(1)")
    with ArxivServer([several]) as api, OaiServer([Change(DAY, written)]) as oai:
        assert [several] == asked(asking(api))
        assert [several] == [found for page in pages(harvesting(oai)) for found in page.papers]


def test_categories_are_arxivs_own_with_the_primary_first() -> None:
    """
    Old answers mix in classes of other bodies; the primary category may stand anywhere.
    """

    def mix(feed: etree._Element) -> None:
        primary = feed.find(".//{*}primary_category")
        assert primary is not None
        primary.set("term", "math-ph")

    terms = ("68T45", "cs.CV", "I.2.10", "cond-mat.mes-hall", "cs.CV")
    paper = windmills(1)[0]
    with ArxivServer([replace(paper, categories=terms)]) as server:
        server.fail(rewrite(mix))
        (found,) = asked(asking(server))

    assert ("math-ph", "cs.CV", "cond-mat.mes-hall") == found.categories


def test_a_paper_without_category_is_dropped() -> None:
    """
    Nobody could say where it belongs.
    """
    with ArxivServer([replace(windmills(1)[0], categories=("68T45",))]) as server:
        (page,) = asking(server).pages(QUERY, sort_by="updated", size=1, limit=1)

    assert ("http://arxiv.org/abs/2512.19999v1: no category",) == tuple(map(str, page.dropped))


def test_queries_arrive_as_they_were_written() -> None:
    """
    With quotation marks, parentheses and letters of any script.
    """
    query = '(ti:"C++ & 视频" OR abs:"50% {x}") ANDNOT (cat:cs.*)'
    with ArxivServer() as server:
        asking(server).total(query)

        (request,) = server.requests
    assert query == request.parameters["search_query"]


def test_the_reason_of_a_wrong_query_reaches_its_keeper() -> None:
    """
    arXiv says what it did not understand.
    """
    with (
        ArxivServer(windmills(1)) as server,
        pytest.raises(AnswerError, match=r"HTTP 400, arXiv says: Invalid query string: 'ti:\('"),
    ):
        asking(server).total("ti:(")


def test_what_the_package_stumbles_over_is_an_error_of_ours() -> None:
    """
    Even a surprise in an answer that looked whole.
    """
    with ArxivServer(windmills(1)) as server:
        # Python reads any character between date and time, the package replaces each Z first.
        server.fail(in_entry(0, "updated", "2025-12-19Z12:00:00"))
        with pytest.raises(AnswerError, match="ValueError: Invalid isoformat"):
            asked(asking(server))


def test_one_failed_query_does_not_spoil_the_next() -> None:
    """
    The same object goes on asking.
    """
    clock = FakeTime()
    with ArxivServer(windmills(2)) as server:
        api = asking(server, clock)
        server.fail(report("bad query", status=400))
        server.fail(refuse(403))
        for _ in range(2):
            with pytest.raises(AnswerError):
                api.total(QUERY)

        assert 2 == api.total(QUERY)
    assert [3, 3] == clock.slept


@pytest.mark.parametrize(
    ("site_url", "contact"),
    [
        ("https://example.org/papers/", " (+https://example.org/papers/)"),
        ("https://example.org/a(b)\r\nX: y", " (+https://example.org/a%28b%29%0D%0AX:%20y)"),
        ("https://пример.example/", " (+https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.example/)"),
        ("", ""),
    ],
)
def test_the_user_agent_names_program_and_site(site_url: str, contact: str) -> None:
    """
    So that arXiv can find out whose requests they are; in letters a header may hold.
    """
    assert f"daily-papers/{version('daily-papers')}{contact}" == user_agent(site_url)


def test_api_url_is_the_one_arxiv_documents() -> None:
    """
    By https: the other one only redirects.
    """
    assert "https://export.arxiv.org/api/query" == API_URL


def test_importing_the_types_does_not_import_the_network() -> None:
    """
    Commands that ask nobody start without arxiv and requests.
    """
    program = "import sys, generator.arxiv_api; print({'arxiv', 'requests'} & {*sys.modules})"

    found = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert b"set()" == found.stdout.strip()


def test_papers_are_asked_for_by_identifier() -> None:
    """
    One request brings up to 200 papers; what arXiv does not know is missing from the answer.
    """
    papers = windmills(201)
    wanted = [paper.arxiv_id.base for paper in papers]
    with ArxivServer(papers) as server:
        api = asking(server)
        pages = list(api.by_ids([*wanted[:199], "2501.00001", *wanted[199:]]))

    assert [199, 2] == [len(page.papers) for page in pages]
    assert papers == [paper for page in pages for paper in page.papers]
    assert 2 == api.requests


def test_nothing_is_asked_for_no_identifier() -> None:
    """
    An empty list would mean any paper to arXiv.
    """
    with ArxivServer(windmills(3)) as server:
        assert [] == list(asking(server).by_ids([]))
        assert [] == server.requests


def test_papers_that_were_not_asked_for_are_no_answer() -> None:
    """
    An index that ignores the list of identifiers would put strangers under a keyword.
    """
    with ArxivServer(windmills(1)) as server:
        server.fail(in_entry(0, "id", "http://arxiv.org/abs/2501.00001v1"), times=3)
        with pytest.raises(AnswerError, match="which was not asked for"):
            list(asking(server).by_ids([windmills(1)[0].arxiv_id.base]))


@pytest.mark.parametrize(
    ("begun", "kind"), [(False, BudgetError), (True, TransportError)], ids=["unasked", "begun"]
)
def test_a_query_that_was_begun_was_asked(begun: bool, kind: type[Exception]) -> None:  # noqa: FBT001 - a table's column
    """
    One that the time did not even suffice to begin is told from one that used it up.
    """
    policy = RequestPolicy(budget=100)
    with ArxivServer(windmills(3)) as server:
        api = asking(server, policy=policy)
        server.fail(refuse(429, Retry_After="900"))
        if not begun:
            with pytest.raises(TransportError):
                asked(api)
        with pytest.raises(TransportError, match="due in 900 s") as raised:
            asked(api)

    assert kind is raised.type
