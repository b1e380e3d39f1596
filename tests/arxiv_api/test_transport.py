import gc
import gzip
import re
import socket
from itertools import pairwise

import pytest
from lxml import etree
from servers.arxiv_asking import QUERY, FakeTime, asked, asking, windmills
from servers.arxiv_faults import (
    Fault,
    Reply,
    deliver,
    edit,
    empty_page,
    headed,
    redirect,
    refuse,
    report,
    rewrite,
    say,
    truncate,
)
from servers.arxiv_server import ArxivServer
from servers.expensive_answers import ENTRIES
from servers.fault_matrix import FRAMING

from generator.arxiv_api import RequestPolicy
from generator.arxiv_api.client import ArxivApi
from generator.errors import AnswerError, ArxivError, TransportError

PAPERS = windmills(3)

# Small, for faults that take their time.
HASTY = RequestPolicy(read_timeout=0.1, attempts=2)


def reversed_entries(feed: etree._Element) -> None:
    for entry in feed.findall("{*}entry"):
        feed.insert(7, entry)


def wrong_total(feed: etree._Element) -> None:
    total = feed.find("{*}totalResults")
    assert total is not None
    total.text = "4"


PASSING: dict[str, Fault] = {
    "406": refuse(406),
    "429": refuse(429),
    "500": report("an internal error", status=500),
    "502": say(b"<html>Bad Gateway</html>", "text/html", status=502),
    "503": refuse(503),
    "504": refuse(504, ""),
    "closed before an answer": deliver("cut", at=0),
    "closed in the body": deliver("cut", at=-100),
    "reset": deliver("reset", at=20),
    "reset in the body": deliver("reset", at=-100),
}

DOUBTFUL: dict[str, Fault] = {
    "closed in the headers": deliver("cut", at=30),
    "text": say(b"Rate exceeded.", "text/plain"),
    "HTML": say(b"<html><p>Please wait.</p></html>", "text/html"),
    "nothing": say(b""),
    "truncated": truncate(1500),
    "empty page": empty_page,
    "wrong total": rewrite(wrong_total),
    "unsorted": rewrite(reversed_entries),
    "not packed": headed(Content_Encoding="gzip"),
}

FINAL: dict[str, Fault] = {
    "204": refuse(204, ""),
    "400": report("incorrect id format for abc", status=400),
    "403": refuse(403, "Forbidden"),
    "404": say(b"<html/>", "text/html", status=404),
    "error entry": report("bad query"),
    "elsewhere": redirect("http://example.org"),
    "without end": redirect("/moved"),
}

BAD_DELIVERY = {"hang": deliver("hang"), "hang in the body": deliver("hang", at=-9)}


@pytest.mark.parametrize("name", [*PASSING, *DOUBTFUL])
def test_a_fault_that_passes_is_outlasted(name: str) -> None:
    """
    After a failed request the next one succeeds, and nobody notices but the log.
    """
    with ArxivServer(PAPERS) as server:
        server.fail((PASSING | DOUBTFUL)[name])
        papers = asked(asking(server))

        assert PAPERS == papers
        assert 2 == len(server.requests)


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
@pytest.mark.parametrize("name", FRAMING)
def test_what_breaks_the_rules_of_http_is_asked_for_again(name: str) -> None:
    """
    Whatever a gateway makes of chunks, lengths and encodings passes; the reason is a plain one.
    """
    fault, reason = FRAMING[name]
    with ArxivServer(PAPERS) as server:
        server.fail(fault)
        assert PAPERS == asked(asking(server))
        assert 2 == len(server.requests)

        server.fail(fault, times=9)
        with pytest.raises(ArxivError, match=re.escape(reason)):
            asked(asking(server))

    # urllib3 does not close the connection of an answer with two lengths.
    gc.collect()


