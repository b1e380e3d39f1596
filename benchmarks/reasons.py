"""
What it costs to mark in each paper what its keyword sought.

    python benchmarks/reasons.py [KEYWORDS] [PAPERS]

By default 500 keywords of 100 papers each, with abstracts of the length that arXiv's have. The
ratio is that of the cards with marks to those without, which a page needs anyway.
"""

import sys
import time
from collections.abc import Iterable

from msgspec.structs import replace

from generator.keyword import query_of
from generator.matching import reasons
from generator.pages.card import card, marked_card
from generator.paper import ArxivId, Paper
from generator.sample import sample_papers

TOPICS = ("video understanding", "anomaly detection", "vision language model", "benchmark")

# Of abstracts, those of the sample being a third as long as arXiv's.
TIMES = 3

# Cards that are held in memory, so that none is made twice.
CARDS = 3000


def papers(count: int) -> list[Paper]:
    """
    *count* papers with the sample's words.
    """
    sample = [one.paper for one in sample_papers()]
    return [
        replace(
            paper,
            arxiv_id=ArxivId(f"2512.{number:05}"),
            abstract=" ".join([paper.abstract] * TIMES),
        )
        for number in range(count)
        for paper in [sample[number % len(sample)]]
    ]


def seconds(work: Iterable[object]) -> float:
    """
    The processor time of *work*.
    """
    began = time.process_time()
    for _ in work:
        pass
    return time.process_time() - began


def main() -> None:
    """
    Print it.
    """
    keywords, each = (*map(int, sys.argv[1:]), *(500, 100)[len(sys.argv) - 1 :])
    queries = [
        query_of(phrases=[TOPICS[number % len(TOPICS)], f"topic {number}"], none=["survey"])
        for number in range(keywords)
    ]
    asked = papers(keywords * each)
    pairs = [(queries[number // each], paper) for number, paper in enumerate(asked)]
    why = seconds(reasons(query, paper) for query, paper in pairs)
    print(f"{len(pairs)} papers: {why:.1f} s to say why, {1e6 * why / len(pairs):.0f} µs each")
    first = pairs[:CARDS]
    plain = seconds(card(paper) for _, paper in first)
    marked = seconds(marked_card(paper, query) for query, paper in first)
    print(
        f"{len(first)} cards: {plain:.2f} s, with marks {(plain + marked) / plain:.2f} times that"
    )


if __name__ == "__main__":
    main()
