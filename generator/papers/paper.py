"""
A paper and its identifier, with the fields that arXiv gives them.
"""

import re
from datetime import UTC, datetime
from typing import Literal, Self

from msgspec import Struct

from generator.papers.doi import dois

# https://info.arxiv.org/about/accessible_HTML.html: arXiv makes HTML editions since December 2023.
HTML_SINCE = datetime(2023, 12, 1, tzinfo=UTC)

# The date by which a listing is sorted.
SortBy = Literal["updated", "published"]

# https://info.arxiv.org/help/arxiv_identifier.html: 2107.05580 is the 5580th paper of July 2021.
# arXiv counts so since April 2007, with four digits until December 2014 and with five since.
_NEW_STYLE = r"""
    (?: 07(?:0[4-9]|1[0-2]) | (?:0[89]|1[0-4])(?:0[1-9]|1[0-2]) ) \. (?!0000) \d{4}
  | (?: 1[5-9] | [2-9]\d ) (?:0[1-9]|1[0-2]) \. (?!00000) \d{5}
"""

# Before that, an identifier was math/0309136 or math.GT/0309136: the archive, in four archives
# at times with a subject class, the month (the first one is July 1991), and the number.
_OLD_STYLE = r"""
    (?: (?:cs|math|nlin|q-bio)(?:\.[A-Z]{2})?
      | acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg
      | comp-gas|cond-mat|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|mtrl-th
      | nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|quant-ph|solv-int|supr-con
    ) /
    (?: 91(?:0[7-9]|1[0-2]) | (?:9[2-9]|0[0-6])(?:0[1-9]|1[0-2]) | 070[1-3] ) (?!000) \d{3}
"""

_ID = re.compile(
    rf"(?P<base>{_NEW_STYLE}|{_OLD_STYLE})(?:v(?P<version>[1-9]\d{{0,3}}))?",
    re.ASCII | re.VERBOSE,
)


# gc=False: a store holds a hundred thousand of these without reference cycles. The collector of
# cycles need not visit them, and the store is read in half the time.
class ArxivId(Struct, frozen=True, order=True, gc=False):
    """
    An arXiv identifier: *base* ``2107.05580`` or ``hep-th/9901001``, and *version* 2.
    """

    base: str
    version: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Return the identifier in *text*: ``2107.05580v2`` or ``hep-th/9901001``, which is version 1.

        Raises ValueError if *text* is no arXiv identifier.
        """
        match = _ID.fullmatch(text)
        if match is None:
            raise ValueError(f"{text[:100]!r} is no arXiv identifier; one looks like 2107.05580v2")
        return cls(match["base"], int(match["version"] or 1))

    @property
    def month(self) -> str:
        """
        The year and month in which arXiv gave the identifier: ``2107`` for July 2021.
        """
        return self.base.rpartition("/")[2][:4]

    @property
    def abs_url(self) -> str:
        """
        The address of the abstract, the same for each version.
        """
        return f"https://arxiv.org/abs/{self.base}"

    @property
    def version_url(self) -> str:
        """
        The address of this version's abstract.
        """
        return f"https://arxiv.org/abs/{self}"

    @property
    def pdf_url(self) -> str:
        """
        The address of the newest version's PDF.
        """
        # Since September 2026 arXiv refuses the address with a .pdf suffix.
        return f"https://arxiv.org/pdf/{self.base}"

    def __str__(self) -> str:
        return f"{self.base}v{self.version}"


class Paper(Struct, frozen=True, kw_only=True, gc=False):
    """
    One arXiv e-print in the newest version that this site has seen.

    Texts are as arXiv gives them, LaTeX included, but with single blanks.
    """

    arxiv_id: ArxivId
    """
    The identifier, with the version that the other fields describe.
    """

    title: str
    """
    The title, on one line.
    """

    authors: tuple[str, ...]
    """
    The full names of the authors, first names first, in arXiv's order.
    """

    abstract: str
    """
    The abstract, one line a paragraph.
    """

    categories: tuple[str, ...]
    """
    The codes of the categories, such as ``cs.LG``, the primary category first.
    """

    published: datetime
    """
    The submission of version 1, in UTC.
    """

    updated: datetime
    """
    The submission of this version, in UTC.
    """

    comment: str | None = None
    """
    The authors' comment, such as ``12 pages, accepted at ICML 2025``.
    """

    journal_ref: str | None = None
    """
    Where the paper was published, in the authors' words.
    """

    doi: str | None = None
    """
    The DOI that the publisher gave the paper, such as ``10.1103/PhysRevLett.1``; or several.
    """

    withdrawn: bool = False
    """
    Whether arXiv has no text of this version because it is withdrawn; only OAI-PMH says so.
    """

    @property
    def primary_category(self) -> str:
        """
        The category arXiv files the paper under.
        """
        return self.categories[0]

    @property
    def dois(self) -> tuple[str, ...]:
        """
        The DOIs in the field ``doi``, which authors fill in many ways.
        """
        return dois(self.doi) if self.doi else ()

    @property
    def html_url(self) -> str | None:
        """
        The address of the newest version's HTML edition; None for papers older than these editions.
        """
        if self.published < HTML_SINCE:
            return None
        return f"https://arxiv.org/html/{self.arxiv_id.base}"

    def date(self, sort_by: SortBy) -> datetime:
        """
        Return the date with the name *sort_by*.
        """
        return self.updated if sort_by == "updated" else self.published


def folded(text: str) -> str:
    """
    Return *text* on one line, with single blanks and none at its ends.
    """
    return " ".join(text.split())


def folded_paragraphs(text: str) -> str:
    """
    Return *text* with one line a paragraph.

    arXiv marks a new paragraph by a blank line or by an indented first line; any other line break
    only wraps a long line.
    """
    paragraphs = re.split(r"\n\s*\n|\n[ \t]{2,}", text.replace("\r\n", "\n").strip())
    return "\n".join(filter(None, map(folded, paragraphs)))
