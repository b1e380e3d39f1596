"""
Whatever the keywords and the papers, day after day: together each gets what it gets alone.
"""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace
from samples.making import make_paper
from servers import arxiv_query

from generator.arxiv_api import ResultPage
from generator.fetch.alone import Alone, search_of
from generator.fetch.combined import Combined
from generator.fetch.combined.grouping import Limits
from generator.fetch.run import fetch
from generator.keywords.keyword import Keyword
from generator.papers.announcement import Record
from generator.papers.paper import ArxivId, Paper, SortBy
from generator.store import Store

START = datetime(2025, 12, 1, 6, 0, tzinfo=UTC)

DAYS = 12

# Thousands of durable writes: where there is memory to write to, the disk is spared.
RAM = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a fresh folder below it

# Enough to be found for several keywords, by the letter or only by stem, plural or mark.
TITLES = (
    *("Video anomaly detection", "Detecting video anomalies", "Video anomaly detectors"),
    *("Anomaly detection in videos", "Graph neural networks", "Graph neural networking"),
    *("Poincaré maps", "Poincare map", "GPT-3.5 and graph neural network", "Out of distribution"),
    *("Out in distribution", "The Alzheimer's video", "Alzheimer disease", "Transformers"),
)

QUERIES = (
    *(
        '(ti:"video anomaly detection" OR abs:"video anomaly detection")',
        'ti:"graph neural network"',
    ),
    *('ti:"anomaly detection"', 'ti:"Poincare maps"', 'ti:"out of distribution"', 'ti:"GPT-3"'),
    *('au:"K. He"', "(cat:cs.CV) AND (ti:video)", "(ti:graph OR ti:map) ANDNOT (ti:networking)"),
    *('ti:"alzheimer"', "ti:transform* OR ti:detector", "all:video", "ti:detect AND ti:video"),
    *("cat:cs.*", '(ti:"anomaly") OR (au:"He")', "submittedDate:[20251101 TO 20251203]"),
)

AUTHORS = (("Kaiming He",), ("K. He", "Ada Lovelace"), ("Nobody",))

CATEGORIES = (("cs.CV",), ("cs.LG", "cs.CV"), ("hep-th",))

# Day of submission and days until announced; titles of both versions; author, category, and
# days until a revision.
Row = tuple[int, int, tuple[str, str], tuple[int, int, int]]


class Life(Struct, frozen=True):
    """
    A paper from its submission on a day to its announcement, and its revision, if any.
    """

    paper: Paper
    announced: int
    revision: Paper | None
    revised: int


def life(number: int, row: Row) -> Life:
    """
    The paper of this *number*.
    """
    day, delay, titles, (author, category, wait) = row
    moment = START + timedelta(days=day, seconds=number)
    paper = make_paper(
        f"2512.{10000 + number}",
        title=titles[0],
        authors=AUTHORS[author],
        abstract="We look at it.",
        categories=CATEGORIES[category],
        published=moment,
        updated=moment,
    )
    later = moment + timedelta(days=delay + wait)
    revision = replace(
        paper, arxiv_id=ArxivId(paper.arxiv_id.base, 2), title=titles[1], updated=later
    )
    return Life(paper, day + delay, revision if wait else None, day + delay + wait + 1)


lives = st.lists(
    st.tuples(
        st.integers(-50, DAYS),
        st.integers(0, 29),
        st.tuples(st.sampled_from(TITLES), st.sampled_from(TITLES)),
        st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 9)),
    ),
    max_size=40,
).map(lambda rows: [life(number, row) for number, row in enumerate(rows)])

keyword_sets = st.lists(
    st.tuples(
        st.sampled_from(QUERIES),
        st.sampled_from(QUERIES),
        st.integers(1, 12),
        st.sampled_from(["updated", "updated", "published"]),
        st.integers(1, DAYS),
    ),
    min_size=2,
    max_size=7,
)


class Loopback:
    """
    arXiv as the loopback server answers, with no network between.
    """

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = papers
        self.requests = 0

    def pages(self, query: str, *, sort_by: SortBy, size: int, limit: int) -> Iterator[ResultPage]:
        found = list(filter(arxiv_query.matcher(query), self.papers))
        found.sort(key=lambda paper: paper.date(sort_by), reverse=True)
        for start in range(0, max(1, min(len(found), limit)), size):
            self.requests += 1
            page = tuple(found[start : start + size])
            yield ResultPage(papers=page, total=len(found), start=start)

    def among(self, identifiers: Sequence[str], query: str) -> frozenset[str]:
        self.requests += 1
        found = filter(arxiv_query.matcher(query), self.papers)
        return frozenset(one.arxiv_id.base for one in found) & frozenset(identifiers)

    def by_ids(self, identifiers: Sequence[str]) -> Iterator[ResultPage]:
        self.requests += 1
        found = tuple(one for one in self.papers if one.arxiv_id.base in identifiers)
        yield ResultPage(papers=found, total=len(found), start=0)


