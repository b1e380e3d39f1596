from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from lxml import etree
from msgspec.structs import replace
from samples.making import make_paper
from samples.shared import answers
from servers.arxiv_asking import FakeTime
from servers.arxiv_faults import Fault, deliver, edit, redirect, refuse, rewrite, say, truncate
from servers.oai_asking import DAY, bases, changed, harvesting, pages
from servers.oai_records import OAI, RAW, Change
from servers.oai_server import OaiServer

from generator.arxiv_api import RequestPolicy
from generator.arxiv_api.client import OAI_URL
from generator.arxiv_api.oai_pmh import changes
from generator.errors import AnswerError, BudgetError, TransportError


def without_date(root: etree._Element) -> None:
    for element in root.iter(f"{{{OAI}}}responseDate"):
        root.remove(element)


def without_records(root: etree._Element) -> None:
    for element in root.iter(f"{{{OAI}}}record"):
        element.getparent().remove(element)  # type: ignore[union-attr]  # it stands in a list


def unordered(root: etree._Element) -> None:
    stamps = list(root.iter(f"{{{OAI}}}datestamp"))
    stamps[0].text = "2025-12-20"


def doubled(root: etree._Element) -> None:
    for element in list(root.iter(f"{{{OAI}}}identifier")):
        element.text = "oai:arXiv.org:2512.00001"


DOUBTFUL: dict[str, tuple[Fault, str]] = {
    "HTML": (say(b"<html/>", "text/html"), "is no feed but text/html"),
    "HTML called XML": (say(b"<html/>"), "is no OAI-PMH but <html>"),
    "cut": (truncate(1500), "is not XML from beginning to end"),
    "nothing": (say(b""), "is not XML"),
    "a document type": (edit(lambda body: b"<!DOCTYPE x>" + body[38:]), "document type"),
    "no responseDate": (rewrite(without_date), "has a responseDate that is no time"),
    "no records": (rewrite(without_records), "not in the order of their changes"),
    "unordered": (rewrite(unordered), "not in the order of their changes"),
    "a record twice": (rewrite(doubled), "has 2512.00001 twice"),
    "another verb": (
        edit(lambda body: body.replace(b"ListRecords>", b"Identify>")),
        "neither records nor an error",
    ),
    "no day": (edit(lambda body: body.replace(b"2025-12-18<", b"today<")), "the datestamp 'today'"),
}


def test_all_that_changed_comes_in_pages() -> None:
    """
    In the order of the changes, each record once, with one request a page.
    """
    with OaiServer(changed(7, days=3), size=3) as server:
        found = list(pages(harvesting(server)))

        assert bases(found) == [f"2512.{10000 + place}" for place in range(7)]
        assert [18, 20, 20] == [page.reached.day for page in found if page.reached]
        assert len(server.requests) == 3


def test_a_long_day_comes_in_pages_too() -> None:
    """
    More papers than a page holds change in an hour when arXiv tidies up.
    """
    with OaiServer(changed(7), size=2) as server:
        assert len(bases(pages(harvesting(server)))) == 7


def test_a_paper_is_the_same_by_either_interface() -> None:
    """
    Its newest version, the dates of that and of the first, and every text.
    """
    paper = make_paper(
        "2512.17601v3",
        published=datetime(2025, 11, 3, 4, 5, 6, tzinfo=UTC),
        title="On $x < y$ & more",
        abstract="First paragraph.\nSecond one.",
        categories=("hep-th", "math.AG"),
        comment="12 pages",
        journal_ref="J. Wind 7 (2025)",
        doi="10.1000/7",
    )
    with OaiServer([Change(DAY, paper)]) as server:
        (page,) = pages(harvesting(server))

        assert (paper,) == page.papers
        assert datetime(2025, 12, 19, 6, tzinfo=UTC) == page.answered


def test_arxiv_says_itself_that_a_version_is_withdrawn() -> None:
    """
    arXivRaw gives each version a type of source; the letter I says that there is none.
    """
    gone = make_paper("2512.10000v2", withdrawn=True)
    with OaiServer([Change(DAY, gone), Change(DAY, make_paper("2512.10001v2"))]) as server:
        (page,) = pages(harvesting(server))

        assert [True, False] == [paper.withdrawn for paper in page.papers]


