from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from samples.making import DAY
from servers import arxiv_atom, oai_records
from servers.answer_damage import damaged, mistake
from servers.arxiv_asking import QUERY, asked, asking, windmills
from servers.arxiv_faults import Fault, edit, rewrite, say
from servers.arxiv_server import ArxivServer
from servers.oai_asking import harvesting
from servers.oai_records import Change
from servers.oai_server import OaiServer

from generator.arxiv_api import RequestPolicy
from generator.arxiv_api.oai_pmh import changes
from generator.errors import AnswerError
from generator.papers.paper import Paper

PAPERS = [
    replace(one, comment="4 pages, 2 figures", doi="10.1/w", journal_ref="J. Wind 1 (2025)")
    for one in windmills(3)
]

# The elements of either interface whose text is read.
ATOM = ("id", "title", "summary", "published", "updated", "comment", "journal_ref", "doi", "name")
RAW = ("id", "title", "abstract", "authors", "categories", "comments", "journal-ref", "doi", "date")

ASKED = f"search_query={QUERY}&id_list=&start=0&max_results=100"

NOW = datetime(DAY.year, DAY.month, DAY.day, 6, tzinfo=UTC)

# An answer that is refused is not asked for again.
ONCE = RequestPolicy(incomplete_attempts=1)

NODES: dict[str, Callable[[], etree._Element]] = {
    "comment": lambda: etree.Comment("more, <b>much</b> more"),
    "instruction": lambda: etree.ProcessingInstruction("php", "echo 1"),
}


def broken_by(name: str, node: str) -> Fault:
    """
    *node* in the middle of the text of every element of this *name* in an entry or record.
    """

    def change(root: etree._Element) -> None:
        for entry in root.iter("{*}entry", "{*}record"):
            for element in entry.iter(f"{{*}}{name}"):
                inner, text = NODES[node](), element.text or ""
                element.text, inner.tail = text[: len(text) // 2], text[len(text) // 2 :]
                element.insert(0, inner)

    return rewrite(change)


def in_cdata(name: str) -> Fault:
    """
    The text of every element of this *name* in an entry or record as CDATA.
    """

    def change(root: etree._Element) -> None:
        for entry in root.iter("{*}entry", "{*}record"):
            for element in entry.iter(f"{{*}}{name}"):
                element.text = etree.CDATA(element.text or "")

    return rewrite(change)


def harvested(oai: OaiServer) -> list[Paper]:
    return list(harvesting(oai).changes(DAY).papers)


@pytest.fixture
def oai() -> OaiServer:
    return OaiServer([Change(DAY, one) for one in PAPERS])


@pytest.mark.parametrize("name", ATOM)
@pytest.mark.parametrize("node", [*NODES, "cdata"])
def test_no_comment_ends_a_text_of_an_entry(name: str, node: str) -> None:
    """
    A comment or processing instruction inside a text is left out, and CDATA is text.
    """
    with ArxivServer(PAPERS) as server:
        server.fail(in_cdata(name) if node == "cdata" else broken_by(name, node))

        assert PAPERS == asked(asking(server))
        assert 1 == len(server.requests)


@pytest.mark.parametrize("name", RAW)
@pytest.mark.parametrize("node", [*NODES, "cdata"])
def test_no_comment_ends_a_text_of_a_record(oai: OaiServer, name: str, node: str) -> None:
    """
    The same by OAI-PMH.
    """
    with oai:
        oai.fail(in_cdata(name) if node == "cdata" else broken_by(name, node))

        assert sorted(PAPERS, key=lambda one: one.arxiv_id) == harvested(oai)
        assert 1 == len(oai.requests)


@pytest.mark.parametrize("name", RAW)
def test_two_texts_where_one_is_due_refuse_the_record(oai: OaiServer, name: str) -> None:
    """
    Nothing says which of two titles is right. The record is named, and the others are read.
    """

    def double(root: etree._Element) -> None:
        (element,) = list(next(root.iter("{*}arXivRaw")).iter(f"{{*}}{name}"))
        copy = etree.fromstring(etree.tostring(element))
        element.addnext(copy)

    with oai:
        oai.fail(rewrite(double))
        page = harvesting(oai).changes(DAY)

    assert 2 == len(page.papers)
    assert [f"2512.19997: has more than one {name}"] == list(map(str, page.dropped))


@pytest.mark.parametrize("name", RAW)
def test_an_element_in_a_text_refuses_the_record(oai: OaiServer, name: str) -> None:
    """
    Whether the element is emphasis or a piece of another answer, nobody can tell.
    """

    def divide(root: etree._Element) -> None:
        (element,) = list(next(root.iter("{*}arXivRaw")).iter(f"{{*}}{name}"))
        element.text, tail = (element.text or "")[:5], (element.text or "")[5:]
        etree.SubElement(element, "b").tail = tail

    with oai:
        oai.fail(rewrite(divide))
        page = harvesting(oai).changes(DAY)

    assert 2 == len(page.papers)
    assert [f"2512.19997: has an element b in the text of its {name}"] == list(
        map(str, page.dropped)
    )


def test_metadata_of_another_paper_refuse_the_record(oai: OaiServer) -> None:
    """
    The header and the metadata of a record name the same paper.
    """
    with oai:
        oai.fail(edit(lambda body: body.replace(b"<id>2512.19997<", b"<id>2512.19990<")))
        page = harvesting(oai).changes(DAY)

    assert ["2512.19997: has the metadata of 2512.19990"] == list(map(str, page.dropped))


def test_no_damage_gives_an_entry_that_differs() -> None:
    """
    Elements, texts and attributes are deleted, doubled, moved, renamed and broken by chance: what
    is read is as it was, or arXiv could have given it, or it is refused by name.
    """
    whole = arxiv_atom.feed(PAPERS, asked=ASKED, total=3, start=0, size=100)
    with ArxivServer(PAPERS) as server:

        def read(body: bytes) -> tuple[list[Paper], int]:
            server.fail(say(body))
            try:
                (page,) = asking(server, policy=ONCE).pages(
                    QUERY, sort_by="updated", size=100, limit=100
                )
            except AnswerError as exc:
                raise ValueError(str(exc)) from exc
            return list(page.papers), len(page.dropped)

        for number in range(200):
            damage = damaged(whole, Random(number))
            assert None is mistake(damage, PAPERS, read), (number, damage.rule)


def test_no_damage_gives_a_record_that_differs(oai: OaiServer) -> None:
    """
    The same by OAI-PMH.
    """
    whole = oai_records.list_records(oai.changes, asked={}, now=oai.now, token=None)
    with oai:

        def read(body: bytes) -> tuple[list[Paper], int]:
            oai.fail(say(body, "application/xml"))
            try:
                page = harvesting(oai, policy=ONCE).changes(DAY)
            except AnswerError as exc:
                raise ValueError(str(exc)) from exc
            return list(page.papers), len(page.dropped)

        for number in range(200):
            damage = damaged(whole, Random(number))
            assert None is mistake(damage, PAPERS, read), (number, damage.rule)


@given(place=st.integers(0, 6000), length=st.integers(0, 40), octets=st.binary(max_size=40))
def test_changed_bytes_of_a_page_are_read_or_refused(
    place: int, length: int, octets: bytes
) -> None:
    """
    No error but ours, and no record from nowhere.
    """
    records = [Change(DAY, one) for one in PAPERS]
    whole = oai_records.list_records(records, asked={}, now=NOW, token=None)

    try:
        page = changes(whole[:place] + octets + whole[place + length :])
    except ValueError:
        return

    assert page is not None
    assert len(page.papers) + len(page.dropped) <= len(PAPERS)