def there(lives: Sequence[Life], day: int) -> list[Paper]:
    """
    What arXiv has on a day.
    """
    return [
        one.revision if one.revision and one.revised <= day else one.paper
        for one in lives
        if one.announced <= day
    ]


def keywords_of(rows: Sequence[tuple[str, str, int, SortBy, int]], day: int) -> list[Keyword]:
    """
    The keywords on a day: each is edited once.
    """
    return [
        Keyword(
            name=f"K{number}",
            slug=f"k{number}",
            query=later if day >= edited else first,
            max_papers=most,
            sort_by=sort_by,
        )
        for number, (first, later, most, sort_by, edited) in enumerate(rows)
    ]


def run(
    store: Store,
    arxiv: Loopback,
    keywords: Sequence[Keyword],
    day: int,
    *,
    limits: Limits | None = None,
) -> dict[str, frozenset[str]]:
    """
    What each keyword announces on a day.
    """
    alone = Alone(search_of(arxiv, limit=2000))
    strategy = Combined(arxiv, alone, limits=limits) if limits else alone
    now = START + timedelta(days=day)
    updates = list(fetch(keywords, [strategy], store, now=now, by_id=arxiv.by_ids))
    assert not [update.failure for update in updates if update.failure]
    return {update.keyword.slug: frozenset(update.announced) for update in updates}


# A keyword that was edited: papers of its former query are none of those its answers lack.
EDITED: tuple[list[Row], list[tuple[str, str, int, SortBy, int]]] = (
    [
        (0, 0, (TITLES[4], TITLES[0]), (0, 0, 0)),
        (-1, 0, (TITLES[0], TITLES[0]), (0, 0, 0)),
        (0, 0, (TITLES[0], TITLES[4]), (0, 0, 1)),
    ],
    [(QUERIES[0], QUERIES[0], 1, "updated", 1), (QUERIES[1], "all:video", 1, "updated", 1)],
)


@example(lives=list(map(life, range(3), EDITED[0])), rows=EDITED[1])
@given(lives=lives, rows=keyword_sets)
@settings(max_examples=30, deadline=None)
def test_together_is_the_same_as_alone(
    lives: list[Life], rows: list[tuple[str, str, int, SortBy, int]]
) -> None:
    """
    Day after day the same papers are announced as the same, and the same is remembered.
    """
    with tempfile.TemporaryDirectory(dir=RAM) as folder:
        together, alone = Store(Path(folder, "together")), Store(Path(folder, "alone"))
        for day in range(DAYS):
            arxiv, keywords = Loopback(there(lives, day)), keywords_of(rows, day)

            found = run(together, arxiv, keywords, day, limits=Limits())

            assert run(alone, arxiv, keywords, day) == found
            assert alone.records() == together.records()


@given(lives=lives, rows=keyword_sets)
@settings(max_examples=30, deadline=None)
def test_where_a_page_is_too_short_for_the_month_a_week_finds_all(
    lives: list[Life], rows: list[tuple[str, str, int, SortBy, int]]
) -> None:
    """
    With papers that were late, together each keyword has within a week what it has alone.
    """
    rows = [(first, first, most, sort_by, DAYS) for first, _, most, sort_by, _ in rows]
    with tempfile.TemporaryDirectory(dir=RAM) as folder:
        together, alone = Store(Path(folder, "together")), Store(Path(folder, "alone"))
        known: list[dict[str, set[str]]] = []
        for day in range(DAYS + 7):
            arxiv, keywords = Loopback(there(lives, min(day, DAYS))), keywords_of(rows, 0)
            run(together, arxiv, keywords, day, limits=Limits(page_size=0))
            run(alone, arxiv, keywords, day)
            known.append(listed(alone.records()))

            assert all(
                bases <= known[day][slug] for slug, bases in listed(together.records()).items()
            )
            if day >= 7:
                found = listed(together.records())
                assert all(bases <= found[slug] for slug, bases in known[day - 7].items())


def listed(records: dict[str, Record]) -> dict[str, set[str]]:
    """
    The papers of each keyword.
    """
    found: dict[str, set[str]] = {}
    for base, record in records.items():
        for slug in record.announced:
            found.setdefault(slug, set()).add(base)
    return found