def test_deleted_records_are_no_papers() -> None:
    """
    And no failure either.
    """
    with OaiServer([replace(one, deleted=True) for one in changed(2)]) as server:
        (page,) = pages(harvesting(server))

        assert ((), ()) == (page.papers, page.dropped)


def test_nothing_new_is_no_failure() -> None:
    """
    OAI-PMH calls it an error; most Sundays have it.
    """
    with OaiServer(changed(3)) as server:
        (page,) = pages(harvesting(server), date(2025, 12, 19))

        assert ((), None) == (page.papers, page.token)


def test_only_a_part_of_arxiv_is_asked_for_by_its_set() -> None:
    """
    The request names the set; what is not in it is not sent.
    """
    other = Change(DAY, make_paper("2512.00007", categories=("hep-th",)))
    with OaiServer([*changed(2), other]) as server:
        assert ["2512.00007"] == bases(pages(harvesting(server), subset="physics:hep-th"))
        assert "physics:hep-th" == server.requests[0].parameters["set"]


def test_an_unknown_set_is_arxivs_own_word() -> None:
    """
    What arXiv says is passed on, and not asked again.
    """
    with OaiServer(changed(2)) as server:
        with pytest.raises(AnswerError, match="arXiv says: badArgument: Set does not exist"):
            list(pages(harvesting(server), subset="alchemy"))

        assert len(server.requests) == 1


def test_a_token_of_yesterday_is_told_from_a_failure() -> None:
    """
    Then the harvest has to begin anew, which is no fault of anybody.
    """
    with OaiServer(changed(3), size=2) as server:
        api = harvesting(server)
        first = api.changes(DAY)
        server.now = datetime(2025, 12, 20, 0, 5, tzinfo=UTC)

        assert first.token
        assert datetime(2025, 12, 20, tzinfo=UTC) == first.token.expires
        assert api.more_changes(first.token.text) is None


def test_a_first_page_needs_no_token() -> None:
    """
    A server that misses one there is out of order.
    """
    odd = b'<error code="badResumptionToken">?</error>'
    with OaiServer(changed(1)) as server:
        whole = harvesting(server)
        server.fail(
            edit(lambda body: body[: body.index(b"<ListRecords")] + odd + b"</OAI-PMH>"), times=9
        )

        with pytest.raises(TransportError, match="token where there was none"):
            whole.changes(DAY)


@pytest.mark.parametrize("name", DOUBTFUL)
def test_an_answer_that_is_not_whole_is_asked_for_again(name: str) -> None:
    """
    Three times at most; then it has failed, and the reason is told.
    """
    fault, reason = DOUBTFUL[name]
    with OaiServer(changed(3)) as server:
        server.fail(fault, times=2)

        assert len(bases(pages(harvesting(server)))) == 3

        server.fail(fault, times=3)
        with pytest.raises(AnswerError, match=reason):
            harvesting(server).changes(DAY)


def test_arxiv_says_when_it_wants_to_be_asked_again() -> None:
    """
    OAI-PMH controls its flow by 503 and Retry-After.
    """
    time = FakeTime()
    with OaiServer(changed(3)) as server:
        server.fail(refuse(503, Retry_After="77"))

        assert len(bases(pages(harvesting(server, time=time)))) == 3
        assert 77 in time.slept


def test_both_interfaces_keep_one_pace_and_one_budget() -> None:
    """
    arXiv allows one request in three seconds, wherever it goes.
    """
    time = FakeTime()
    with OaiServer(changed(3), size=1) as server:
        api = harvesting(server, time=time, policy=RequestPolicy(budget=8))

        found = pages(api)
        assert [1, 1, 1] == [len(next(found).papers) for _ in range(3)]
        with pytest.raises(BudgetError):
            api.total("all:windmills")

        assert [3.0, 3.0] == time.slept
        assert api.requests == 3


def test_a_page_may_take_its_time_but_not_for_ever() -> None:
    """
    Nothing is heard of a page until all of it is made: longer than the query API may be silent.
    """
    with OaiServer(changed(1)) as server:
        server.fail(deliver("hang", at=0), times=2)
        api = harvesting(server, policy=RequestPolicy(read_timeout=0.01, deadline=0.3, attempts=2))

        with pytest.raises(TransportError, match=r"no sign of life for 0\.3 s"):
            api.changes(DAY)


