"""
A paper as the arxiv package gives it, in our words.
"""

import re

import arxiv  # type: ignore[import-untyped]  # the package has no type marker

from generator.arxiv_api.answer import arxiv_id
from generator.paper import Paper, folded, folded_paragraphs

# cs.CV, hep-th, cond-mat.mes-hall. Until 2025 answers also held classes of the ACM (I.2.10)
# and of mathematics (68T45).
_CATEGORY = re.compile(
    r"[a-z]{1,20}(?:-[a-z]{1,20})?(?:\.[A-Za-z]{1,20}(?:-[A-Za-z]{1,20})?)?", re.ASCII
)


def paper_of(found: arxiv.Result) -> Paper:
    """
    The paper in *found*, an entry whose identifier and dates are readable.

    Raises ValueError for an entry without title, author, abstract or category, which every paper
    has at arXiv.
    """
    title, abstract = folded(found.title), folded_paragraphs(found.summary)
    authors = tuple(filter(None, (folded(author.name) for author in found.authors)))
    for name, there in (("title", title), ("author", authors), ("abstract", abstract)):
        if not there:
            raise ValueError(f"no {name}")
    return Paper(
        arxiv_id=arxiv_id(found.entry_id),
        title=title,
        authors=authors,
        abstract=abstract,
        categories=_categories(found),
        published=found.published,
        updated=found.updated,
        comment=_known(found.comment),
        journal_ref=_known(found.journal_ref),
        doi=_known(found.doi),
    )


def _categories(found: arxiv.Result) -> tuple[str, ...]:
    terms = map(folded, (found.primary_category, *found.categories))
    categories = tuple(dict.fromkeys(filter(_CATEGORY.fullmatch, terms)))
    if not categories:
        raise ValueError("no category")
    return categories


def _known(text: str | None) -> str | None:
    return folded(text or "") or None
