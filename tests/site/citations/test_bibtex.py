import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string as parse_blocks
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from programs.tools import needed
from pybtex.database import BibliographyData, parse_string
from samples.bibliographies import CHINESE, HARD, sample
from samples.goldens import Golden
from samples.making import make_paper

from generator.papers.paper import Paper
from generator.site.citations import bibtex

ALL = (*sample(), *HARD, CHINESE)

_DOCUMENT = r"""\documentclass{article}
\usepackage{amsmath,amssymb,textcomp}
\begin{document}\nocite{*}\bibliographystyle{plain}\bibliography{papers}\end{document}
"""

nasty = st.lists(
    st.sampled_from([*"{}\\$%#&_^~\"@,=`'ab é视\n", "\\input", "$x$", "\\{", "\\def"]), max_size=30
).map("".join)


def read(*papers: Paper) -> BibliographyData:
    """
    What pybtex reads in the papers' BibTeX.
    """
    return parse_string(bibtex(papers), "bibtex")


def test_hard_entries_are_as_reviewed(golden: Golden) -> None:
    """
    Braces, formulas, commands, accents, bodies, journals, withdrawn and accepted papers.
    """
    golden("citation/hard.bib", bibtex((*HARD, CHINESE)))


def test_two_parsers_find_every_paper_once() -> None:
    """
    Keys are unique, and made of the identifier alone, so that a citation survives a revision.
    """
    keys = [f"arXiv:{paper.arxiv_id.base}" for paper in ALL]

    assert keys == list(read(*ALL).entries)
    library = parse_blocks(bibtex(ALL))
    assert [] == library.failed_blocks
    assert keys == [entry.key for entry in library.entries]
    revised = make_paper("2512.17601v3", title="Another title", authors=("Somebody Else",))
    assert list(read(make_paper()).entries) == list(read(revised).entries)


def test_entries_say_what_arxiv_knows() -> None:
    """
    E-prints are misc with arXiv's three fields; those in a journal are articles with its DOI.
    """
    entry = read(make_paper()).entries["arXiv:2512.17601"]
    article = read(HARD[0]).entries["arXiv:hep-th/9901001"]

    assert ("misc", "2512.17601", "arXiv", "cs.CV", "10.48550/arXiv.2512.17601", "2025") == (
        entry.type,
        *(
            entry.fields[name]
            for name in ("eprint", "archivePrefix", "primaryClass", "doi", "year")
        ),
    )
    assert ("article", "10.1/a%7Bb%7D_c") == (article.type, article.fields["doi"])
    assert article.fields["journal"].startswith("Phys. Rev. D 76")


def test_an_entry_names_its_version_and_has_its_date() -> None:
    """
    Who cites version 3 cites a text of 2026; of a paper in a journal, the year is the journal's.
    """
    revised = make_paper("2512.17601v3", updated=datetime(2026, 3, 5, tzinfo=UTC))
    years = {
        None: "2026",
        "J. Wind 7 (2027) 1": "2027",
        "Proc. Mills, 2024": "2024",
        "J. 7": "2025",
    }
    entries = {
        journal: read(replace(revised, journal_ref=journal)).entries["arXiv:2512.17601"].fields
        for journal in years
    }

    assert years == {journal: fields["year"] for journal, fields in entries.items()}
    assert {"Version 3 (2026-03-05)"} == {fields["note"] for fields in entries.values()}
    assert "Version 1 (2025-12-19)" == read(make_paper()).entries["arXiv:2512.17601"].fields["note"]


def test_one_doi_of_several_is_cited() -> None:
    """
    BibTeX has one DOI an entry: the first.
    """
    paper = make_paper(doi="https://doi.org/10.1000/1, 10.1000/2")

    assert "10.1000/1" == read(paper).entries["arXiv:2512.17601"].fields["doi"]


def test_authors_are_told_apart() -> None:
    """
    Family names, small words before them, suffixes and bodies are where BibTeX looks for them.
    """
    people = read(HARD[0]).entries["arXiv:hep-th/9901001"].persons["author"]

    assert [["{ATLAS Collaboration}"], ["Beethoven"], ["Davis"], ["{A and B}"]] == [
        person.last_names for person in people
    ]
    assert (["van"], ["Ludwig"], ["Jr."]) == (
        people[1].prelast_names,
        people[1].first_names,
        people[2].lineage_names,
    )


def test_long_lists_of_authors_end_with_others() -> None:
    """
    A hundred authors are named; BibTeX itself then says "and others".
    """
    people = read(HARD[5]).entries["arXiv:2512.00005"].persons["author"]

    assert (101, "others") == (len(people), str(people[-1]))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("NeRF in the wild", "{NeRF} in the wild"),
        ("Learning 3D shapes with C++ and GPT-4", "Learning {3D} shapes with {C++} and {GPT-4}"),
        ("Sampling from Gaussian mixtures", "Sampling from {Gaussian} mixtures"),
        ("A Study of Many Things", "A Study of Many Things"),
        (r"Bounds of $O(n \log n)$ type", r"Bounds of $O(n \log n)$ type"),
        (r"50\% of \emph{all} papers", r"50{\%} of \emph{all} papers"),
        (r"Erd\H{o}s numbers", r"Erd{\H{o}}s numbers"),
        ("On the đ of Ḥậǔ", r"On the {\dj} of {{\d{H}}{\d{{\^a}}}{\v{u}}}"),
    ],
)
def test_titles_keep_formulas_accents_and_capitals(title: str, expected: str) -> None:
    """
    Styles put titles in lower case: what would be wrong there stands in braces.
    """
    assert f"title = {{{expected}}}" in bibtex([make_paper(title=title)])


@given(title=nasty, author=nasty, journal=nasty | st.none())
def test_no_text_leaves_its_field(title: str, author: str, journal: str | None) -> None:
    """
    Whatever stands in a title or name, there is one entry with the fields we wrote, and no more.
    """
    paper = make_paper(title=f"a {title}", authors=(f"A {author}",), journal_ref=journal)
    text = bibtex([paper])
    library = parse_blocks(text)

    assert [] == library.failed_blocks
    names = {field.key for entry in library.entries for field in entry.fields}
    assert 1 == len(library.entries)
    assert names <= set(
        "title author journal year eprint archivePrefix primaryClass doi url note".split()
    )
    assert not re.search(r"\\(?:input|def)\b", text)
    assert ["arXiv:2512.17601"] == list(parse_string(text, "bibtex").entries)


def test_bibtex_and_latex_make_a_document_of_it(tmp_path: Path) -> None:
    """
    BibTeX says no word of warning, but for papers without authors, and LaTeX sets everything.
    """
    latex = [needed("pdflatex"), "-interaction=nonstopmode", "-halt-on-error", "-draftmode", "x"]
    (tmp_path / "x.tex").write_text(_DOCUMENT, "utf-8")
    # The fonts of plain LaTeX have no Chinese letters.
    (tmp_path / "papers.bib").write_text(bibtex((*sample(), *HARD)), "utf-8")

    subprocess.run(latex, cwd=tmp_path, check=True, capture_output=True)
    told = subprocess.run(
        [needed("bibtex"), "x"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    last = subprocess.run(latex, cwd=tmp_path, check=False, capture_output=True)

    warnings = [line for line in told.stdout.splitlines() if "arning" in line]
    assert [] == [
        line for line in warnings if "2512.00006" not in line and "(There was" not in line
    ]
    assert 0 == last.returncode, last.stdout.decode("utf-8", "replace")[-2000:]
