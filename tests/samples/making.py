"""
Papers, keywords and entries for tests, ordinary in everything that a test does not name.
"""

from datetime import UTC, date, datetime
from typing import Any

from msgspec.structs import replace

from generator.keywords.arxiv_query import query_of
from generator.keywords.keyword import Keyword
from generator.keywords.slugs import slug_of
from generator.papers.listing import Entry, Listing
from generator.papers.paper import ArxivId, Paper
from generator.site.edition import Edition, Section
from generator.text.language import ENGLISH

DAY = date(2025, 12, 19)

_PAPER = Paper(
    arxiv_id=ArxivId("2512.17601"),
    title="A Paper about Windmills",
    authors=("Ada Lovelace", "Paul Erdős"),
    abstract="Windmills turn. We show that they turn with the wind.",
    categories=("cs.CV", "cs.LG"),
    published=datetime(2025, 12, 19, 12, 0, tzinfo=UTC),
    updated=datetime(2025, 12, 19, 12, 0, tzinfo=UTC),
)


def make_paper(arxiv_id: str = "2512.17601", **fields: Any) -> Paper:
    """
    A paper with this identifier; *fields* are those of Paper that matter to the test.
    """
    return replace(_PAPER, arxiv_id=ArxivId.parse(arxiv_id), **fields)


def make_keyword(name: str = "Windmills", **fields: Any) -> Keyword:
    """
    A plain keyword of this *name*.
    """
    plain = Keyword(name=name, slug=slug_of(name), query=query_of(phrases=[name]))
    return replace(plain, **fields)


def make_entry(paper: Paper | None = None, **fields: Any) -> Entry:
    """
    A new paper, announced under Windmills on 19 December 2025.
    """
    entry = Entry(paper or make_paper(), DAY, "new", ("windmills",))
    return replace(entry, **fields)


def make_edition(*sections: Section, **fields: Any) -> Edition:
    """
    A site of these sections; its overall section holds each paper once.
    """
    language = fields.get("language", ENGLISH)
    entries = {one.paper.arxiv_id: one for section in sections for one in section.listing.entries}
    newest = sorted(
        entries.values(), key=lambda one: (one.announced, one.paper.updated), reverse=True
    )
    overall = Section(
        Keyword(name=language.gettext("All papers"), slug="all", query=""),
        Listing("all", tuple(newest)),
    )
    edition = Edition(
        site_name="Daily Papers",
        site_url="https://example.org/papers/",
        sections=sections,
        overall=overall,
        freshness={},
    )
    return replace(edition, **fields)
