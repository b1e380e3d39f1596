"""
Listings as one file: a Markdown table, CSV, JSON Lines, BibTeX, RIS or CSL-JSON.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from generator.papers.listing import Entry
from generator.papers.paper import Paper
from generator.site import addresses, citations
from generator.site.documents import Document, RenderTask
from generator.site.edition import Edition, Section
from generator.text.github_markdown import inline

# Characters. The original Daily Papers folded longer comments.
COMMENT_LENGTH = 20

# A spreadsheet takes a cell that begins with one of these for a formula and may run it; East Asian
# editions do so for the full-width forms, too. https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

_TABLE_HEAD = "| **Title** | **Date** | **Abstract** | **Comment** |\n| --- | --- | --- | --- |\n"

_FIELDS = (
    *("keyword", "id", "version", "title", "authors", "abstract", "categories"),
    *("published", "updated", "announced", "kind", "comment", "journal_ref", "doi", "url"),
)


def markdown(sections: Iterable[Section]) -> str:
    """
    One Markdown table a keyword, in the form of the original Daily Papers README, newest first.
    """
    return "\n".join(map(_table, sections))


def csv_table(sections: Iterable[Section]) -> str:
    """
    CSV (RFC 4180) with a header line and one line for each paper of each keyword.

    Authors and categories are joined by semicolons.
    """
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_FIELDS)
    for row in _rows(sections):
        table.writerow(_csv_cell(row[name]) for name in _FIELDS)
    return text.getvalue()


def json_lines(sections: Iterable[Section]) -> str:
    """
    JSON Lines: one object for each paper of each keyword.
    """
    return msgspec.json.Encoder().encode_lines(list(_rows(sections))).decode()


def bibtex(sections: Iterable[Section]) -> str:
    """
    BibTeX with each paper once, even if it is under several keywords.
    """
    return citations.bibtex(_papers(sections))


def ris(sections: Iterable[Section]) -> str:
    """
    RIS with each paper once, even if it is under several keywords.
    """
    return citations.ris(_papers(sections))


def csl_json(sections: Iterable[Section]) -> str:
    """
    CSL-JSON with each paper once, even if it is under several keywords.
    """
    return citations.csl_json(_papers(sections))


# The formats of the command export, by the names that it takes.
FORMATS: Mapping[str, Callable[[Iterable[Section]], str]] = {
    "markdown": markdown,
    "csv": csv_table,
    "jsonl": json_lines,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}


def json_lines_files(edition: Edition) -> Iterator[RenderTask[Section]]:
    """
    Yield tasks for ``papers.jsonl``: the newest papers of every keyword, and of all keywords.
    """
    for section in (*edition.sections, edition.overall):
        yield RenderTask(_render_json_lines, Section(section.keyword, section.newest))


def _render_json_lines(section: Section) -> Iterator[Document]:
    page = addresses.keyword_page(section.keyword.slug)
    yield addresses.folder(page) + addresses.JSON_LINES, json_lines([section]).encode()


def _papers(sections: Iterable[Section]) -> Iterable[Paper]:
    found = (entry.paper for section in sections for entry in section.newest.entries)
    return {paper.arxiv_id.base: paper for paper in found}.values()


def _table(section: Section) -> str:
    rows = "".join(map(_row, section.newest.entries))
    return f"## {inline(section.keyword.name)}\n{_TABLE_HEAD}{rows}"


def _row(entry: Entry) -> str:
    paper = entry.paper
    title = f"**[{inline(paper.title)}]({paper.arxiv_id.version_url})**"
    abstract = _folded("Show", inline(paper.abstract, alone=True))
    return f"| {title} | {paper.updated:%Y-%m-%d} | {abstract} | {_comment(paper.comment)} |\n"


def _comment(comment: str | None) -> str:
    text = comment or ""
    if len(text) <= COMMENT_LENGTH:
        return inline(text)
    head = text[:5]
    blank = " " * (len(head) - len(head.rstrip()))
    return _folded(f"{inline(head)}{blank}...", inline(text))


def _folded(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary><p>{text}</p></details>"


def _rows(sections: Iterable[Section]) -> Iterable[dict[str, Any]]:
    for section in sections:
        for entry in section.newest.entries:
            yield _record(section.keyword.name, entry)


def _record(keyword: str, entry: Entry) -> dict[str, Any]:
    paper = entry.paper
    return {
        "keyword": keyword,
        "id": paper.arxiv_id.base,
        "version": paper.arxiv_id.version,
        "title": paper.title,
        "authors": paper.authors,
        "abstract": paper.abstract,
        "categories": paper.categories,
        "published": paper.published,
        "updated": paper.updated,
        "announced": entry.announced,
        "kind": entry.kind,
        "comment": paper.comment,
        "journal_ref": paper.journal_ref,
        "doi": paper.doi,
        "url": paper.arxiv_id.abs_url,
    }


def _csv_cell(value: Any) -> str:
    text = "; ".join(value) if isinstance(value, tuple) else str(value if value is not None else "")
    return f"'{text}" if text.startswith(_FORMULA) else text
