"""
Finding the related papers of all, for growing numbers of them: it grows about linearly.

python benchmarks/relating.py [PAPERS ...]
"""

import random
from collections.abc import Iterator, Sequence
from functools import partial

from measuring import timed
from synthetic import make_paper
from table import Growth, Row, Topic, need_module

from generator.related import related


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    A row a size.
    """
    need_module("sklearn", "`make related` brings it")
    # Once for nothing: what is measured should not begin with imports.
    related([make_paper(number, random.Random(number)) for number in range(100)])
    growth = Growth("papers")
    for size in sizes:
        papers = [make_paper(number, random.Random(number)) for number in range(size)]
        seconds, found = timed(partial(related, papers))
        yield Row(
            what=f"{size:,} papers",
            cpu=seconds,
            amount=f"{len(found):,} have relatives",
            compared=growth.times(size, seconds),
        )


TOPIC = Topic(
    title="Related papers",
    about="Finding for each paper those that share rare words with it (`related: true`).",
    rows=rows,
    quick=(500, 1_000, 2_000),
    full=(5_000, 10_000, 20_000),
)

if __name__ == "__main__":
    TOPIC.main()
