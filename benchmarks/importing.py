"""
Starts a site with ten years of papers: python benchmarks/importing.py [LINES ...]

Writes a metadata snapshot of so many lines as arXiv has it, packed; measured is what
`daily-papers import` takes for it, with 30 keywords, and how many papers they find.
"""

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from measuring import MB, daily_papers, measured, project
from msgspec.structs import replace
from synthetic import make_paper
from table import Growth, Row, Topic, took

from generator.papers.paper import Paper
from generator.store import Store

KEYWORDS, DIFFERENT = 30, 4000

FIRST = date(2016, 1, 1)

DAYS = 3650

# Of the papers so many speak of a keyword.
SHARE = 0.05

_FIRSTS = "anomaly camera climate cyber dialogue galaxy gesture lattice malware protein".split()

_SECONDS = "tracking synthesis forecasting".split()


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    A row a size.
    """
    growth = Growth("lines")
    phrases = [f"{one} {other}" for one in _FIRSTS for other in _SECONDS][:KEYWORDS]
    keywords = "".join(f"  - {phrase.title()}\n" for phrase in phrases)
    for lines in sizes:
        with project() as root:
            (root / "keywords.yaml").write_text(f"keywords:\n{keywords}", "utf-8")
            path = root / "snapshot.json.gz"
            size = write(path, lines, phrases)
            figures = measured(daily_papers(root, "import", str(path)))
            found = len(Store(root / "site_src" / "data").records())
        yield took(
            f"{lines:,} lines, {size / MB:,.0f} MB unpacked",
            figures,
            *growth.times(lines, figures.cpu),
            amount=f"{found:,} papers found, {1e6 * figures.cpu / lines:.0f} µs CPU a line",
        )


def write(path: Path, lines: int, phrases: list[str]) -> int:
    """
    Write the snapshot to *path*, and return its bytes.

    Its texts come again and again under other identifiers, so that writing ends in time.
    """
    dice = random.Random(11)
    texts = [_spoken(make_paper(number, dice), phrases, dice) for number in range(DIFFERENT)]
    size = 0
    with gzip.open(path, "wb", compresslevel=1) as file:
        for number in range(lines):
            line = _line(texts[number % DIFFERENT], number, lines)
            size += file.write(line)
    return size


def _spoken(paper: Paper, phrases: list[str], dice: random.Random) -> dict[str, object]:
    if dice.random() < SHARE:
        paper = replace(paper, abstract=f"{paper.abstract} We speak of {dice.choice(phrases)}.")
    return {
        "title": _wrapped(paper.title),
        "comments": paper.comment,
        "journal-ref": None,
        "doi": paper.doi,
        "report-no": None,
        "categories": " ".join(paper.categories),
        "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        "abstract": f"  {_wrapped(paper.abstract)}\n",
        "authors": ", ".join(paper.authors),
        "authors_parsed": [[*name.split()[::-1], ""] for name in paper.authors],
    }


def _wrapped(text: str) -> str:
    words = text.split()
    return "\n".join(" ".join(words[start : start + 11]) for start in range(0, len(words), 11))


def _line(text: dict[str, object], number: int, lines: int) -> bytes:
    day = FIRST + timedelta(days=number * DAYS // lines)
    submitted = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    versions = [
        {"version": f"v{place + 1}", "created": format_datetime(moment, usegmt=True)}
        for place, moment in enumerate(_moments(submitted, number))
    ]
    base = f"{day:%y%m}.{1 + number % 99_999:05d}"
    own = {"id": base, "submitter": "A", "versions": versions, "update_date": f"{day}"}
    return json.dumps(own | text).encode() + b"\n"


def _moments(submitted: datetime, number: int) -> Iterator[datetime]:
    yield submitted
    if number % 3 == 0:
        yield submitted + timedelta(days=40)


TOPIC = Topic(
    title="Importing years of papers",
    about=f"`daily-papers import` of arXiv's public metadata, a paper a line, with {KEYWORDS}"
    " keywords; all of arXiv has three million lines.",
    rows=rows,
    quick=(5_000, 10_000, 20_000),
    full=(100_000, 300_000, 1_000_000),
)

if __name__ == "__main__":
    TOPIC.main()
