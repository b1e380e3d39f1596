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
from generator.site.documents import Document, RenderTask
from generator.site.edition import Edition, Section
from generator.text import tex

# More authors are not named: BibTeX then says "and others".
MOST_AUTHORS = 100

# Names of groups: they have no family name.
_COLLECTIVE = re.compile(
    r"(?:^the .*|.*\b(?:collaborations?|consortium|team|group|project|initiative|community|lab))$",
    re.IGNORECASE,
)

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")

# In an author field BibTeX reads "and" as a separator, and "others" as "et al."
_RESERVED = frozenset(("and", "others"))

# Percent-encoding for the three characters that could end a field early. biber and natbib print
# DOIs and URLs verbatim, so LaTeX escapes such as \_ would become part of the link.
_BRACES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


class Name(Struct, frozen=True):
    """
    An author's name in parts.
    """

    family: str
    """The family name; for a group, or where the parts are unknown, the whole name."""

    given: str = ""
    """Given names; empty if there are none."""

    suffix: str = ""
    """``Jr.``, ``III`` and the like; empty if there is none."""

    collective: bool = False
    """True for the name of a group, which must stay in one piece."""


def name_of(author: str) -> Name:
    """
    Return the parts of *author*, a name as arXiv writes it: ``Ludwig van Beethoven``.

    The last word is the family name, together with words in lower case before it. A name with a
    comma, or with a word that BibTeX reserves, stays in one piece.
    """
    text = " ".join(tex.to_text(author).split())
    head, comma, tail = text.partition(", ")
    if comma and _SUFFIX.fullmatch(tail):
        text = f"{head} {tail}"
    words = text.split()
    if _COLLECTIVE.match(text) or "," in text or _RESERVED & {word.lower() for word in words}:
        return Name(text, collective=True)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""  # noqa: PLR2004 - given and family name
    begin = len(words) - 1
    while begin > 1 and words[begin - 1].islower():
        begin -= 1
    return Name(" ".join(words[begin:]), " ".join(words[:begin]), suffix)


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
    The DOI of the published paper; arXiv's if there is none.
    """
    return paper.doi or arxiv_doi(paper)


def note(paper: Paper) -> str | None:
    """
    "Withdrawn" for a withdrawn paper; else the venue of a paper without journal; else None.
    """
    if remarks.withdrawn(paper):
        return "Withdrawn"
    venue = remarks.venue(paper)
    return str(venue) if venue and not paper.journal_ref else None


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
    yield "year", f"{paper.published:%Y}"
    # The fields of arXiv's own BibTeX: https://info.arxiv.org/help/hypertex/bibstyles/
    yield "eprint", paper.arxiv_id.base
    yield "archivePrefix", "arXiv"
    yield "primaryClass", paper.primary_category
    yield "doi", doi(paper).translate(_BRACES)
    yield "url", paper.arxiv_id.abs_url
    if remark := note(paper):
        yield "note", tex.to_latex(remark)


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
    yield "PY", f"{paper.published:%Y}"
    yield "DA", f"{paper.published:%Y/%m/%d}/"
    yield "AB", tex.to_text(paper.abstract)
    yield "DO", doi(paper)
    yield "UR", paper.arxiv_id.abs_url
    yield "PB", "arXiv"
    yield "AN", citation_key(paper)
    for category in paper.categories:
        yield "KW", category
    if remark := note(paper):
        yield "N1", remark
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
    submitted = paper.published
    fields = {
        "id": citation_key(paper),
        "type": "article-journal" if paper.journal_ref else "article",
        "title": tex.to_text(paper.title),
        "author": [_name_in_csl(name_of(author)) for author in paper.authors[:MOST_AUTHORS]],
        "abstract": tex.to_text(paper.abstract),
        "issued": {"date-parts": [[submitted.year, submitted.month, submitted.day]]},
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