@pytest.mark.parametrize("name", PASSING)
def test_a_refusal_that_stays_is_no_answer(name: str) -> None:
    """
    After a number of requests with growing pauses the query has failed.
    """
    times = 3 if name == "500" else 5
    clock = FakeTime()
    with ArxivServer(PAPERS) as server:
        server.fail(PASSING[name], times=9)
        with pytest.raises(TransportError, match=rf"\({times} times\)$") as raised:
            asked(asking(server, clock))

        assert server.url in raised.value.url
        assert times == len(server.requests)
    assert all(shorter < longer for shorter, longer in pairwise(clock.slept))


@pytest.mark.parametrize("name", DOUBTFUL)
def test_an_answer_that_stays_doubtful_is_none(name: str) -> None:
    """
    What does not prove itself whole is asked for again, but only a few times.
    """
    with ArxivServer(PAPERS) as server:
        server.fail(DOUBTFUL[name], times=9)
        with pytest.raises(AnswerError, match=r"the answer .* \(3 times\)$"):
            asked(asking(server))

        assert 3 == len(server.requests)


@pytest.mark.parametrize("name", FINAL)
def test_what_cannot_pass_is_not_repeated(name: str) -> None:
    """
    A wrong query stays wrong, a redirect out of arXiv stays one.
    """
    with ArxivServer(PAPERS) as server:
        server.fail(FINAL[name], times=9)
        with pytest.raises(AnswerError) as raised:
            asked(asking(server))

        expected = {
            "204": "HTTP 204",
            "400": "HTTP 400, arXiv says: incorrect id format for abc",
            "403": "HTTP 403, arXiv says: Forbidden",
            "404": "HTTP 404",
            "error entry": "arXiv says: bad query",
            "elsewhere": "refused to follow a redirect to 'http://example.org/",
            "without end": "redirected more than 3 times",
        }[name]
        assert raised.value.reason.startswith(expected)
        assert (4 if name == "without end" else 1) == len(server.requests)


def test_throttling_is_met_with_longer_pauses() -> None:
    """
    Asking on prolongs it; another refusal passes sooner.
    """
    clock = FakeTime()
    with ArxivServer(PAPERS) as server:
        server.fail(refuse(503))
        server.fail(refuse(429))
        asked(asking(server, clock))

    assert [6, 60] == clock.slept


def test_retry_after_is_obeyed() -> None:
    """
    Be it a number of seconds or a date.
    """
    clock = FakeTime()
    with ArxivServer(PAPERS) as server:
        server.fail(refuse(503, Retry_After="40"))
        server.fail(
            refuse(
                429,
                Retry_After="Fri, 19 Dec 2025 12:02:00 GMT",
                Date="Fri, 19 Dec 2025 12:00:00 GMT",
            )
        )
        asked(asking(server, clock))

    assert [40, 120] == clock.slept


def test_the_rest_arxiv_asked_for_holds_for_the_next_query() -> None:
    """
    A query that was given up because of throttling does not throttle the ones after it.
    """
    clock = FakeTime()
    with ArxivServer(PAPERS) as server:
        api = asking(server, clock, RequestPolicy(attempts=1))
        server.fail(refuse(429, Retry_After="300"))
        with pytest.raises(TransportError):
            asked(api)
        asked(api)

    assert [300] == clock.slept


def test_retry_after_beyond_the_budget_ends_the_query() -> None:
    """
    Tomorrow is another run.
    """
    clock = FakeTime()
    with ArxivServer(PAPERS) as server:
        server.fail(refuse(429, Retry_After="86400"))
        with pytest.raises(TransportError, match=r"due in 86400 s, .* \(1800 s\) 1800 s are left"):
            asked(asking(server, clock))

    assert [] == clock.slept


def test_redirects_are_followed_at_the_same_pace() -> None:
    """
    Each step is a request of its own.
    """
    clock = FakeTime()
    with ArxivServer(PAPERS) as server:
        server.fail(redirect("/moved", 301))
        api = asking(server, clock)

        assert PAPERS == asked(api)
        assert 2 == api.requests == len(server.requests)
        assert server.requests[1].path == "/moved" + server.requests[0].path
    assert [3] == clock.slept


