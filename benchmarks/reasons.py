"""
Marking in each paper what its keyword sought: python benchmarks/reasons.py [PAPERS ...]
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from measuring import timed
from msgspec.structs import replace
from table import Growth, Row, Topic, times

from generator.build.sample import sample_papers
from generator.keywords.arxiv_query import query_of
from generator.matching import reasons
from generator.papers.paper import ArxivId, Paper
from generator.site.pages.paper_view import highlighted_view, paper_view

TOPICS = ("video understanding", "anomaly detection", "vision language model", "benchmark")

# Papers a keyword.
EACH = 100

# Of abstracts, those of the sample being a third as long as arXiv's.
TIMES = 3

# Cards that are held in memory, so that none is made twice.
CARDS = 3000


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    A row a size, then what marks add to the papers' HTML.
    """
    growth, start = Growth("papers"), 0
    for size in sizes:
        # Never the same papers twice: what was found is remembered.
        some = list(_listed(range(start, start := start + size)))
        why, _ = timed(partial(_found, some))
        yield Row(
            what=f"{size:,} papers: find the words that were sought",
            cpu=why,
            amount=f"{1e6 * why / size:.0f} µs a paper",
            compared=growth.times(size, why),
        )
    yield from _cards(list(_listed(range(start, start + CARDS))))


def _listed(numbers: Iterable[int]) -> Iterator[tuple[str, Paper]]:
    """
    A query and a paper that it finds, for each number: the sample's words and a topic.
    """
    sample = [one.paper for one in sample_papers()]
    for number in numbers:
        topic, paper = TOPICS[number // EACH % len(TOPICS)], sample[number % len(sample)]
        abstract = " ".join([*[paper.abstract] * TIMES, f"We speak of {topic}."])
        arxiv_id = ArxivId(f"2512.{number:05}")
        query = query_of(phrases=[topic, f"topic {number // EACH}"], none=["survey"])
        yield query, replace(paper, arxiv_id=arxiv_id, abstract=abstract)


def _found(pairs: Sequence[tuple[str, Paper]]) -> None:
    for query, paper in pairs:
        reasons(query, paper)


def _cards(pairs: Sequence[tuple[str, Paper]]) -> Iterator[Row]:
    plain, _ = timed(lambda: [paper_view(paper) for _, paper in pairs])
    marks, _ = timed(lambda: [highlighted_view(paper, query) for query, paper in pairs])
    name = f"{len(pairs):,} papers as HTML"
    yield Row(what=f"{name}, without marks", cpu=plain)
    beside = times((plain + marks) / plain, "the same without")
    yield Row(what=f"{name}, and with marks", cpu=plain + marks, compared=(beside,))


TOPIC = Topic(
    title="Why a paper is listed",
    about="Marking in each paper's title and abstract the words that its keyword sought. The HTML"
    " without marks is what a page needs anyway.",
    rows=rows,
    quick=(500, 1_000, 2_000),
    full=(5_000, 15_000, 50_000),
)

if __name__ == "__main__":
    TOPIC.main()
