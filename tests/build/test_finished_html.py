from markdown import Markdown
from readers.site_pages import (
    EXTENSION,
    make_section,
    make_site,
    outline,
    rendered,
    source,
    sources,
)
from samples.making import make_edition, make_entry, make_paper

HOSTILE = make_paper(
    title="# *Title* <b>&amp; <!-- /papers -->",
    abstract="A $x<y$ here.\nAnd `code` [link](x) &lt; *there*.\n    indented\n## heading",
    authors=("</article> A_b_c",),
    comment="<!-- papers --> 1. one\n- two\n<script>alert(1)</script>",
)


def test_pages_look_the_same_without_the_extension() -> None:
    """
    The extension saves time and changes nothing a reader could notice, hostile texts included.
    """
    edition = make_edition(make_section(make_entry(HOSTILE)))

    for path, text in sources(edition):
        plain, lifted = rendered(text), rendered(text, EXTENSION)
        assert list(outline(plain)) == list(outline(lifted)), path


def test_finished_html_is_not_touched() -> None:
    """
    Every character of a finished block stands in the page as it was written.
    """
    text = source(make_site("Windmills"), "windmills/index.md")
    article = text[text.index("<article") : text.index("</article>")]

    html = Markdown(extensions=[EXTENSION]).convert(text)

    assert article in html


def test_markdown_around_finished_html_is_still_markdown() -> None:
    """
    Only what stands between the marks is lifted.
    """
    text = "# A\n\n<!-- papers -->\n<p>*b*</p>\n<!-- /papers -->\n\n*c*"

    html = Markdown(extensions=[EXTENSION]).convert(text)

    assert html == "<h1>A</h1>\n<p>*b*</p>\n<p><em>c</em></p>"
