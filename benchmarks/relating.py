"""
Finding the related papers of all, for growing numbers of them: it grows about linearly.

python benchmarks/relating.py [PAPERS ...]
"""

import random
from collections.abc import Iterator, Sequence
from functools import partial

from measuring import timed
from msgspec.structs import replace
from synthetic import make_paper
from table import Growth, Row, Topic, need_module

from generator.papers.paper import Paper
from generator.site.related import related


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    A row a size.
    """
    need_module("sklearn", "`make related` brings it")
    # Once for nothing: what is measured should not begin with imports.
    related(list(_papers(100)))
    growth = Growth("papers")
    for size in sizes:
        papers = list(_papers(size))
        seconds, found = timed(partial(related, papers))
        yield Row(
            what=f"{size:,} papers",
            cpu=seconds,
            amount=f"{len(found):,} have relatives",
            compared=growth.times(size, seconds),
        )


def _papers(count: int) -> Iterator[Paper]:
    """
    Made-up papers, every fourth of which has half its words from the one before it.
    """
    before = make_paper(0, random.Random(0))
    for number in range(count):
        paper = make_paper(number, random.Random(number))
        if number % 4 == 3:
            words = zip(paper.abstract.split(), before.abstract.split(), strict=False)
            shared = " ".join(pair[place % 2] for place, pair in enumerate(words))
            paper = replace(paper, abstract=shared)
        yield paper
        before = paper


TOPIC = Topic(
    title="Related papers",
    about="Finding for each paper those that share rare words with it (`related: true`).",
    rows=rows,
    quick=(500, 1_000, 2_000),
    full=(5_000, 10_000, 20_000),
)

if __name__ == "__main__":
    TOPIC.main()
