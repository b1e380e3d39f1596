"""
How long a run takes while arXiv is down for everybody: python benchmarks/outages.py [KEYWORDS ...]

Waiting is not waited for: the pauses are those of the program, in a time that only sleeping and
silence move. Everything else is real: the requests, the servers and the store.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from measuring import ROOT  # noqa: F401 - lets the servers of the tests be found
from msgspec import Struct
from servers.arxiv_faults import Fault, deliver, refuse
from servers.arxiv_server import ArxivServer
from synthetic import names
from table import Row, Topic, counted

from generator.arxiv_api import RequestPolicy
from generator.arxiv_api.client import ArxivApi
from generator.fetch.alone import Alone, search_of
from generator.fetch.combined import Combined
from generator.fetch.harvest import Harvest
from generator.fetch.run import fetch
from generator.fetch.strategy import Strategy, is_harvest
from generator.keywords.arxiv_query import query_of
from generator.keywords.keyword import Keyword
from generator.keywords.slugs import slug_of
from generator.papers.freshness import Freshness
from generator.store import Store

NOW = datetime(2026, 7, 1, 6, tzinfo=UTC)

NOBODY = "http://127.0.0.1:9/api/query"

OUTAGES: dict[str, Fault | None] = {
    "refused connections": None,
    "503": refuse(503),
    "429 without Retry-After": refuse(429),
    "silence": deliver("hang"),
}

# Seconds of silence that a request for a query, and one for a harvest, waits for.
_SILENCE, _HARVEST_SILENCE = RequestPolicy().read_timeout, RequestPolicy().deadline


class Run(Struct, frozen=True):
    """
    A run in an outage: its seconds, its requests, and the keywords that it did not ask for.
    """

    seconds: float
    requests: int
    not_asked: int


class OutageTime:
    """
    A time that passes while somebody sleeps, and while a server of *silent* is asked.
    """

    def __init__(self, silent: Sequence[tuple[ArxivServer, float]]) -> None:
        self._slept, self._silent = 0.0, silent

    def clock(self) -> float:
        """
        The seconds that have passed.
        """
        return self._slept + sum(len(server.requests) * each for server, each in self._silent)

    def sleep(self, seconds: float) -> None:
        """
        Let *seconds* pass.
        """
        self._slept += seconds


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    For each number of keywords and each outage, an ordinary day's run; then a first run.
    """
    for count in sizes:
        for name, fault in OUTAGES.items():
            yield _row(f"{count} keywords, {name}", _run(count, fault, is_first=False), count)
    for name, fault in OUTAGES.items():
        run = _run(sizes[-1], fault, is_first=True)
        yield _row(f"{sizes[-1]} keywords, first run, {name}", run, sizes[-1])


def _row(what: str, run: Run, count: int) -> Row:
    not_asked = f"{run.not_asked} of {count} keywords not asked"
    return Row(
        what=what, wall=run.seconds, amount=counted(run.requests, "request"), compared=(not_asked,)
    )


def _run(count: int, fault: Fault | None, *, is_first: bool) -> Run:
    silent = fault is OUTAGES["silence"]
    policy = RequestPolicy(read_timeout=0.1, deadline=0.3) if silent else RequestPolicy()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        query, harvest = (stack.enter_context(ArxivServer()) for _ in range(2))
        for server in (query, harvest):
            server.fail(fault or refuse(503), times=9999)
        times = [(query, _SILENCE), (harvest, _HARVEST_SILENCE)] if silent else []
        time = OutageTime(times)
        api = ArxivApi(
            query.url if fault else NOBODY,
            oai_url=harvest.url if fault else NOBODY,
            agent="daily-papers/benchmark",
            policy=policy,
            clock=time.clock,
            sleep=time.sleep,
            jitter=lambda: 0.5,
        )
        keywords, store = _keywords(count), Store(folder)
        if not is_first:
            store.write_freshness({one.slug: _answered(one) for one in keywords})
        strategies = _strategies(api, store, count)
        updates = list(fetch(keywords, strategies, store, now=NOW, by_id=api.by_ids))
        not_asked = sum(not update.is_asked for update in updates)
        return Run(time.clock(), api.requests, not_asked)


def _keywords(count: int) -> list[Keyword]:
    return [
        Keyword(name=name, slug=slug_of(name), query=query_of(phrases=[name]))
        for name in names(count)
    ]


def _answered(keyword: Keyword) -> Freshness:
    yesterday = NOW - timedelta(days=1)
    return Freshness(
        query=keyword.query,
        attempted=yesterday,
        succeeded=yesterday,
        swept=yesterday,
        newest=yesterday,
        total=3,
    )


def _strategies(api: ArxivApi, store: Store, count: int) -> list[Strategy]:
    last = Combined(api, Alone(search_of(api, limit=2000)))
    return [Harvest(api, store), last] if is_harvest("auto", count) else [last]


TOPIC = Topic(
    title="When arXiv is down",
    about="A run while arXiv answers nobody, with the program's own pauses: those that grow by"
    " chance are taken at their mean. Waiting is counted and not waited for; silence is what a"
    " request waits for an answer, 30 seconds, or 120 for a harvest. More than 200 keywords are"
    " harvested.",
    rows=rows,
    quick=(4, 25, 500),
    full=(4, 25, 500),
)

if __name__ == "__main__":
    TOPIC.main()
