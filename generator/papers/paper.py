"""
A paper, in arXiv's own words.
"""

import re
from datetime import UTC, datetime
from typing import Literal, Self

from msgspec import Struct

# https://info.arxiv.org/about/accessible_HTML.html: HTML editions are made since December 2023.
HTML_SINCE = datetime(2023, 12, 1, tzinfo=UTC)

# By which of its dates a paper is sorted.
SortBy = Literal["updated", "published"]

# https://info.arxiv.org/help/arxiv_identifier.html: 2107.05580 since April 2007 (five digits
# since 2015), before that archive, optional subject class, and seven digits: math.GT/0309136.
_ID = re.compile(
    r"(?P<base>\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7})(?:v(?P<version>[1-9]\d{0,3}))?",
    re.ASCII,
)


# Of these there are a hundred thousand, and none leads back to itself: the collector of cycles
# need not look at them (gc=False), and they are read in half the time.
class ArxivId(Struct, frozen=True, order=True, gc=False):
    """
    An arXiv identifier and the version it points at: ``2107.05580`` and 2.
    """

    base: str
    version: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Read ``2107.05580v2`` or ``hep-th/9901001``; without a version it is version 1.

        Raises ValueError for anything that is not an arXiv identifier.
        """
        match = _ID.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no arXiv identifier; one looks like 2107.05580v2")
        return cls(match["base"], int(match["version"] or 1))

    @property
    def month(self) -> str:
        """
        The month the identifier was given in, as arXiv writes it: ``2107``.
        """
        return self.base.rpartition("/")[2][:4]

    @property
    def abs_url(self) -> str:
        """
        The paper's address: the same for every version, hence for every feed.
        """
        return f"https://arxiv.org/abs/{self.base}"

    @property
    def version_url(self) -> str:
        """
        The address of this very version.
        """
        return f"https://arxiv.org/abs/{self}"

    @property
    def pdf_url(self) -> str:
        """
        The PDF of the newest version.
        """
        # Since September 2026 arXiv refuses the address with a .pdf suffix.
        return f"https://arxiv.org/pdf/{self.base}"

    def __str__(self) -> str:
        return f"{self.base}v{self.version}"


class Paper(Struct, frozen=True, kw_only=True, gc=False):
    """
    One arXiv e-print in the newest version we have seen.

    Texts stand as arXiv gave them, LaTeX included, with white space folded; in the abstract a
    line break separates paragraphs. *published* is the submission of version 1, *updated* that
    of this version, both in UTC. *categories* has the primary one first. Unknown is None.
    """

    arxiv_id: ArxivId
    title: str
    authors: tuple[str, ...]
    abstract: str
    categories: tuple[str, ...]
    published: datetime
    updated: datetime
    comment: str | None = None
    journal_ref: str | None = None
    doi: str | None = None

    @property
    def primary_category(self) -> str:
        """
        The category arXiv files the paper under.
        """
        return self.categories[0]

    @property
    def html_url(self) -> str | None:
        """
        The HTML edition of the newest version; None for papers older than these editions.
        """
        if self.published < HTML_SINCE:
            return None
        return f"https://arxiv.org/html/{self.arxiv_id.base}"

    def date(self, sort_by: SortBy) -> datetime:
        """
        The submission of this version, or of version 1.
        """
        return self.updated if sort_by == "updated" else self.published


def folded(text: str) -> str:
    """
    *text* on one line, with single blanks and none at its ends.
    """
    return " ".join(text.split())


def folded_paragraphs(text: str) -> str:
    """
    *text* with one line a paragraph.

    arXiv marks a new paragraph by a blank line or by indenting its first line; any other line
    break is only where somebody's editor wrapped the text.
    """
    paragraphs = re.split(r"\n\s*\n|\n[ \t]{2,}", text.replace("\r\n", "\n").strip())
    return "\n".join(filter(None, map(folded, paragraphs)))
