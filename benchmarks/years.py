"""
A site that has three years of month pages: python benchmarks/years.py [KEYWORDS ...]
"""

from collections.abc import Iterator, Sequence

from building import rendered
from measuring import measured, mkdocs, project
from synthetic import write_project
from table import Growth, Row, Topic, allowed, took

PAPERS, DAYS = 1000, 3 * 365
TARGET, SECONDS = 30, 60


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    Two rows a size.
    """
    growth = Growth("keywords")
    for keywords in sizes:
        with project() as root:
            write_project(root, keywords, PAPERS, days=DAYS)
            name = f"{keywords} keywords, {keywords * PAPERS:,} papers"
            yield took(f"{name}: render all", rendered(root))
            pages = len(list((root / "site_src").rglob("*.md")))
            built = measured(mkdocs(root))
        limit = [allowed(built.wall, SECONDS, "s")] if keywords == TARGET else []
        grown = growth.times(keywords, built.cpu)
        yield took(f"{name}: `mkdocs build`", built, *limit, *grown, amount=f"{pages:,} pages")


TOPIC = Topic(
    title="Three years of papers",
    about="Keywords with 1,000 papers each, announced over three years, a page a month.",
    rows=rows,
    quick=(2, 4),
    full=(3, 10, 30),
)

if __name__ == "__main__":
    TOPIC.main()
