"""
What a feed says of a paper: the same in every format.
"""

import re
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from generator.papers import remarks
from generator.papers.listing import Kind
from generator.papers.paper import Paper, folded
from generator.text.bidi import closed

# https://www.w3.org/TR/xml/#charsets
# Of what XML allows, C1 controls and the replacement character are left out as well: they are
# traces of a wrong encoding, and validators warn of them. JSON has no use for lone surrogates.
_REFUSED = re.compile("[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")


def readable_text(paper: Paper) -> Paper:
    """
    *paper* without the characters that no feed can hold.
    """
    return replace(
        paper,
        title=readable_line(paper.title),
        authors=tuple(filter(None, map(readable_line, paper.authors))),
        abstract="\n".join(filter(None, map(readable_line, paper.abstract.split("\n")))),
        categories=tuple(map(readable_line, paper.categories)),
        comment=readable_line(paper.comment or "") or None,
        journal_ref=readable_line(paper.journal_ref or "") or None,
        doi=readable_line(paper.doi or "") or None,
    )


def readable_line(text: str) -> str:
    """
    *text* on one line, without the characters that no feed can hold; it turns back the
    direction of writing where it turned it.
    """
    return closed(folded(_REFUSED.sub("", text)))


class Link(Struct, frozen=True):
    """
    Where an entry leads: an address, what to call it, and its media type.
    """

    url: str
    title: str
    media_type: str = "text/html"


class FeedEntry(Struct, frozen=True, kw_only=True):
    """
    A paper for feed readers.

    *title* and *authors* are plain text, *content* is HTML; the texts of *paper* stand as arXiv
    gave them. None has a character that a feed cannot hold. *page* is the paper's permanent
    address on this site, *html* that of its HTML edition; *related* are all addresses but the
    entry's own. *venue* is where the paper was accepted, if known, and
    *extent* how long it is. *keywords* are the pages of the
    keywords it is under, *slugs* their slugs, *followed* says that this is one of the
    paper's versions, *matched* the phrases of theirs that it has.
    """

    paper: Paper
    title: str
    authors: tuple[str, ...]
    withdrawn: bool
    venue: str | None
    extent: remarks.PageCount
    page: str
    html: str | None
    related: tuple[Link, ...]
    remarked: tuple[remarks.Link, ...]
    slugs: tuple[str, ...]
    keywords: tuple[Link, ...]
    matched: tuple[str, ...]
    announced: date
    kind: Kind
    content: str = ""
    followed: bool = False

    @property
    def id(self) -> str:
        """
        The same in every format and every feed, for ever; the entry's address, too.
        """
        # RFC 4287, 4.2.6: the id must survive relocation, republishing, export and import. So:
        # no version, no address of this site, no keyword in it. But what is followed is versions.
        arxiv_id = self.paper.arxiv_id
        return arxiv_id.version_url if self.followed else arxiv_id.abs_url

    @property
    def marks(self) -> tuple[str, ...]:
        """
        What readers may want to filter by: new or revised, withdrawn, code, and the venue.
        """
        code = any(link.kind == "code" for link in self.remarked)
        said = (("withdrawn", self.withdrawn), ("code", code))
        marks = (self.kind, *(word for word, holds in said if holds))
        return (*marks, self.venue) if self.venue else marks

    @property
    def arxiv_doi(self) -> str:
        """
        The DOI that every e-print of arXiv has.
        """
        return f"10.48550/arXiv.{self.paper.arxiv_id.base}"

    @property
    def published(self) -> datetime:
        """
        The submission of version 1, in whole seconds; where versions are followed, of this one.
        """
        return self.updated if self.followed else self.paper.published.replace(microsecond=0)

    @property
    def updated(self) -> datetime:
        """
        The submission of the newest version, in whole seconds.
        """
        return self.paper.updated.replace(microsecond=0)
