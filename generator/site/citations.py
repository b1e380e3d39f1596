"""
Citations of papers: BibTeX, RIS and CSL-JSON, and the bibliographies beside the pages.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from generator.papers import remarks
from generator.papers.paper import Paper
from generator.site import addresses
from generator.site.author_name import Name, name_of
from generator.site.documents import Document, RenderTask
from generator.site.edition import Edition, Section
from generator.text import tex

# More authors are not named: BibTeX then says "and others".
MOST_AUTHORS = 100

# Percent-encoding for the three characters that could end a field early. biber and natbib print
# DOIs and URLs verbatim, so LaTeX escapes such as \_ would become part of the link.
_BRACES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


# The year in "Phys. Rev. D 76 (2007) 013009" and in "Proc. of the 3rd Workshop, Dec. 2007".
_YEAR = re.compile(r"\((?:[^()]*[^()\d])?((?:19|20)\d\d)\)|\b((?:19|20)\d\d)\.?\s*\Z", re.ASCII)


def citation_key(paper: Paper) -> str:
    """
    The key by which a text cites *paper*: ``arXiv:2512.17601``. A revision does not change it.
    """
    return f"arXiv:{paper.arxiv_id.base}"


def arxiv_doi(paper: Paper) -> str:
    """
    The DOI that arXiv registers for every e-print.
    """
    # https://info.arxiv.org/help/doi.html
    return f"10.48550/arXiv.{paper.arxiv_id.base}"


def doi(paper: Paper) -> str:
    """
    The first DOI of the published paper; arXiv's if there is none.
    """
    return next(iter(paper.dois), arxiv_doi(paper))


def note(paper: Paper) -> str:
    """
    The version that is cited, with its date: ``Version 2 (2025-12-19)``.

    After it "Withdrawn" for a withdrawn paper, or the venue of a paper without journal.
    """
    venue = None if paper.journal_ref else remarks.venue(paper)
    remark = "Withdrawn" if remarks.withdrawn(paper) else venue
    version = f"Version {paper.arxiv_id.version} ({paper.updated:%Y-%m-%d})"
    return f"{version}; {remark}" if remark else version


def issued(paper: Paper) -> tuple[int, ...]:
    """
    The date of what is cited: year, month and day; or the year alone.

    An e-print is cited in a version, so its date is that version's, as in arXiv's own BibTeX. For a
    paper in a journal it is the year in the journal reference, if there is one; else the day on
    which version 1 was submitted.
    """
    if paper.journal_ref is None:
        day = paper.updated
    elif year := _YEAR.search(paper.journal_ref):
        return (int(year[1] or year[2]),)
    else:
        day = paper.published
    return day.year, day.month, day.day


def bibtex(papers: Iterable[Paper]) -> str:
    """
    Return BibTeX entries: ``@article`` for papers with a journal reference, ``@misc`` for others.

    Accents are LaTeX commands, formulas stay formulas, and braces protect capitals from styles that
    would lower them. Characters without a LaTeX command, such as Chinese, stay UTF-8.
    """
    return "\n".join(map(_entry_in_bibtex, papers))


def _entry_in_bibtex(paper: Paper) -> str:
    kind = "article" if paper.journal_ref else "misc"
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields_in_bibtex(paper))
    return f"@{kind}{{{citation_key(paper)},\n{fields}}}\n"


def _fields_in_bibtex(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", tex.to_latex_title(paper.title)
    if paper.authors:
        yield "author", _authors_in_bibtex(paper.authors)
    if paper.journal_ref:
        yield "journal", tex.to_latex(paper.journal_ref)
    yield "year", str(issued(paper)[0])
    # The fields of arXiv's own BibTeX: https://info.arxiv.org/help/hypertex/bibstyles/
    yield "eprint", paper.arxiv_id.base
    yield "archivePrefix", "arXiv"
    yield "primaryClass", paper.primary_category
    yield "doi", doi(paper).translate(_BRACES)
    yield "url", paper.arxiv_id.abs_url
    yield "note", tex.to_latex(note(paper))


def _authors_in_bibtex(authors: tuple[str, ...]) -> str:
    names = [_name_in_bibtex(name_of(author)) for author in authors[:MOST_AUTHORS]]
    return " and ".join((*names, *(("others",) if len(authors) > MOST_AUTHORS else ())))


def _name_in_bibtex(name: Name) -> str:
    if name.collective or not name.given:
        return f"{{{tex.to_latex(name.family)}}}"
    parts = (name.family, name.suffix, name.given)
    return ", ".join(tex.to_latex(part) for part in parts if part)


def ris(papers: Iterable[Paper]) -> str:
    """
    Return RIS references: type JOUR for papers with a journal reference, UNPB for others.
    """
    return "\r\n".join(map(_reference_in_ris, papers))


def _reference_in_ris(paper: Paper) -> str:
    return "".join(f"{tag}  - {_value_in_ris(value)}\r\n" for tag, value in _fields_in_ris(paper))


def _fields_in_ris(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TY", "JOUR" if paper.journal_ref else "UNPB"
    yield "ID", citation_key(paper)
    yield "TI", tex.to_text(paper.title)
    for author in paper.authors[:MOST_AUTHORS]:
        yield "AU", _name_in_ris(name_of(author))
    if paper.journal_ref:
        yield "JO", tex.to_text(paper.journal_ref)
    date = issued(paper)
    yield "PY", str(date[0])
    if len(date) > 1:
        yield "DA", "".join(f"{part:02}/" for part in date)
    yield "AB", tex.to_text(paper.abstract)
    yield "DO", doi(paper)
    yield "UR", paper.arxiv_id.abs_url
    yield "PB", "arXiv"
    yield "AN", citation_key(paper)
    for category in paper.categories:
        yield "KW", category
    yield "N1", note(paper)
    yield "ER", ""


def _name_in_ris(name: Name) -> str:
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def _value_in_ris(value: str) -> str:
    # RIS has one field a line: after a line break the rest would be read as another field.
    if not value.isprintable():
        value = "".join(char if char.isprintable() else " " for char in value)
    return " ".join(value.split())


def csl_json(papers: Iterable[Paper]) -> str:
    """
    Return a CSL-JSON array with one item a paper.
    """
    # https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
    encoded = msgspec.json.encode([_item_in_csl(paper) for paper in papers])
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _item_in_csl(paper: Paper) -> dict[str, Any]:
    fields = {
        "id": citation_key(paper),
        "type": "article-journal" if paper.journal_ref else "article",
        "title": tex.to_text(paper.title),
        "author": [_name_in_csl(name_of(author)) for author in paper.authors[:MOST_AUTHORS]],
        "abstract": tex.to_text(paper.abstract),
        "issued": {"date-parts": [issued(paper)]},
        "container-title": paper.journal_ref and tex.to_text(paper.journal_ref),
        "publisher": None if paper.journal_ref else "arXiv",
        "number": citation_key(paper),
        "DOI": doi(paper),
        "URL": paper.arxiv_id.abs_url,
        "note": note(paper),
    }
    return {name: value for name, value in fields.items() if value}


def _name_in_csl(name: Name) -> dict[str, str]:
    if name.collective or not name.given:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


class _Bibliography(Struct, frozen=True):
    page: str
    papers: tuple[Paper, ...]


def bibliographies(edition: Edition) -> Iterator[RenderTask[_Bibliography]]:
    """
    Yield tasks for ``papers.bib`` and ``papers.ris``, one for each page of papers.

    These are the pages of every keyword's newest papers, of each of its months, and of the newest
    papers of all keywords. The months of all keywords have no bibliographies.
    """
    for section in edition.sections:
        yield _newest(section)
        for month, listing in section.listing.months():
            page = addresses.month_page(section.keyword.slug, month)
            yield RenderTask(_render, _Bibliography(page, listing.papers))
    yield _newest(edition.overall)


def _newest(section: Section) -> RenderTask[_Bibliography]:
    page = addresses.keyword_page(section.keyword.slug)
    return RenderTask(_render, _Bibliography(page, section.newest.papers))


def _render(bibliography: _Bibliography) -> Iterator[Document]:
    folder = addresses.folder(bibliography.page)
    yield folder + addresses.BIBTEX, bibtex(bibliography.papers).encode()
    yield folder + addresses.RIS, ris(bibliography.papers).encode()
