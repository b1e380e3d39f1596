"""
Changes of papers, and who asks for them, in tests.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from samples.making import make_paper
from servers.arxiv_asking import FakeTime
from servers.arxiv_server import ArxivServer
from servers.oai_records import Change
from servers.oai_server import OaiServer

from generator.arxiv_api import Changes, RequestPolicy
from generator.arxiv_api.client import ArxivApi

DAY = date(2025, 12, 18)


def changed(count: int, *, days: int = 1) -> list[Change]:
    """
    So many papers, their records changed on so many *days* one after the other.
    """
    return [
        Change(
            date.fromordinal(DAY.toordinal() + place * days // count),
            make_paper(f"2512.{10000 + place}v2", published=datetime(2025, 12, 1, tzinfo=UTC)),
        )
        for place in range(count)
    ]


def harvesting(
    oai: OaiServer,
    api: ArxivServer | None = None,
    *,
    time: FakeTime | None = None,
    policy: RequestPolicy | None = None,
) -> ArxivApi:
    """
    Asks these servers without waiting for them.
    """
    time = time or FakeTime()
    return ArxivApi(
        api.url if api else oai.url,
        oai_url=oai.url,
        agent="daily-papers/test",
        policy=policy or RequestPolicy(),
        clock=time.clock,
        sleep=time.sleep,
        jitter=lambda: 0.0,
    )


def pages(api: ArxivApi, since: date = DAY, subset: str | None = None) -> Iterator[Changes]:
    """
    All pages of what changed since then.
    """
    page: Changes | None = api.changes(since, subset)
    while page is not None:
        yield page
        page = api.more_changes(page.token.text) if page.token else None


def bases(found: Iterable[Changes]) -> list[str]:
    """
    The identifiers on the pages, without versions.
    """
    return [paper.arxiv_id.base for page in found for paper in page.papers]
