"""
An ArxivApi in tests: asks a server on this machine, in a time of its own.
"""

from datetime import UTC, datetime, timedelta

from samples.making import make_paper
from servers.arxiv_server import ArxivServer

from generator.arxiv_api import RequestPolicy
from generator.arxiv_api.client import ArxivApi
from generator.papers.paper import Paper

QUERY = 'ti:"windmills"'

_NEWEST = datetime(2025, 12, 19, 12, tzinfo=UTC)


class FakeTime:
    """
    A time that passes only while somebody sleeps; remembers the pauses.
    """

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def asking(
    server: ArxivServer, time: FakeTime | None = None, policy: RequestPolicy | None = None
) -> ArxivApi:
    """
    Asks *server* by *policy*, without jitter, and without waiting for it.
    """
    time = time or FakeTime()
    return ArxivApi(
        server.url,
        agent="daily-papers/test",
        policy=policy or RequestPolicy(),
        clock=time.clock,
        sleep=time.sleep,
        jitter=lambda: 0.0,
    )


def asked(api: ArxivApi, size: int = 100, limit: int = 100) -> list[Paper]:
    """
    The newest papers about windmills.
    """
    pages = api.pages(QUERY, sort_by="updated", size=size, limit=limit)
    return [paper for page in pages for paper in page.papers]


def windmills(count: int) -> list[Paper]:
    """
    So many papers about windmills, newest first, an hour apart.
    """
    moments = [_NEWEST - timedelta(hours=place) for place in range(count)]
    return [
        make_paper(f"2512.{19999 - place}", updated=moment, published=moment)
        for place, moment in enumerate(moments)
    ]