def test_the_old_address_still_leads_there() -> None:
    """
    arXiv's redirects are followed, on the same terms.
    """
    with OaiServer(changed(2)) as server:
        server.fail(redirect("/new"))

        assert len(bases(pages(harvesting(server)))) == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda raw: raw.remove(raw.find(f"{{{RAW}}}title")), "no title"),
        (lambda raw: raw.remove(raw.find(f"{{{RAW}}}authors")), "no author"),
        (lambda raw: raw.remove(raw.find(f"{{{RAW}}}abstract")), "no abstract"),
        (lambda raw: raw.remove(raw.find(f"{{{RAW}}}categories")), "no category"),
        (lambda raw: raw.remove(raw.find(f"{{{RAW}}}version")), "first version is missing"),
        (lambda raw: raw.find(f"{{{RAW}}}version").set("version", "2"), "version without number"),
        (lambda raw: setattr(raw.find(f"{{{RAW}}}id"), "text", "x"), "no arXiv identifier"),
        (lambda raw: setattr(raw.find(f".//{{{RAW}}}date"), "text", "?"), "unreadable date '?'"),
        (lambda raw: setattr(raw.find(f"{{{RAW}}}title"), "text", "\U0001fffe"), "no text can"),
        (lambda raw: raw.getparent().remove(raw), "no arXivRaw record"),
    ],
)
def test_a_record_that_cannot_be_read_is_named_and_left_out(change, reason: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - lxml's element
    """
    The others of its page are none the worse.
    """

    def damage(root: etree._Element) -> None:
        change(next(root.iter(f"{{{RAW}}}arXivRaw")))

    with OaiServer(changed(2)) as server:
        server.fail(rewrite(damage))
        (page,) = pages(harvesting(server))

        assert "2512.10001" in [paper.arxiv_id.base for paper in page.papers]
        (dropped,) = page.dropped
        assert dropped.base == dropped.name == "2512.10000"
        assert reason in dropped.reason


@pytest.mark.parametrize("path", answers("oai/*/*s*.xml"))
def test_the_loopback_server_answers_in_arxivs_shape(path: Path) -> None:
    """
    Around the records stands what arXiv puts there, in the same order.
    """

    def shape(body: bytes) -> list[str]:
        root = ET.fromstring(body)
        record = root.find(f"{{{OAI}}}ListRecords/{{{OAI}}}record")
        around = [root.tag, *(one.tag for one in root)]
        inside = [] if record is None else [one.tag for one in record.iter()]
        return [*around, *dict.fromkeys(tag for tag in inside if tag.startswith(f"{{{OAI}}}"))]

    body = path.read_bytes()
    if b"<ListRecords>" not in body and b"noRecordsMatch" not in body:
        return
    since = DAY if b"<ListRecords>" in body else date(2026, 1, 1)
    with OaiServer(changed(1)) as server:
        bodies: list[bytes] = []

        def kept(right: bytes) -> bytes:
            bodies.append(right)
            return right

        server.fail(edit(kept))
        list(pages(harvesting(server), since))

    assert shape(body) == shape(bodies[0])


@pytest.mark.parametrize("path", answers("oai/*/err_*.xml"))
def test_arxivs_own_errors_are_understood(path: Path) -> None:
    """
    Nothing new, a token that expired, or a sentence about what is wrong.
    """
    body = path.read_bytes()
    if "noRecordsMatch" in path.name:
        found = changes(body)
        assert found
        assert () == found.papers
    elif "badToken" in path.name:
        assert changes(body) is None
    else:
        with pytest.raises(ValueError, match=r"^(bad|cannot|id)\w+: "):
            changes(body)


@pytest.mark.parametrize("path", answers("oai/*/listrecords*.xml"))
def test_a_recorded_page_is_whole_in_another_format_too(path: Path) -> None:
    """
    Its records are told by name: they lack the versions, which only arXivRaw has.
    """
    found = changes(path.read_bytes())

    assert found
    assert len(found.dropped) == 3
    assert date(2026, 1, 5) == found.reached


def test_the_address_is_arxivs() -> None:
    """
    Where arXiv says since March 2025.
    """
    assert "https://oaipmh.arxiv.org/oai" == OAI_URL
