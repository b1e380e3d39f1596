"""
How the real program behaves towards arXiv, read from the server's own log.
"""

from itertools import pairwise
from pathlib import Path

import pytest
from msgspec import Struct
from programs.keeper import SAMPLE, Keeper
from servers.arxiv_faults import deliver, redirect, refuse, report, truncate
from servers.arxiv_server import ArxivServer, Request, read_papers

# Instead of the three seconds, so that the test takes only some.
PAUSE = 0.2
RETRY_AFTER = 1.0
KEYWORDS = """\
keywords:
  - name: refused
    query: ti:understanding
  - name: rest
    query: ti:language
  - name: wrong
    query: ti:anomaly
  - name: rough
    query: ti:video
  - name: fine
    query: ti:model
"""


class Log(Struct, frozen=True):
    """
    A run's requests, from when to when each was answered, and how the run ended.
    """

    requests: list[Request]
    spans: list[tuple[float, float]]
    code: int

    def gaps(self, word: str) -> list[float]:
        """
        The seconds before each repetition of the query for *word*.
        """
        places = [place for place, one in enumerate(self.requests) if word in one.path]
        return [self.spans[place][0] - self.spans[place - 1][1] for place in places[1:]]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    keeper = Keeper(tmp_path_factory.mktemp("keeper"))
    (keeper.root / "keywords.yaml").write_text(KEYWORDS, "utf-8")
    with ArxivServer(read_papers(SAMPLE)) as server:
        server.fail(refuse(503), times=3, query="understanding")
        server.fail(refuse(429, Retry_After=f"{RETRY_AFTER:.0f}"), query="language")
        server.fail(report("bad query", 400), times=9, query="anomaly")
        for fault in (redirect("/moved"), truncate(900), deliver("reset", at=-9)):
            server.fail(fault, query="video")
        run = keeper.run("fetch", "--api-url", server.url, "--pause", str(PAUSE))
    return Log(server.requests, sorted(server.spans), run.returncode)


def test_one_request_at_a_time_and_a_pause_after_each(log: Log) -> None:
    """
    From the end of an answer to the next request, whatever it is, the pause passes: between
    keywords, before retries and before the next step of a redirect.
    """
    assert 1 == log.code
    assert len(log.requests) == len(log.spans) == 4 + 2 + 1 + 4 + 1
    assert all(after[0] - before[1] >= PAUSE for before, after in pairwise(log.spans))


def test_pauses_grow_with_each_refusal(log: Log) -> None:
    """
    Twice as long each time, and up to twice as long again by chance.
    """
    assert all(
        gap >= PAUSE * 2**tries for tries, gap in enumerate(log.gaps("understanding"), start=1)
    )
    assert 3 == len(log.gaps("understanding"))


def test_retry_after_is_waited_for(log: Log) -> None:
    """
    Where arXiv says how long, that is how long.
    """
    (gap,) = log.gaps("language")
    assert gap >= RETRY_AFTER


def test_what_is_wrong_is_asked_once(log: Log) -> None:
    """
    A query that arXiv cannot read is not repeated.
    """
    assert [] == log.gaps("anomaly")


def test_nothing_is_asked_twice_once_it_is_answered(log: Log) -> None:
    """
    The last request for each query is the one that was answered, and nobody asks again.
    """
    last = {request.parameters["search_query"]: request for request in log.requests}
    places = [log.requests.index(request) for request in last.values()]

    assert 5 == len(last)
    assert places == sorted(places)
    assert places[-1] == len(log.requests) - 1


def test_who_refuses_everything_is_soon_left_alone(tmp_path: Path) -> None:
    """
    After three refusals in a row that concern no query the run asks nothing more, however many
    keywords there are; it says so.
    """
    keeper = Keeper(tmp_path)
    names = "".join(f"  - Windmill {number}\n" for number in range(40))
    (tmp_path / "keywords.yaml").write_text(f"keywords:\n{names}", "utf-8")
    with ArxivServer() as server:
        server.fail(refuse(403, "Forbidden"), times=999)
        run = keeper.run("fetch", "--api-url", server.url, "--pause", "0")

    assert (3, 3) == (run.returncode, len(server.requests))
    assert "HTTP 403, arXiv says: Forbidden" in run.stdout
    assert 3 == run.stdout.count(": FAILED, keeps what it had: ")
    assert 37 == run.stdout.count(": NOT ASKED, the next run does: ")
    assert "37 keywords not asked; first in the next run" in run.stdout
