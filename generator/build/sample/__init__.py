"""
The embedded sample: 113 real papers, with abstracts written for it, which the demo shows.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files

import msgspec
from msgspec import Struct

from generator.papers.paper import ArxivId, Paper


class SamplePaper(Struct, frozen=True):
    """
    A *paper*, and the names of the demo's *keywords* that find it.
    """

    paper: Paper
    keywords: tuple[str, ...]


class _Line(Struct, frozen=True, kw_only=True):
    id: str
    version: int
    title: str
    authors: tuple[str, ...]
    abstract: str
    categories: tuple[str, ...]
    published: str
    updated: str
    comment: str | None
    journal_ref: str | None
    doi: str | None
    keywords: tuple[str, ...]


def sample_papers() -> tuple[SamplePaper, ...]:
    """
    All papers of the sample, newest first.
    """
    lines = files(__package__).joinpath("papers.jsonl").read_bytes().splitlines()
    decoder = msgspec.json.Decoder(_Line)
    return tuple(_paper(decoder.decode(line)) for line in lines)


def keywords_file() -> bytes:
    """
    The ``keywords.yaml`` of the demo.
    """
    return files(__package__).joinpath("keywords.yaml").read_bytes()


def papers_of(name: str) -> Iterator[Paper]:
    """
    The sample's papers of the keyword with this *name*, newest first.
    """
    return (sample.paper for sample in sample_papers() if name in sample.keywords)


def _paper(line: _Line) -> SamplePaper:
    paper = Paper(
        arxiv_id=ArxivId(line.id, line.version),
        title=line.title,
        authors=line.authors,
        abstract=line.abstract,
        categories=line.categories,
        published=_instant(line.published),
        updated=_instant(line.updated),
        comment=line.comment,
        journal_ref=line.journal_ref,
        doi=line.doi,
    )
    return SamplePaper(paper, line.keywords)


def _instant(text: str) -> datetime:
    # If the sample has only the day, it stands for midnight.
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
