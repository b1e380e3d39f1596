from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples.making import make_paper

from generator.papers.paper import ArxivId, folded, folded_paragraphs


@pytest.mark.parametrize(
    ("text", "base", "version", "month"),
    [
        ("2107.05580v2", "2107.05580", 2, "2107"),
        ("2107.05580", "2107.05580", 1, "2107"),
        ("0704.0001v13", "0704.0001", 13, "0704"),
        ("hep-th/9901001", "hep-th/9901001", 1, "9901"),
        ("math.GT/0309136v1", "math.GT/0309136", 1, "0309"),
        ("0704.0001", "0704.0001", 1, "0704"),
        ("1412.9999v1", "1412.9999", 1, "1412"),
        ("1501.00001v1", "1501.00001", 1, "1501"),
        ("9912.99999", "9912.99999", 1, "9912"),
        ("hep-lat/9107001", "hep-lat/9107001", 1, "9107"),
        ("quant-ph/0703999", "quant-ph/0703999", 1, "0703"),
        ("cond-mat.mes-hall/0309136", None, None, None),
        ("2613.00001", None, None, None),
        ("2600.00001", None, None, None),
        ("2612.00000", None, None, None),
        ("1412.0000", None, None, None),
        ("1412.00001", None, None, None),
        ("1501.0001", None, None, None),
        ("0703.0001", None, None, None),
        ("9107001", None, None, None),
        ("con-aux/9901001", None, None, None),
        ("hep-th/0000000", None, None, None),
        ("hep-th/9913001", None, None, None),
        ("hep-th/9901000", None, None, None),
        ("hep-th/9106001", None, None, None),
        ("hep-th/0704001", None, None, None),
        ("hep-th/5001001", None, None, None),
        ("hep-th.TH/9901001", None, None, None),
        ("math.gt/0309136", None, None, None),
        ("stat/0309136", None, None, None),
        ("astro-ph/0601001v3", "astro-ph/0601001", 3, "0601"),
        ("", None, None, None),
        ("2107.055", None, None, None),
        ("2107.055801", None, None, None),
        ("2107.05580v0", None, None, None),
        ("2107.05580v", None, None, None),
        ("2107.05580v2 ", None, None, None),
        ("2107.05580\n", None, None, None),
        ("../2107.05580", None, None, None),
        ("https://arxiv.org/abs/2107.05580", None, None, None),
        ("２１０７.05580", None, None, None),
        ("HEP-TH/9901001", None, None, None),
        ('2107.05580"onload=', None, None, None),
    ],
)
def test_identifier_is_arxivs_or_refused(
    text: str, base: str | None, version: int | None, month: str | None
) -> None:
    """
    Both of arXiv's forms are read; nothing else becomes part of an address or a file name.
    """
    if base is None:
        with pytest.raises(ValueError, match="is no arXiv identifier; one looks like 2107"):
            ArxivId.parse(text)
        return
    parsed = ArxivId.parse(text)

    assert (base, version) == (parsed.base, parsed.version)
    assert month == parsed.month


@given(st.dates(date(1991, 7, 1), date(2090, 12, 31)), st.integers(1, 999), st.integers(1, 9999))
def test_identifier_prints_as_it_was_read(month: date, number: int, version: int) -> None:
    """
    What arXiv gives out in any month survives reading and printing.
    """
    new = f"{month:%y%m}.{number:0{5 if month.year > 2014 else 4}}v{version}"
    text = f"math.GT/{month:%y%m}{number:03}v{version}" if month < date(2007, 4, 1) else new

    assert text == str(ArxivId.parse(text))


def test_addresses_of_a_paper() -> None:
    """
    All but one name no version: they lead to the newest, now and later.
    """
    one = ArxivId("hep-th/9901001", 3)

    assert "https://arxiv.org/abs/hep-th/9901001" == one.abs_url
    assert "https://arxiv.org/abs/hep-th/9901001v3" == one.version_url
    assert "https://arxiv.org/pdf/hep-th/9901001" == one.pdf_url


def test_html_editions_exist_for_recent_papers() -> None:
    """
    arXiv makes them since December 2023; an older paper gets no link that leads nowhere.
    """
    old, recent = datetime(2023, 11, 30, tzinfo=UTC), datetime(2023, 12, 1, tzinfo=UTC)

    assert make_paper(published=old).html_url is None
    assert "https://arxiv.org/html/2512.17601" == make_paper(published=recent).html_url


def test_a_paper_has_two_dates_to_sort_by() -> None:
    """
    The submission of this version, or of the first.
    """
    first, newest = datetime(2025, 1, 2, tzinfo=UTC), datetime(2025, 3, 4, tzinfo=UTC)
    paper = make_paper(published=first, updated=newest)

    assert newest == paper.date("updated")
    assert first == paper.date("published")


def test_the_first_category_is_the_primary_one() -> None:
    """
    arXiv files a paper under one category; the others are cross-lists.
    """
    assert "hep-th" == make_paper(categories=("hep-th", "math.MP")).primary_category


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ""), ("  a \n\t b ", "a b"), ("a\u00a0\u2028b", "a b")],
)
def test_folded_text_stands_on_one_line(text: str, expected: str) -> None:
    """
    Any white space becomes one blank, and none is left at the ends.
    """
    assert expected == folded(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("wrapped\nby an editor", "wrapped by an editor"),
        ("one\n\ntwo", "one\ntwo"),
        ("one\n  two", "one\ntwo"),
        ("one\r\n \r\ntwo\r\n", "one\ntwo"),
        ("one\n\n\n  \n two", "one\ntwo"),
        ("\n  one", "one"),
    ],
)
def test_folding_keeps_paragraphs(text: str, expected: str) -> None:
    """
    A blank line or an indent begins a paragraph; another line break is only somebody's editor's.
    """
    assert expected == folded_paragraphs(text)
