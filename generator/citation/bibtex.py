"""
Papers as BibTeX, for BibTeX and for biber.
"""

from collections.abc import Iterable, Iterator

from generator import tex
from generator.citation.names import Name, name_of
from generator.citation.reference import MOST_AUTHORS, doi, key, note
from generator.paper import Paper

# In a number or an address LaTeX's signs are kept, for biber and natbib take them as they are;
# only what would end the field has another spelling.
_BRACES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def bibtex(papers: Iterable[Paper]) -> str:
    """
    An entry a paper: an article where arXiv knows the journal, else an e-print.

    Texts are LaTeX, with accents as commands, formulas as formulas, and capitals that matter in
    braces. What LaTeX has no command for (Chinese, say) stays in UTF-8.
    """
    return "\n".join(map(_entry, papers))


def _entry(paper: Paper) -> str:
    kind = "article" if paper.journal_ref else "misc"
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(paper))
    return f"@{kind}{{{key(paper)},\n{fields}}}\n"


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", tex.to_latex_title(paper.title)
    if paper.authors:
        yield "author", _authors(paper.authors)
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


def _authors(authors: tuple[str, ...]) -> str:
    names = [_name(name_of(author)) for author in authors[:MOST_AUTHORS]]
    return " and ".join((*names, *(("others",) if len(authors) > MOST_AUTHORS else ())))


def _name(name: Name) -> str:
    if name.collective or not name.given:
        return f"{{{tex.to_latex(name.family)}}}"
    parts = (name.family, name.suffix, name.given)
    return ", ".join(tex.to_latex(part) for part in parts if part)