@pytest.mark.parametrize("name", BAD_DELIVERY)
def test_silence_is_not_waited_out(name: str) -> None:
    """
    A server that stops talking is left alone after the read timeout.
    """
    with ArxivServer(PAPERS) as server:
        server.fail(BAD_DELIVERY[name], times=2)
        with pytest.raises(TransportError, match=r"no sign of life for 0.1 s \(2 times\)"):
            asked(asking(server, policy=HASTY))


@pytest.mark.parametrize("at", [0, 20, -400])
def test_a_dripping_answer_is_cut_off(at: int) -> None:
    """
    A byte now and then keeps a read timeout happy for ever: the whole answer has a deadline.
    """
    with ArxivServer(PAPERS) as server:
        server.fail(deliver("drip", at=at, interval=0.05), times=2)
        policy = RequestPolicy(pause=0.01, read_timeout=20, deadline=0.4, attempts=2)
        api = ArxivApi(server.url, agent="daily-papers/test", policy=policy)
        with pytest.raises(TransportError, match=r"no whole answer within 0.4 s \(2 times\)"):
            asked(api)


class Striding(FakeTime):
    """
    Loses a minute whenever somebody looks at it.
    """

    def clock(self) -> float:
        self.now += 60
        return self.now


def test_time_may_run_out_between_two_reads() -> None:
    """
    Then the next read does not even begin.
    """
    with ArxivServer(PAPERS) as server:
        policy = RequestPolicy(deadline=50, budget=9999, attempts=1)
        with pytest.raises(TransportError, match=r"no whole answer within 50 s$"):
            asked(asking(server, Striding(), policy))


def test_nobody_listening_is_tried_again() -> None:
    """
    A refused connection is a request like any other: counted, repeated, paced.
    """
    clock = FakeTime()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    api = ArxivApi(
        f"http://127.0.0.1:{port}/api/query",
        agent="daily-papers/test",
        clock=clock.clock,
        sleep=clock.sleep,
        jitter=lambda: 0.0,
    )
    with pytest.raises(TransportError, match="Connection refused"):
        asked(api)

    assert 5 == api.requests
    assert [6, 12, 24, 48] == clock.slept


def test_a_connection_that_does_not_come_about_times_out() -> None:
    """
    A full queue of a server that accepts nobody.
    """
    hasty = RequestPolicy(pause=0.01, connect_timeout=0.1, attempts=1)
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/api/query"
        with socket.create_connection(server.getsockname()):
            api = ArxivApi(url, agent="daily-papers/test", policy=hasty)
            with pytest.raises(TransportError, match=r"no connection within 0.1 s$"):
                asked(api)


def test_the_pace_stands_in_the_log_of_the_server() -> None:
    """
    Between any two requests lies the pause: pages, redirects, retries of all kinds, queries.
    """
    policy = RequestPolicy(pause=0.05)
    with ArxivServer(windmills(6)) as server:
        api = ArxivApi(server.url, agent="test", policy=policy, jitter=lambda: 0.0)
        for fault in (redirect("/moved"), truncate(9), deliver("reset"), refuse(503)):
            server.fail(fault)
        asked(api, size=2)
        api.total(QUERY)

        moments = [request.at for request in server.requests]
    assert 8 == len(moments) == api.requests
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(moments))


def test_each_request_says_who_asks_and_for_what() -> None:
    """
    arXiv refuses requests without Accept, and throttles unnamed libraries harder.
    """
    with ArxivServer(PAPERS) as server:
        asked(asking(server))

        (request,) = server.requests
    assert "daily-papers/test" == request.headers["user-agent"]
    assert request.headers["accept"].startswith("application/atom+xml")
    assert "gzip" in request.headers["accept-encoding"]


