"""
Imported papers, completed by an arXiv on loopback.
"""

from datetime import date
from pathlib import Path

import pytest
from servers.arxiv_asking import asking, windmills
from servers.arxiv_faults import refuse, report
from servers.arxiv_server import ArxivServer

from generator.imports import completion
from generator.imports.completion import Completion, complete
from generator.papers.announcement import Announcement
from generator.store import PendingPaper, Store, TrackerListing

TODAY = date(2025, 12, 20)

DAY = date(2025, 12, 19)


def waiting(*identifiers: str) -> dict[str, PendingPaper]:
    return {one: PendingPaper("A Paper", {"windmills": TrackerListing(DAY)}) for one in identifiers}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_without_imports_nobody_is_asked(store: Store) -> None:
    """
    An ordinary run costs no request more, and writes no file.
    """
    with ArxivServer() as server:
        assert complete(store, asking(server).by_ids, today=TODAY) is None

        assert [] == server.requests
    assert [] == list(store.folder.iterdir())


def test_imported_papers_become_records(store: Store) -> None:
    """
    Whole ones, in batches, on the day they had; afterwards none waits.
    """
    papers = windmills(205)
    store.write_pending(waiting(*(paper.arxiv_id.base for paper in papers)))
    with ArxivServer(papers) as server:
        completion = complete(store, asking(server).by_ids, today=TODAY)

        assert 2 == len(server.requests)
    assert Completion(completed=205) == completion
    assert {} == store.pending()
    records = store.records()
    assert {paper.arxiv_id.base: paper for paper in papers} == {
        base: record.paper for base, record in records.items()
    }
    # Those submitted later than the tracker says keep the day of their submission.
    assert {DAY} == {
        record.announced["windmills"].day
        for record in records.values()
        if record.paper.published.date() <= DAY
    }


def test_a_known_paper_costs_no_request(store: Store) -> None:
    """
    Under another keyword it is there already, whole.
    """
    (paper,) = windmills(1)
    with ArxivServer([paper]) as server:
        store.write_pending(waiting(paper.arxiv_id.base))
        complete(store, asking(server).by_ids, today=TODAY)
        more = {paper.arxiv_id.base: PendingPaper("A Paper", {"sails": TrackerListing(DAY, 1)})}
        store.write_pending(more)
        completion = complete(store, asking(server).by_ids, today=TODAY)

        assert 1 == len(server.requests)
    assert Completion(completed=1) == completion
    assert Announcement(DAY) == store.records()[paper.arxiv_id.base].announced["sails"]


def test_what_arxiv_does_not_have_is_dropped_and_named(store: Store) -> None:
    """
    After a second question; nothing is invented for it.
    """
    (paper,) = windmills(1)
    store.write_pending(waiting(paper.arxiv_id.base, "2501.99999"))
    with ArxivServer([paper]) as server:
        completion = complete(store, asking(server).by_ids, today=TODAY)

        assert 2 == len(server.requests)
    assert completion is not None
    assert ("2501.99999 (A Paper): arXiv has no readable record of it",) == completion.dropped
    assert {} == store.pending()
    assert [paper.arxiv_id.base] == list(store.records())


def test_one_refused_identifier_does_not_keep_the_others_waiting(store: Store) -> None:
    """
    arXiv refuses a whole request for one identifier it cannot read, and says which.
    """
    (paper,) = windmills(1)
    store.write_pending(waiting(paper.arxiv_id.base, "windmill-1"))
    with ArxivServer([paper]) as server:
        completion = complete(store, asking(server).by_ids, today=TODAY)

    assert completion is not None
    assert 1 == completion.completed
    assert ["windmill-1"] == [one.partition(" ")[0] for one in completion.dropped]


@pytest.mark.parametrize("reason", ["not today", "incorrect id format for 1234.56789"])
def test_another_refusal_keeps_them_waiting(store: Store, reason: str) -> None:
    """
    Whatever arXiv says, a paper is dropped only if its own identifier is at fault.
    """
    store.write_pending(waiting("2512.00001"))
    with ArxivServer() as server:
        server.fail(report(reason, 400))
        completion = complete(store, asking(server).by_ids, today=TODAY)

    assert completion is not None
    assert reason in str(completion.failure)
    assert waiting("2512.00001") == store.pending()


def test_a_failed_batch_waits_for_the_next_run(store: Store) -> None:
    """
    What was completed before stays, and arXiv in trouble is not asked for the rest.
    """
    papers = windmills(250)
    store.write_pending(waiting(*(paper.arxiv_id.base for paper in papers)))
    with ArxivServer(papers) as server:
        api = asking(server)
        first = api.by_ids

        def failing(identifiers: list[str]) -> object:
            if len(identifiers) == 50:
                server.fail(refuse(503), times=5)
            return first(identifiers)

        failed = complete(store, failing, today=TODAY)  # type: ignore[arg-type]  # the same
        later = complete(store, asking(server).by_ids, today=TODAY)

    assert failed is not None
    assert (200, 50) == (failed.completed, failed.waiting)
    assert "HTTP 503" in str(failed.failure)
    assert Completion(completed=50) == later
    assert 250 == len(store.records())


def test_a_run_asks_for_so_many_imported_papers(store: Store) -> None:
    """
    A tracker of ten years is completed in a few runs: the keywords want their share of each.
    """
    most = completion.MAX_REQUESTS * 200
    store.write_pending(waiting(*(f"2512.{number:05}" for number in range(1, most + 202))))
    asked: list[int] = []

    def nothing(identifiers: object) -> list[object]:
        asked.append(len(identifiers))  # type: ignore[arg-type]  # a list
        return []

    done = complete(store, nothing, today=TODAY)  # type: ignore[arg-type]  # pages, none

    assert [200, 200] * completion.MAX_REQUESTS == asked
    assert done is not None
    assert 201 == done.waiting
