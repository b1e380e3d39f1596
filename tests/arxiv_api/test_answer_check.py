from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from servers.arxiv_asking import windmills
from servers.arxiv_atom import error_feed, feed
from servers.arxiv_faults import Fault, Reply, rewrite

from generator.arxiv_api.answer_check import (
    CheckedAnswer,
    PageRequest,
    ReportedError,
    checked_answer,
    error_reason,
)

ASKED = PageRequest(start=0, size=3, sort_by="updated")

ID = "http://arxiv.org/abs/2512.19998v1"


def body(*faults: Fault, total: int = 9) -> bytes:
    """
    Three of *total* papers about windmills, with *faults*.
    """
    right = feed(windmills(3), asked="", total=total, start=0, size=3)
    reply = Reply(path="", headers={}, body=right)
    for fault in faults:
        reply = fault(reply)
    return reply.body


def second(change: Callable[[etree._Element], None]) -> Fault:
    """
    A change to the second entry.
    """
    return rewrite(lambda feed: change(feed.findall("{*}entry")[1]))


def with_text(name: str, text: str | None) -> Callable[[etree._Element], None]:
    def change(parent: etree._Element) -> None:
        element = parent.find(f"{{*}}{name}")
        assert element is not None
        if text is None:
            parent.remove(element)
        element.text = text

    return change


def entries(octets: bytes) -> int:
    return len(etree.fromstring(octets).findall("{*}entry"))


def swapped(feed: etree._Element) -> None:
    last = feed.findall("{*}entry")[-1]
    feed.insert(list(feed).index(feed.findall("{*}entry")[0]), last)


def repeated(feed: etree._Element) -> None:
    first, *_, last = feed.findall("{*}entry")
    with_text("id", first.findtext("{*}id", "").replace("v1", "v2"))(last)


def test_a_whole_answer_passes() -> None:
    """
    The package reads the bytes that arXiv sent, and the total is arXiv's own.
    """
    assert CheckedAnswer(body(), 9) == checked_answer(body(), ASKED)


def test_the_package_is_told_that_the_list_ends_with_the_page() -> None:
    """
    Otherwise the package would ask for another page where an entry was taken out.
    """
    whole = checked_answer(body(second(with_text("published", None))), ASKED)

    total = etree.fromstring(whole.body).findtext("{*}totalResults")
    assert "2" == total
    assert 9 == whole.total


def test_nothing_found_is_an_answer() -> None:
    """
    No entry of none is whole; what to make of it is the caller's decision.
    """
    assert 0 == checked_answer(feed([], asked="", total=0, start=0, size=3), ASKED).total


def test_a_page_past_the_end_is_an_answer() -> None:
    """
    A list may have become shorter since its first page.
    """
    assert (
        9 == checked_answer(feed([], asked="", total=9, start=12, size=3), PageRequest(12, 3)).total
    )


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        (b"", "is not XML from beginning to end"),
        (b"Rate exceeded.", "is not XML from beginning to end"),
        (body()[:-3], "is not XML from beginning to end"),
        (body().replace(b"Windmills", b"Windm\xefll"), "is not XML from beginning to end"),
        (body() + b"<more/>", "is not XML from beginning to end"),
        (b"<html><body/></html>", "is no Atom feed but <html>"),
        (b"<feed/>", "is no Atom feed but <feed>"),
        (
            body().replace(b"<feed", b'<!DOCTYPE feed [<!ENTITY a "b">]><feed', 1),
            "declares a document type",
        ),
        (body(rewrite(with_text("totalResults", None))), "has no totalResults"),
        (body(rewrite(with_text("startIndex", None))), "has no startIndex"),
        (body(rewrite(with_text("totalResults", "many"))), "a totalResults that is no number"),
        (body(rewrite(with_text("startIndex", ""))), "a startIndex that is no number"),
        (body(rewrite(with_text("startIndex", "10"))), "begins at 10 where 0 was asked for"),
        (body(total=2), "has 3 entries of 2 that are due"),
        (
            feed([], asked="", total=9, start=0, size=3),
            "has 0 entries of 3 that are due (9 in all)",
        ),
        (body(rewrite(swapped)), "2512.19999v1 is newer than 2512.19997v1 above it"),
        (body(rewrite(repeated)), "has 2512.19999 twice"),
        pytest.param(
            body().replace(b"<entry>", b"<a/>" * 10**6 + b"<entry>", 1),
            "has more than 1000000 elements and attributes",
            id="elements",
        ),
        pytest.param(
            body().replace(b"<entry>", b'<a xmlns="b"/>' * 50_001 + b"<entry>", 1),
            "has more than 50000 declarations of namespaces",
            id="namespaces",
        ),
        pytest.param(
            body().replace(b"Windmills", b"&#0;" * 500_000, 1),
            "has 500000 character references or control characters",
            id="references",
        ),
    ],
)
def test_less_than_whole_is_no_answer(octets: bytes, reason: str) -> None:
    """
    Whatever is wrong with the answer as a whole makes it none.
    """
    with pytest.raises(ValueError, match=r"^(?:has|is|begins|declares) ") as raised:
        checked_answer(octets, ASKED)

    assert reason in str(raised.value)


