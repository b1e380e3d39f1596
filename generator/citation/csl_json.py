"""
Papers as CSL-JSON, which citation processors such as pandoc's read.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from generator import tex
from generator.citation.names import Name, name_of
from generator.citation.reference import MOST_AUTHORS, doi, key, note
from generator.paper import Paper


def csl_json(papers: Iterable[Paper]) -> str:
    """
    A list with an object a paper, as https://docs.citationstyles.org/en/stable/specification.html
    describes them.
    """
    encoded = msgspec.json.encode([_object(paper) for paper in papers])
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _object(paper: Paper) -> dict[str, Any]:
    on = paper.published
    fields = {
        "id": key(paper),
        "type": "article-journal" if paper.journal_ref else "article",
        "title": tex.to_text(paper.title),
        "author": [_name(name_of(author)) for author in paper.authors[:MOST_AUTHORS]],
        "abstract": tex.to_text(paper.abstract),
        "issued": {"date-parts": [[on.year, on.month, on.day]]},
        "container-title": paper.journal_ref and tex.to_text(paper.journal_ref),
        "publisher": None if paper.journal_ref else "arXiv",
        "number": key(paper),
        "DOI": doi(paper),
        "URL": paper.arxiv_id.abs_url,
        "note": note(paper),
    }
    return {name: value for name, value in fields.items() if value}


def _name(name: Name) -> dict[str, str]:
    if name.collective or not name.given:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}
