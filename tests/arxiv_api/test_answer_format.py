"""
One description of arXiv's answers: what was recorded, what our own arXiv says, and what the code
that reads relies on agree with it.
"""

from pathlib import Path

import pytest
from lxml import etree
from samples.making import make_paper
from samples.shared import answers
from servers.arxiv_asking import FakeTime
from servers.arxiv_atom import error_feed, feed
from servers.arxiv_faults import say
from servers.arxiv_server import ArxivServer

from generator.arxiv_api.answer_format import FORMAT, ExpectedElement, differences
from generator.arxiv_api.pace import Pace, RequestPolicy
from generator.arxiv_api.query_api import QueryApi
from generator.errors import ArxivError
from generator.papers.paper import Paper

ENTRY = "atom:feed/atom:entry"

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "opensearch": "http://a9.com/-/spec/opensearch/1.1/",
    "arxiv": "http://arxiv.org/schemas/atom",
}

IDENTIFIER = "an address with an identifier and a version"

UNVERSIONED, NO_ID = "http://arxiv.org/abs/2512.17601", "http://arxiv.org/abs/windmillsv1"

REQUIRED = {one.path for one in FORMAT if one.often in {"once", "once or more"}}

FULL = make_paper(comment="12 pages", journal_ref="Mills 1", doi="10.1000/1")

OURS = feed([FULL], asked="q", total=1, start=0, size=1)

# In another order than papers have them: only the primary category tells which comes first.
_CV, _LG = b'<category term="cs.CV"', b'<category term="cs.LG"'

OURS = OURS.replace(_CV, b"<!-- -->").replace(_LG, _CV).replace(b"<!-- -->", _LG)


def read(body: bytes) -> tuple[Paper, ...]:
    """
    The papers that our client reads in *body*; none where it refuses it.
    """
    time = FakeTime()
    pace = Pace(RequestPolicy(), clock=time.clock, sleep=time.sleep, jitter=lambda: 0.0)
    with ArxivServer() as server:
        server.fail(say(body), times=9)
        try:
            return QueryApi(server.url, agent="test", pace=pace).page("q", start=0, size=1).papers
        except ArxivError:
            return ()


def without(path: str) -> bytes:
    """
    Our answer without the elements or attributes at *path*.
    """
    root = etree.fromstring(OURS)
    found = root.xpath("/" + path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    for one in found:
        if isinstance(one, etree._Element):
            parent = one.getparent()
            assert parent is not None
            parent.remove(one)
        else:
            holder, name = one.getparent(), path.rpartition("@")[2]
            del holder.attrib[name]
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


@pytest.mark.parametrize("path", answers("arxiv-api/current/*_s*.200.xml"))
def test_recorded_answers_have_the_shape(path: Path) -> None:
    """
    Every one of today's arXiv, with nothing in it that is not described. An answer without papers
    lacks only them.
    """
    body = path.read_bytes()

    missing = {one.path for one in differences(body)}
    assert missing == (set() if b"<entry>" in body else {ENTRY})


@pytest.mark.parametrize("path", answers("arxiv-api/legacy/*.200.xml"))
def test_the_arxiv_of_before_had_it_too(path: Path) -> None:
    """
    It wrapped and indented texts, which are folded anyway.
    """
    assert () == differences(path.read_bytes())


def test_our_own_arxiv_has_the_shape() -> None:
    """
    What tests ask is what people get.
    """
    assert () == differences(OURS)
    assert (FULL,) == read(OURS)


@pytest.mark.parametrize("element", FORMAT[1:], ids=lambda element: element.path)
def test_the_description_is_what_the_code_relies_on(element: ExpectedElement) -> None:
    """
    Without an element that is read, papers are not what they were; without another one they are.
    And where it should be there, its absence is a difference.
    """
    body = without(element.path)
    reads = element.form is not None or any(
        one.form for one in FORMAT if one.path.startswith(f"{element.path}/")
    )

    there = element.path in {"atom:feed/atom:entry", *REQUIRED}
    assert there == bool(differences(body))
    assert reads == (read(body) != (FULL,))
    assert all(reads == one.harmful for one in differences(body))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"totalResults>1<", b"totalResults>one<", ("totalResults", "a number", "one")),
        (b"-19T12:00:00Z</updated>", b"-19</updated>", ("updated", "a time", "2025-12-19")),
        (b"abs/2512.17601v1</id>", b"abs/2512.17601</id>", ("id", IDENTIFIER, UNVERSIONED)),
        (b"abs/2512.17601v1</id>", b"abs/windmillsv1</id>", ("id", IDENTIFIER, NO_ID)),
        (b'term="cs.CV"', b'term="Vision"', ("@term", "a category", "Vision")),
        (b"<title>A Paper about Windmills<", b"<title> <", ("title", "a text", "empty")),
        (
            b"<arxiv:doi>",
            b"<arxiv:doi>1</arxiv:doi><arxiv:doi>",
            ("doi", "at most once", "2 times"),
        ),
        (b"<arxiv:doi>", b"<arxiv:licence/><arxiv:doi>", ("licence", "unknown", "there")),
        (b"<arxiv:doi>", b"<x xmlns='y'/><arxiv:doi>", ("y:x", "unknown", "there")),
        (b'term="cs.CV"', b'label="x" term="cs.CV"', ("@label", "unknown", "there")),
    ],
)
def test_each_difference_is_named(old: bytes, new: bytes, expected: tuple[str, str, str]) -> None:
    """
    Where it is, what was, what is; what is only new harms nobody.
    """
    body = OURS.replace(old, new)

    found = differences(body)

    name, was, now = expected
    assert body != OURS
    assert (was, now) in {(one.expected, one.found) for one in found}
    assert all(one.path.endswith(name) for one in found)
    assert all((was != "unknown") == one.harmful for one in found)


def test_what_is_no_feed_has_no_shape() -> None:
    """
    An error of arXiv's has one, and it is not that of papers.
    """
    with pytest.raises(ValueError, match="is no Atom feed"):
        differences(b"<html/>")

    assert any(one.path == f"{ENTRY}/atom:published" for one in differences(error_feed("no")))
