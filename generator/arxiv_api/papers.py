"""
A paper as arXiv gives it, in our words.
"""

import re

import arxiv  # type: ignore[import-untyped]  # the package has no type marker
from msgspec.structs import replace

from generator.arxiv_api.answer import arxiv_id
from generator.paper import Paper, folded, folded_paragraphs

# cs.CV, hep-th, cond-mat.mes-hall. Until 2025 answers also held classes of the ACM (I.2.10)
# and of mathematics (68T45).
_CATEGORY = re.compile(
    r"[a-z]{1,20}(?:-[a-z]{1,20})?(?:\.[A-Za-z]{1,20}(?:-[A-Za-z]{1,20})?)?", re.ASCII
)

_NEEDED = {"title": "title", "authors": "author", "abstract": "abstract", "categories": "category"}


def paper_of(found: arxiv.Result) -> Paper:
    """
    The paper in *found*, an entry whose identifier and dates are readable.

    Raises ValueError where something is lacking that every paper has at arXiv.
    """
    paper = Paper(
        arxiv_id=arxiv_id(found.entry_id),
        title=found.title,
        authors=tuple(author.name for author in found.authors),
        abstract=found.summary,
        categories=(found.primary_category, *found.categories),
        published=found.published,
        updated=found.updated,
        comment=found.comment,
        journal_ref=found.journal_ref,
        doi=found.doi,
    )
    return whole(paper)


def whole(paper: Paper) -> Paper:
    """
    *paper* as it stands in an answer, its texts folded.

    Raises ValueError without title, author, abstract or category, which every paper has at arXiv.
    """
    folded_one = replace(
        paper,
        title=folded(paper.title),
        authors=tuple(filter(None, map(folded, paper.authors))),
        abstract=folded_paragraphs(paper.abstract),
        categories=tuple(dict.fromkeys(filter(_CATEGORY.fullmatch, map(folded, paper.categories)))),
        comment=_known(paper.comment),
        journal_ref=_known(paper.journal_ref),
        doi=_known(paper.doi),
    )
    for field, name in _NEEDED.items():
        if not getattr(folded_one, field):
            raise ValueError(f"no {name}")
    return folded_one


def _known(text: str | None) -> str | None:
    return folded(text or "") or None