def test_passwords_stay_at_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """
    What a netrc file has for the host is nobody's business.
    """
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("default login ada password secret\n", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    with ArxivServer(PAPERS) as server:
        monkeypatch.setenv("HTTP_PROXY", server.url)
        asked(ArxivApi("http://arxiv.test/api/query", agent="test"))

        (request,) = server.requests
    assert request.path.startswith("http://arxiv.test/api/query?")
    assert "authorization" not in request.headers


def test_this_machine_is_not_behind_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A proxy of the network is not asked for an address of the machine itself.
    """
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with ArxivServer(PAPERS) as server:
        assert PAPERS == asked(asking(server))


def test_packed_answers_are_unpacked() -> None:
    """
    arXiv sends what it announces most of the time.
    """
    with ArxivServer(PAPERS) as server:
        server.fail(lambda reply: packed(reply.body)(reply))

        assert PAPERS == asked(asking(server))
        assert 1 == len(server.requests)


def packed(body: bytes) -> Fault:
    """
    *body* as gzip, and announced as such.
    """
    announced = headed(Content_Encoding="gzip")
    return lambda reply: announced(say(gzip.compress(body))(reply))


def test_what_is_sent_is_measured_too() -> None:
    """
    Many small chunks are many bytes, of which few are the answer's.
    """
    chunked = headed(Transfer_Encoding="chunked")
    with ArxivServer(PAPERS) as server:
        server.fail(lambda reply: chunked(edit(lambda _: b"1\r\n \r\n" * 2**19)(reply)), times=9)
        with pytest.raises(AnswerError, match=r"the answer has more than 1000000 bytes$"):
            asked(asking(server, policy=RequestPolicy(max_bytes=1_000_000)))

        assert 1 == len(server.requests)


def test_reading_counts_against_the_time_of_the_request() -> None:
    """
    An answer that comes in time and is read too late is as late as one that never comes.
    """
    time = FakeTime()

    def late(reply: Reply) -> Reply:
        time.now += 500
        return reply

    with ArxivServer(PAPERS) as server:
        server.fail(late)
        assert PAPERS == asked(asking(server, time))

        assert 2 == len(server.requests)


def test_reading_ends_when_it_has_taken_too_long() -> None:
    """
    An answer that keeps the processor busy is not read again.
    """
    with ArxivServer(PAPERS) as server:
        with pytest.raises(AnswerError, match=r"the answer takes more than 0 s to read$"):
            asked(asking(server, policy=RequestPolicy(reading=0)))

        assert 1 == len(server.requests)


def test_reading_ends_also_between_two_entries() -> None:
    """
    The LaTeX in names costs more than the XML around them. Of a hundred entries, few are read.
    """
    with ArxivServer() as server:
        server.fail(ENTRIES["long names"](3_000_000))
        with pytest.raises(AnswerError, match=r"the answer takes more than 0\.5 s to read$"):
            asked(asking(server, policy=RequestPolicy(reading=0.5)))

        assert 1 == len(server.requests)


def test_an_answer_without_measure_is_left_alone() -> None:
    """
    Also one that is small only as long as it is packed.
    """
    with ArxivServer(PAPERS) as server:
        server.fail(packed(bytes(2**22)))
        with pytest.raises(AnswerError, match=r"the answer has more than 1000000 bytes$"):
            asked(asking(server, policy=RequestPolicy(max_bytes=1_000_000)))

        assert 1 == len(server.requests)


@pytest.mark.parametrize("url", ["localhost:8001/api/query", "ftp://127.0.0.1/", "http://[::1", ""])
def test_an_address_nobody_can_ask_is_an_error_of_ours(url: str) -> None:
    """
    Whatever the address, what leaves is an ArxivError that names it.
    """
    with pytest.raises(ArxivError) as raised:
        asked(ArxivApi(url, agent="test"))

    assert str(raised.value).startswith(url)
