from html import unescape

import html5lib
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from readers.site_pages import words

from generator.papers.paper import folded
from generator.site.pages import markdown

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(str.strip)

NAMES = (
    "C++",
    "C#",
    "# not a level",
    "*stars* and _lines_",
    "<script>alert(1)</script>",
    "a & b &amp; c",
    "[link](https://example.org)",
    "![picture](x)",
    "`code`",
    "x {: #id .class }",
    r"back\slash \* and \\",
    "1. one",
    "Ünï – 视频理解 🙂",
    "two\nlines",
    "bell\x07",
)


@pytest.mark.parametrize("name", NAMES)
def test_heading_says_what_was_meant(name: str) -> None:
    """
    Whatever a keyword is called, its heading reads like it and has no other element inside.
    """
    html = Markdown(extensions=["toc", "attr_list"]).convert(f"# {markdown.heading(name)}")
    (heading,) = html5lib.parse(html, namespaceHTMLElements=False).iter("h1")

    assert folded(name.replace("\x07", "")) == words(heading)
    assert [] == list(heading)


@given(texts)
def test_every_heading_says_what_was_meant(name: str) -> None:
    """
    No text is taken for Markdown or HTML.
    """
    html = Markdown(extensions=["toc"]).convert(f"# {markdown.heading(name)}")
    (heading,) = html5lib.parse(html, namespaceHTMLElements=False).iter("h1")

    assert folded(name) == words(heading)
    assert [] == list(heading)


@given(texts)
def test_front_matter_reads_as_it_was_written(name: str) -> None:
    """
    YAML means something by colons, hashes and quotation marks; titles may have them all.
    """
    text = markdown.document({"title": markdown.title(name)}, "body\n")

    _, front, body = text.split("---\n", 2)
    assert folded(name) == unescape(yaml.safe_load(front)["title"])
    assert "\nbody\n" == body


def test_description_ends_at_a_word() -> None:
    """
    A long description is shortened to what search engines show.
    """
    found = markdown.description("windmill " * 30)

    assert found.endswith("windmill…")
    assert len(found) <= markdown.DESCRIPTION_LENGTH


def test_description_of_one_endless_word_is_cut_anywhere() -> None:
    """
    Not every script has blanks.
    """
    assert "视" * 159 + "…" == markdown.description("视" * 400)


def test_titles_are_escaped_for_a_theme_that_prints_them_raw() -> None:
    """
    Material prints a page's title into attributes and elements as it is.
    """
    assert "&lt;b&gt;&quot;x&quot; &amp; y" == markdown.title('<b>"x"  &\ny')
