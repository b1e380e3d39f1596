"""
Papers as bibliographies have them: BibTeX, RIS, CSL-JSON, and the bibliographies beside the pages.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from generator.papers import remarks
from generator.papers.paper import Paper
from generator.site import addresses
from generator.site.edition import Batch, Document, Edition, Section
from generator.text import tex

# Who signs as a body has no family name.
_COLLECTIVE = re.compile(
    r"(?:^the .*|.*\b(?:collaborations?|consortium|team|group|project|initiative|community|lab))$",
    re.IGNORECASE,
)

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")

# What separates authors, or says that there are more, in BibTeX.
_RESERVED = frozenset(("and", "others"))


class Name(Struct, frozen=True):
    """
    A person's *family* and *given* name and *suffix* (``Jr.``), or a body's name in *family*.
    """

    family: str
    given: str = ""
    suffix: str = ""
    collective: bool = False


def name_of(author: str) -> Name:
    """
    The parts of *author*, a name as arXiv writes it: ``Ludwig van Beethoven``.

    Small words before the last belong to the family name; so few rules cannot be right for all
    names of the world, and where none fits the name stays in one piece.
    """
    text = " ".join(tex.to_text(author).split())
    head, comma, tail = text.partition(", ")
    if comma and _SUFFIX.fullmatch(tail):
        text = f"{head} {tail}"
    words = text.split()
    if _COLLECTIVE.match(text) or "," in text or _RESERVED & {one.lower() for one in words}:
        return Name(text, collective=True)
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""  # noqa: PLR2004 - given and family name
    begin = len(words) - 1
    while begin > 1 and words[begin - 1].islower():
        begin -= 1
    return Name(" ".join(words[begin:]), " ".join(words[:begin]), suffix)


# Beyond so many authors a bibliography says "and others".
MOST_AUTHORS = 100


def key(paper: Paper) -> str:
    """
    The paper's key: ``arXiv:2512.17601``. It stays when title or authors are revised.
    """
    return f"arXiv:{paper.arxiv_id.base}"


def doi(paper: Paper) -> str:
    """
    The DOI of the published paper, or else the one that arXiv registers for each e-print.
    """
    # https://info.arxiv.org/help/doi.html
    return paper.doi or f"10.48550/arXiv.{paper.arxiv_id.base}"


def note(paper: Paper) -> str | None:
    """
    What a reader of the bibliography should know: that it is withdrawn, or where it was accepted.
    """
    if remarks.withdrawn(paper):
        return "Withdrawn"
    venue = remarks.venue(paper)
    return str(venue) if venue and not paper.journal_ref else None


# In a number or an address LaTeX's signs are kept, for biber and natbib take them as they are;
# only what would end the field has another spelling.
_BRACES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def bibtex(papers: Iterable[Paper]) -> str:
    """
    An entry a paper: an article where arXiv knows the journal, else an e-print.

    Texts are LaTeX, with accents as commands, formulas as formulas, and capitals that matter in
    braces. What LaTeX has no command for (Chinese, say) stays in UTF-8.
    """
    return "\n".join(map(_bibtex_entry, papers))


def _bibtex_entry(paper: Paper) -> str:
    kind = "article" if paper.journal_ref else "misc"
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(paper))
    return f"@{kind}{{{key(paper)},\n{fields}}}\n"


def _bibtex_fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", tex.to_latex_title(paper.title)
    if paper.authors:
        yield "author", _bibtex_authors(paper.authors)
    if paper.journal_ref:
        yield "journal", tex.to_latex(paper.journal_ref)
    yield "year", f"{paper.published:%Y}"
    # https://info.arxiv.org/help/hypertex/bibstyles/: eprint, archivePrefix, primaryClass
    yield "eprint", paper.arxiv_id.base
    yield "archivePrefix", "arXiv"
    yield "primaryClass", paper.primary_category
    yield "doi", doi(paper).translate(_BRACES)
    yield "url", paper.arxiv_id.abs_url
    if said := note(paper):
        yield "note", tex.to_latex(said)


def _bibtex_authors(authors: tuple[str, ...]) -> str:
    names = [_bibtex_name(name_of(author)) for author in authors[:MOST_AUTHORS]]
    return " and ".join((*names, *(("others",) if len(authors) > MOST_AUTHORS else ())))


def _bibtex_name(name: Name) -> str:
    if name.collective or not name.given:
        return f"{{{tex.to_latex(name.family)}}}"
    parts = (name.family, name.suffix, name.given)
    return ", ".join(tex.to_latex(part) for part in parts if part)


def ris(papers: Iterable[Paper]) -> str:
    """
    A reference a paper: a journal article where arXiv knows the journal, else unpublished work.
    """
    return "\r\n".join(map(_ris_reference, papers))


def _ris_reference(paper: Paper) -> str:
    return "".join(f"{tag}  - {_ris_line(value)}\r\n" for tag, value in _ris_fields(paper))


def _ris_fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TY", "JOUR" if paper.journal_ref else "UNPB"
    yield "ID", key(paper)
    yield "TI", tex.to_text(paper.title)
    for author in paper.authors[:MOST_AUTHORS]:
        yield "AU", _ris_name(name_of(author))
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


def _ris_name(name: Name) -> str:
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def _ris_line(value: str) -> str:
    # A line break would begin another field.
    if not value.isprintable():
        value = "".join(one if one.isprintable() else " " for one in value)
    return " ".join(value.split())


def csl_json(papers: Iterable[Paper]) -> str:
    """
    A list with an object a paper, as https://docs.citationstyles.org/en/stable/specification.html
    describes them.
    """
    encoded = msgspec.json.encode([_csl_object(paper) for paper in papers])
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _csl_object(paper: Paper) -> dict[str, Any]:
    on = paper.published
    fields = {
        "id": key(paper),
        "type": "article-journal" if paper.journal_ref else "article",
        "title": tex.to_text(paper.title),
        "author": [_csl_name(name_of(author)) for author in paper.authors[:MOST_AUTHORS]],
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


def _csl_name(name: Name) -> dict[str, str]:
    if name.collective or not name.given:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


_FORMATS = {addresses.BIBTEX: bibtex, addresses.RIS: ris}


class _Cited(Struct, frozen=True):
    page: str
    papers: tuple[Paper, ...]


def batches(edition: Edition) -> Iterator[Batch[_Cited]]:
    """
    ``papers.bib`` and ``papers.ris`` of every keyword's newest papers, of each of its months, and
    of the newest papers of all keywords.
    """
    for section in edition.sections:
        yield _newest(section)
        for month, listing in section.listing.months():
            page = addresses.month_page(section.keyword.slug, month)
            yield Batch(_bibliographies, _Cited(page, listing.papers))
    yield _newest(edition.overall)


def _newest(section: Section) -> Batch[_Cited]:
    page = addresses.keyword_page(section.keyword.slug)
    return Batch(_bibliographies, _Cited(page, section.newest.papers))


def _bibliographies(cited: _Cited) -> Iterator[Document]:
    for name, written in _FORMATS.items():
        yield addresses.folder(cited.page) + name, written(cited.papers).encode()