def test_every_byte_of_an_answer_is_needed() -> None:
    """
    Wherever the connection breaks, what came before is no answer.
    """
    octets = body().rstrip()

    for size in range(len(octets)):
        with pytest.raises(ValueError, match="is not XML"):
            checked_answer(octets[:size], ASKED)


@given(place=st.integers(0, 4000), length=st.integers(0, 40), octets=st.binary(max_size=40))
def test_a_damaged_answer_is_less_or_nothing(place: int, length: int, octets: bytes) -> None:
    """
    Whatever the damage, no entry appears from nowhere and no error but ours.
    """
    whole = body()
    damaged = whole[:place] + octets + whole[place + length :]

    try:
        read = checked_answer(damaged, ASKED)
    except ValueError:
        return
    assert 3 == entries(read.body) + len(read.dropped)


def test_order_is_by_the_date_asked_for() -> None:
    """
    Sorted by publication, the dates of revision may come in any order.
    """
    octets = body(second(with_text("updated", "2025-12-31T00:00:00Z")))

    assert 9 == checked_answer(octets, PageRequest(0, 3, "published")).total
    assert 9 == checked_answer(octets, PageRequest(0, 3)).total
    with pytest.raises(ValueError, match="not sorted"):
        checked_answer(octets, ASKED)


def test_equal_dates_are_in_order() -> None:
    """
    arXiv has no second key for papers of the same second.
    """
    octets = body(second(with_text("updated", "2025-12-19T12:00:00.9Z")))

    assert 9 == checked_answer(octets, ASKED).total


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("published", None, f"{ID}: no published date"),
        ("updated", "", f"{ID}: no updated date"),
        ("updated", "yesterday", f"{ID}: unreadable updated date 'yesterday'"),
        ("published", "0001-01-01T00:00:00+05:00", f"{ID}: unreadable published date"),
        ("published", "0970-01-01T00:00:00Z", f"{ID}: has the published date '0970-01-01T00"),
        ("id", None, "an entry without id: '' is no arXiv identifier"),
        ("id", "http://example.org/1", "http://example.org/1: 'http://example.org/1' is no"),
    ],
)
def test_a_bad_entry_costs_one_entry(name: str, text: str | None, reason: str) -> None:
    """
    An entry that cannot be read is taken out and named; the others stay.
    """
    whole = checked_answer(body(second(with_text(name, text))), ASKED)

    assert 2 == entries(whole.body)
    assert [True] == [str(one).startswith(reason) for one in whole.dropped]


@pytest.mark.parametrize(
    "octets",
    [b"&#xD800;", b"&#57343;", b"\xed\xa0\x80", b"&#0;", b"\x0b", b"\xef\xbf\xbf", b"&#x110000;"],
)
def test_a_character_that_xml_cannot_hold_costs_one_entry(octets: bytes) -> None:
    """
    Half a surrogate pair or a control character in one abstract is no reason to lose the others.
    """
    one = b"<summary>"
    first, second, rest = body().split(one, 2)

    whole = checked_answer(one.join((first, octets + second, rest)), ASKED)

    assert 2 == entries(whole.body)
    assert 1 == len(whole.dropped)
    assert str(whole.dropped[0]).endswith("v1: has a character that no text can have")


def test_characters_by_number_are_ordinary_text() -> None:
    """
    A reference to a character that exists changes nothing.
    """
    octets = body().replace(b"Windmills", b"W&#105;ndm&#x69;lls&#x1F600;&#9;")

    assert () == checked_answer(octets, ASKED).dropped


def test_an_error_entry_is_no_paper() -> None:
    """
    Before November 2025 errors came with status 200 and dates, like a paper titled Error.
    """
    dated = error_feed("bad query").replace(
        b"<summary>", b"<published>2025-01-01T00:00:00Z</published><summary>"
    )

    with pytest.raises(ReportedError, match="bad query"):
        checked_answer(dated, ASKED)


@pytest.mark.parametrize(
    ("octets", "reason"),
    [
        (error_feed("bad  query"), "bad query"),
        (error_feed(""), "no reason given"),
        (body(), None),
        (b"oops", None),
    ],
)
def test_the_reason_of_an_error_is_found(octets: bytes, reason: str | None) -> None:
    """
    Refusals say why in an error entry, if they say it at all.
    """
    assert reason == error_reason(octets)
