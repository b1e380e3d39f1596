"""
The authors of a paper are the same whichever of arXiv's interfaces names them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from servers.arxiv_asking import asked, windmills
from servers.arxiv_server import ArxivServer
from servers.author_line import names_in_atom
from servers.oai_asking import DAY, harvesting, pages
from servers.oai_records import Change
from servers.oai_server import OaiServer

from generator.arxiv_api.client import ArxivApi


@contextmanager
def both(lines: list[str]) -> Iterator[ArxivApi]:
    """
    Both interfaces of an arXiv with one paper for each of the *lines* of authors.
    """
    papers = windmills(len(lines))
    listed = [
        replace(paper, authors=names_in_atom(line))
        for paper, line in zip(papers, lines, strict=True)
    ]
    raw = [
        Change(DAY, replace(paper, authors=(line,)))
        for paper, line in zip(papers, lines, strict=True)
    ]
    with ArxivServer(listed) as api, OaiServer(raw) as oai:
        yield harvesting(oai, api)


def searched(api: ArxivApi) -> list[tuple[str, ...]]:
    return [paper.authors for paper in asked(api)]


def harvested(api: ArxivApi) -> list[tuple[str, ...]]:
    found = [paper for page in pages(api) for paper in page.papers]
    return [paper.authors for paper in sorted(found, key=lambda one: one.updated, reverse=True)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("NVIDIA: A. One, B. Two", "NVIDIA|A. One|B. Two"),
        ("Mill AI Lab : A. One", "Mill AI Lab|A. One"),
        ("Wind-Core Team: A. One, B. Two", "Wind-Core Team|A. One|B. Two"),
        ("Wind Team: A. One, B. Two", "Wind Team|A. One|B. Two"),
        ("Sand.ai: A. One", "Sand.ai|A. One"),
        ("Z.ai: A. One", "Z.ai|A. One"),
        ("GLM-4.5 Team, A. One", "GLM-4.5 Team|A. One"),
        ("A. One,and B. Two", "A. One|B. Two"),
        ("A. One and, B. Two", "A. One|B. Two"),
        ("and A. One, B. Two and", "A. One|B. Two"),
        ("A. One and (1) B. Two (2)", "A. One|B. Two"),
        ("A. One; B. Two;C. Three", "A. One|B. Two|C. Three"),
        ("A. One; and B. Two", "A. One|B. Two"),
        ("ADA ONE AND BOB TWO", "ADA ONE|BOB TWO"),
        ("A. One, Jr., B. Two, III, C. Three Sr.", "A. One Jr.|B. Two III|C. Three Sr."),
        ("A. One, PhD, B. Two", "A. One|B. Two"),
        ("A. One et al.", "A. One"),
        ("A. One, et al", "A. One"),
        ("A. One, B. Two and others", "A. One|B. Two"),
        ("A. One for the Mill Collaboration", "A. One|Mill Collaboration"),
        ("A. One (for the Mill Collaboration)", "A. One"),
        ("A. One:on behalf of the Mill Team", "A. One|Mill Team"),
        (
            "A. One and for the Mill Collaboration and B. Two",
            "A. One|Mill Collaboration|B. Two",
        ),
        ("A. One, on behalf of the Mill Consortium", "A. One|Mill Consortium"),
        ("A. One with an appendix by B. Two", "A. One|B. Two"),
        ("A. One (with an appendix by B. Two)", "A. One"),
        (
            "A. One, B. Two, with an appendix by C. Three and D. Four",
            "A. One|B. Two|C. Three|D. Four",
        ),
        ("A. One$^{1,2}$, B. Two*, C. Three†", "A. One|B. Two|C. Three"),
        ("A. One ((1) Here and (2) There), B. Two", "A. One|B. Two"),
        ("A. One (Here, B. Two", "A. One"),
        ("J.-P. One, A.B. Two", "J.-P. One|A. B. Two"),
        (r"Tol\d{o}p\'e One, \v{C}. Two, M{\"u}ller", "Tolọpé One|Č. Two|Müller"),
        ('Rapha"el One, Nicol`o Two', "Raphaël One|Nicolò Two"),
        ('Ada "Ace" One, D`Arc Two', 'Ada "Ace" One|D`Arc Two'),
        (":", ":"),
    ],
)
def test_names_come_in_many_forms(line: str, expected: str) -> None:
    """
    Nobody is called "and" or ":", and neither punctuation nor footnotes are part of a name.
    """
    with both([line]) as api:
        assert [tuple(expected.split("|"))] == searched(api)
        assert [tuple(expected.split("|"))] == harvested(api)


PEOPLE = {
    "Ada Lovelace": "Ada Lovelace",
    "A.B. Smith": "A. B. Smith",
    "J.-P. Mill": "J.-P. Mill",
    "Fernand Rolland": "Fernand Rolland",
    r"Paul Erd\H{o}s": "Paul Erdős",
    r"K. \v{c}apek": "K. čapek",
    "The Anh Han": "The Anh Han",
    "Vincent van Gogh": "Vincent van Gogh",
    "Plato": "Plato",
    "王小明": "王小明",
    "J. Mill Jr.": "J. Mill Jr.",
    "J. Mill, III": "J. Mill III",
    "Wind-Core Team": "Wind-Core Team",
}

BODIES = {
    "": "",
    "NVIDIA: ": "NVIDIA",
    "Mill 2 Team: ": "Mill 2 Team",
    "Wind.ai : ": "Wind.ai",
    "W.ai: ": "W.ai",
}

ENDS = {
    "": "",
    ", et al.": "",
    " and others": "",
    " and": "",
    " for the ATLAS Collaboration": "ATLAS Collaboration",
    ", on behalf of the Mill Team": "Mill Team",
    "; with an appendix by C. Doe": "C. Doe",
    " ((1) Here, (2) There and (3) Yonder)": "",
}

AFFILIATIONS = st.sampled_from(["", " (1)", "(Here and There)", " (a (b), c)", "*"])

SEPARATORS = st.sampled_from([", ", ",", " and ", ", and ", ",and ", " & ", "; ", ",\n  ", " , "])


@st.composite
def author_lines(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """
    A line of authors, and the names in it.
    """
    body, end = draw(st.sampled_from(sorted(BODIES))), draw(st.sampled_from(sorted(ENDS)))
    people = draw(st.lists(st.sampled_from(sorted(PEOPLE)), min_size=1, max_size=5))
    line = body + people[0] + draw(AFFILIATIONS)
    for person in people[1:]:
        line += draw(SEPARATORS) + person + draw(AFFILIATIONS)
    names = (BODIES[body], *(PEOPLE[person] for person in people), ENDS[end])
    return line + end, tuple(filter(None, names))


@settings(max_examples=20)
@given(st.lists(author_lines(), min_size=1, max_size=40))
def test_both_interfaces_name_the_same_authors(
    found: list[tuple[str, tuple[str, ...]]],
) -> None:
    """
    Each author of a line has one name, the same by either interface.
    """
    lines, expected = [line for line, _ in found], [names for _, names in found]

    with both(lines) as api:
        assert expected == searched(api)
        assert expected == harvested(api)
