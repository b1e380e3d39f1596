"""
Papers as RIS, which EndNote, Mendeley, Zotero and others import.
"""

from collections.abc import Iterable, Iterator

from generator import tex
from generator.citation.names import Name, name_of
from generator.citation.reference import MOST_AUTHORS, doi, key, note
from generator.paper import Paper


def ris(papers: Iterable[Paper]) -> str:
    """
    A reference a paper: a journal article where arXiv knows the journal, else unpublished work.
    """
    return "\r\n".join(map(_reference, papers))


def _reference(paper: Paper) -> str:
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in _fields(paper))


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TY", "JOUR" if paper.journal_ref else "UNPB"
    yield "ID", key(paper)
    yield "TI", tex.to_text(paper.title)
    for author in paper.authors[:MOST_AUTHORS]:
        yield "AU", _name(name_of(author))
    if paper.journal_ref:
        yield "JO", tex.to_text(paper.journal_ref)
    yield "PY", f"{paper.published:%Y}"
    yield "DA", f"{paper.published:%Y/%m/%d}/"
    yield "AB", tex.to_text(paper.abstract)
    yield "DO", doi(paper)
    yield "UR", paper.arxiv_id.abs_url
    yield "PB", "arXiv"
    yield "AN", key(paper)
    for category in paper.categories:
        yield "KW", category
    if said := note(paper):
        yield "N1", said
    yield "ER", ""


def _name(name: Name) -> str:
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def _line(value: str) -> str:
    # A line break would begin another field.
    if not value.isprintable():
        value = "".join(one if one.isprintable() else " " for one in value)
    return " ".join(value.split())
