"""
A listing as one file: a Markdown table, CSV, JSON Lines, or a bibliography.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from generator.papers.listing import Entry
from generator.papers.paper import Paper
from generator.site import addresses, citations
from generator.site.edition import Batch, Document, Edition, Section
from generator.text.github_markdown import inline

# The original Daily Papers folded longer comments.
COMMENT_LENGTH = 20

# https://owasp.org/www-community/attacks/CSV_Injection: a spreadsheet would run what begins like
# this; an East Asian one also where the sign is wide.
_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")

_HEAD = "| **Title** | **Date** | **Abstract** | **Comment** |\n| --- | --- | --- | --- |\n"

_FIELDS = (
    *("keyword", "id", "version", "title", "authors", "abstract", "categories"),
    *("published", "updated", "announced", "kind", "comment", "journal_ref", "doi", "url"),
)


def markdown(sections: Iterable[Section]) -> str:
    """
    The table of the original Daily Papers README for each keyword, newest paper first.
    """
    return "\n".join(map(_table, sections))


def csv_table(sections: Iterable[Section]) -> str:
    """
    A line a paper and keyword, RFC 4180, with a head line; lists are joined by semicolons.
    """
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(_FIELDS)
    for row in _rows(sections):
        table.writerow(_cell(row[name]) for name in _FIELDS)
    return text.getvalue()


def json_lines(sections: Iterable[Section]) -> str:
    """
    A JSON object a paper and keyword, one a line.
    """
    return msgspec.json.Encoder().encode_lines(list(_rows(sections))).decode()


def bibtex(sections: Iterable[Section]) -> str:
    """
    BibTeX, each paper once.
    """
    return citations.bibtex(_papers(sections))


def ris(sections: Iterable[Section]) -> str:
    """
    RIS, each paper once.
    """
    return citations.ris(_papers(sections))


def csl_json(sections: Iterable[Section]) -> str:
    """
    CSL-JSON, each paper once.
    """
    return citations.csl_json(_papers(sections))


FORMATS: Mapping[str, Callable[[Iterable[Section]], str]] = {
    "markdown": markdown,
    "csv": csv_table,
    "jsonl": json_lines,
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl_json,
}


def batches(edition: Edition) -> Iterator[Batch[Section]]:
    """
    ``papers.jsonl`` of every keyword's newest papers, and of those of all keywords.
    """
    for section in (*edition.sections, edition.overall):
        yield Batch(_file, Section(section.keyword, section.newest))


def _file(section: Section) -> Iterator[Document]:
    page = addresses.keyword_page(section.keyword.slug)
    yield addresses.folder(page) + addresses.JSON_LINES, json_lines([section]).encode()


def _papers(sections: Iterable[Section]) -> Iterable[Paper]:
    found = (entry.paper for section in sections for entry in section.newest.entries)
    return {paper.arxiv_id.base: paper for paper in found}.values()


def _table(section: Section) -> str:
    rows = "".join(map(_row, section.newest.entries))
    return f"## {inline(section.keyword.name)}\n{_HEAD}{rows}"


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


def _cell(value: Any) -> str:
    text = "; ".join(value) if isinstance(value, tuple) else str(value if value is not None else "")
    return f"'{text}" if text.startswith(_FORMULA) else text
