"""
A line of arXiv's public metadata snapshot, ``arxiv-metadata-oai-snapshot.json``.

Each line is a JSON object about one paper.
https://www.kaggle.com/datasets/Cornell-University/arxiv
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import msgspec
from msgspec import Raw, Struct

from generator.papers.authors import author_names
from generator.papers.paper import ArxivId, Paper, folded, folded_paragraphs
from generator.store import UNDECODABLE

T = TypeVar("T")

_VERSION = re.compile(r"v([1-9][0-9]{0,3})")


class Version(Struct, frozen=True):
    """
    A version of a paper.
    """

    version: str
    """Its number as ``v2``."""
    created: str
    """Its submission as mail writes dates: ``Tue, 24 Jul 2007 20:10:27 GMT``."""

    @property
    def number(self) -> int:
        """
        The number alone: 2. Raises ValueError.
        """
        match = _VERSION.fullmatch(self.version)
        if match is None:
            raise ValueError(f"{self.version!r} is no version; one looks like v2")
        return int(match[1])

    @property
    def submitted(self) -> datetime:
        """
        The time of its submission, in UTC. Raises ValueError.
        """
        moment = parsedate_to_datetime(self.created)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


class SnapshotLine(Struct, frozen=True, rename={"journal_ref": "journal-ref"}.get):
    """
    The members of a line that make a paper.

    Authors and versions stay JSON until they are needed: most lines belong to no keyword.
    """

    id: str
    title: str
    abstract: str
    categories: str
    authors_parsed: Raw
    versions: Raw
    comments: str | None = None
    journal_ref: str | None = None
    doi: str | None = None

    @property
    def text(self) -> str:
        """
        All texts in which a query may look for words, except the authors.
        """
        texts = (self.title, self.abstract, self.comments, self.journal_ref)
        return "\n".join(filter(None, texts))

    def authors(self) -> tuple[str, ...]:
        """
        Return the authors' names, given names first. Raises ValueError.
        """
        parsed = _decoded(_AUTHORS, self.authors_parsed)
        return author_names(filter(None, map(_name, parsed)))

    def paper(self) -> Paper:
        """
        Return the paper as arXiv's query API gives it. Raises ValueError.
        """
        found = _decoded(_VERSIONS, self.versions)
        versions = sorted(found, key=lambda version: version.number)
        if not versions or versions[0].number != 1:
            raise ValueError("its first version is missing")
        arxiv_id = ArxivId.parse(f"{self.id}v{versions[-1].number}")
        return Paper(
            arxiv_id=arxiv_id,
            title=folded(self.title),
            authors=self.authors(),
            abstract=folded_paragraphs(self.abstract),
            categories=tuple(dict.fromkeys(self.categories.split())),
            published=versions[0].submitted,
            updated=versions[-1].submitted,
            comment=folded(self.comments or "") or None,
            journal_ref=folded(self.journal_ref or "") or None,
            doi=folded(self.doi or "") or None,
        )


_LINE = msgspec.json.Decoder(SnapshotLine)

_AUTHORS = msgspec.json.Decoder(tuple[tuple[str, ...], ...])

_VERSIONS = msgspec.json.Decoder(tuple[Version, ...])


def parse_line(text: bytes) -> SnapshotLine:
    """
    Read a line of the snapshot. Raises ValueError.
    """
    return _decoded(_LINE, text)


def _decoded(decoder: msgspec.json.Decoder[T], text: bytes | Raw) -> T:
    try:
        return decoder.decode(text)
    except UNDECODABLE as exc:
        raise ValueError(str(exc)) from exc


def _name(parsed: Sequence[str]) -> str:
    # The snapshot has family name, given names, a suffix such as Jr., and at times an affiliation.
    family, given, suffix = (*parsed, "", "", "")[:3]
    return folded(f"{given} {family} {suffix}")
