"""
What holds for every text.
"""

import re
from collections.abc import Callable
from html import unescape
from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.text.tex import to_feed_html, to_html, to_text, to_title_html

Render = Callable[[str], str]

TEXT = {"em", "strong", "code", "sup", "sub", "br"}

MATHML = {
    *("math", "mrow", "mstyle", "mtable", "mtr", "mtd", "msqrt", "mroot", "mfrac", "mi", "mn"),
    *("mo", "mtext", "mspace", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
}

# A wide formula stands in a span that scrolls; inside a link it is text with variables in i.
WHITELISTS = [
    (to_html, TEXT | MATHML | {"a", "i", "span"}),
    (to_title_html, (TEXT | MATHML | {"i"}) - {"br"}),
    (to_feed_html, TEXT | {"a", "i"}),
]

OPERATOR = {
    *("accent", "fence", "form", "lspace", "maxsize", "minsize", "movablelimits", "rspace"),
    "stretchy",
}

ATTRIBUTES = {
    "a": {"href", "rel"},
    "code": {"class"},
    "span": {"class", "tabindex"},
    "math": {"display"},
    # Signs that latex2mathml takes for operators are made identifiers and keep what they have.
    "mi": OPERATOR | {"mathvariant"},
    "mo": OPERATOR,
    "mspace": {"width"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mfrac": {"linethickness"},
    "mtd": {"columnalign"},
    "mtable": {"displaystyle"},
    "mover": {"accent"},
}

# Wider than a phone, so that each output writes it in its own way.
WIDE = "$http://a.example/x)http://a.example/x)$"

SNIPPETS = [
    *(
        "$",
        "$$",
        "{",
        "}",
        "\\",
        "^",
        "_",
        "&",
        "<",
        ">",
        '"',
        "'",
        "``",
        "''",
        "--",
        "~",
        "%",
        "\n",
    ),
    *(r"\(", r"\)", r"\[", r"\]", r"\emph{", r"{\it ", r"\bf ", r"\footnote{", r"\textcolor{a}{"),
    *(
        r"\href{",
        r"\url{",
        "https://",
        "http://a.example/x)",
        "javascript:",
        r"\cite[",
        r"\'",
        r"\c ",
    ),
    *(r"\begin{align}", r"\end{align}", r"\begin{cases}", r"\end{cases}", r"\left(", r"\right)"),
    *(r"\frac{a}{b}", r"\sqrt", r"\sum", r"\text{", r"\mathbb{R}", r"\hat", r"\over", r"\limits"),
    *(
        r"\unicode{x0}",
        r"\style{x}{y}",
        r"\href{javascript:x}{y}",
        r"\def",
        r"\not",
        r"\verb",
        "&lt;",
    ),
    *(r"\text{\'e", r"\SI{5}{\metre}", r"\c{hi}", r"\abs{", r"\begin{array}{l@{}l}", r"\not\perp"),
    *("$5", " and ", r"\unicode{x2013}", r"\unicode{x3c}", r"\ce{H2O}", r"\verb|", "\ue000"),
    *("<script>", "<a>", "x", "1", " ", "\x00", "\ud800", "\ufffe", r"\ours", r"\par"),
]

texts = st.one_of(
    st.lists(st.sampled_from(SNIPPETS), max_size=25).map("".join),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=60),
)


@pytest.mark.parametrize(("render", "elements"), WHITELISTS)
@given(source=texts)
@example(source=WIDE)
@example(source="$^{qw}$")
@settings(max_examples=150, deadline=None)
def test_html_is_balanced_and_known(render: Render, elements: set[str], source: str) -> None:
    """
    Whatever a text holds, its HTML has but a few elements and attributes, each of them closed.
    """
    html = render(source)

    tree = ET.fromstring(f"<div>{html.replace('<br>', '<br/>')}</div>")
    for element in list(tree.iter())[1:]:
        assert element.tag in elements
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set())
        assert all(element.attrib.values())
        assert re.match(r"https?://", element.get("href", "https://"))
        assert element.tag != "a" or element.find(".//a") is None


@pytest.mark.parametrize(("render", "elements"), WHITELISTS)
@given(source=texts)
@example(source=WIDE)
@settings(max_examples=75, deadline=None)
def test_a_browser_reads_the_same_elements(render: Render, elements: set[str], source: str) -> None:
    """
    A browser's parser finds no element that an XML parser does not.
    """
    html = render(source)

    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    names = [str(element.tag).rpartition("}")[2] for element in tree.iter()][1:]
    strict = ET.fromstring(f"<div>{html.replace('<br>', '<br/>')}</div>")
    assert [element.tag for element in strict.iter()][1:] == names
    assert set(names) <= elements


@given(source=texts)
@settings(max_examples=150, deadline=None)
def test_text_can_be_written_anywhere(source: str) -> None:
    """
    Plain text holds no character that XML or UTF-8 has no place for.
    """
    text = to_text(source)

    assert text.encode().decode() == text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", text)


@given(source=st.text(st.sampled_from('abcXYZ 019 .,;:()[]%^_|<>&!?*+=/@#"é日'), max_size=80))
@settings(max_examples=200, deadline=None)
def test_text_without_tex_says_what_it_said(source: str) -> None:
    """
    Without a backslash, a dollar or a brace nothing is read into a text.
    """
    assert source == to_text(source)


@pytest.mark.parametrize(
    "unit", ["$", "{", r"\emph{", r"\(", "$x$", r"\bf ", "``a", ")", r"$\frac{"]
)
@pytest.mark.parametrize("render", [to_text, to_html, to_title_html, to_feed_html])
def test_hostile_length_is_survived(render: Render, unit: str) -> None:
    """
    A hundred thousand characters of the worst kind are rendered like any other text.
    """
    source = "https://a.example/" + unit * (100_000 // len(unit))

    assert render(source)


@pytest.mark.parametrize("render", [to_html, to_title_html])
@settings(max_examples=150, deadline=None)
@given(source=texts, words=st.lists(st.integers(0, 30), max_size=4))
def test_marks_are_all_that_marking_adds(
    render: Callable[..., str], source: str, words: list[int]
) -> None:
    """
    Without them the HTML is as before; what they hold is what was found, and no more.
    """
    found: list[str] = []

    def find(text: str) -> list[tuple[int, int]]:
        spans = [
            one.span() for number, one in enumerate(re.finditer(r"\w+", text)) if number in words
        ]
        found.extend(text[start:end] for start, end in spans)
        return spans

    marked = render(source, find)

    assert render(source) == re.sub("</?mark>", "", marked)
    inside = "".join(re.findall("<mark>(.*?)</mark>", marked))
    assert "".join(found) == unescape(inside)
