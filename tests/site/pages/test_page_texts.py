"""
What readers see of every paper, ordinary or hostile, is what its authors wrote.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markdown import Markdown
from programs.keeper import SAMPLE
from readers.site_pages import EXTENSION, body, make_section, outline, rendered, source, words
from readers.site_pages import papers as shown_papers
from samples import hostile
from samples.making import make_edition, make_entry
from samples.paper_lines import read_papers
from samples.shared import SEED

from generator.papers.paper import Paper, folded
from generator.site.edition import Edition
from generator.text import tex

PAGE = "windmills/index.md"

# What a keeper may add to mkdocs.yml, each of which reads more into a text. (pymdownx.critic edits
# the source of a page before anybody else sees it: whoever asks for it gets it.)
EXTENSIONS = (
    *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html"),
    *("meta", "sane_lists", "smarty", "tables", "wikilinks", "pymdownx.details"),
    *("pymdownx.keys", "pymdownx.mark", "pymdownx.snippets", "pymdownx.superfences"),
    *("pymdownx.tasklist", "pymdownx.tilde"),
)


def site(papers: Sequence[Paper]) -> Edition:
    """
    A site of one keyword with all *papers* on its page.
    """
    return make_edition(make_section(*map(make_entry, papers), max_papers=len(papers)))


def letters(text: str) -> Counter[str]:
    """
    What a text says, however its formulas are set.
    """
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def texts(article: ET.Element) -> dict[str, str]:
    """
    What is read in the parts of a paper.
    """
    comments = [one for one in article.iter("span") if one.get("class") == "comment"]
    return {
        "title": words(article.find("h3/a")),
        "authors": words(article.find("div[@class='authors']")),
        "abstract": words(article.find(".//details/div")),
        "comment": " ".join(map(words, comments)),
    }


def check(paper: Paper, shown: dict[str, str]) -> None:
    """
    Text is shown to the letter; of a formula every letter and digit is.
    """
    for part in ("title", "abstract", "comment"):
        original = getattr(paper, part) or ""
        wanted = tex.to_text(original)
        if not set(original) & set("\\$"):
            assert "".join(wanted.split()) == "".join(shown[part].split())
        elif "\\" not in wanted and "://" not in original:
            assert letters(wanted) == letters(shown[part])
    for author in paper.authors:
        assert folded(tex.to_text(author)) in shown["authors"]


@pytest.mark.parametrize(
    "path",
    [SAMPLE, pytest.param(SEED / "papers.jsonl", marks=pytest.mark.shared)],
    ids=["sample", "seed"],
)
def test_real_papers_are_shown_as_they_are(path: Path) -> None:
    """
    Those of the demo, and those of a real day.
    """
    papers = read_papers(path)
    page = rendered(source(site(papers), PAGE), EXTENSION)

    shown = list(page.iter("article"))
    assert [paper.arxiv_id.base for paper in papers] == shown_papers(page)
    for paper, article in zip(papers, shown, strict=True):
        check(paper, texts(article))


def test_no_extension_reads_anything_into_a_paper() -> None:
    """
    Whatever Markdown extensions a keeper adds, papers are the same elements and words.
    """
    text = source(site(hostile.papers()), PAGE)

    plain = Markdown(extensions=["toc", EXTENSION]).convert(body(text))
    extended = Markdown(extensions=["toc", EXTENSION, *EXTENSIONS]).convert(body(text))
    assert articles(plain) == articles(extended)
    assert len(hostile.ATTACKS) == len(articles(plain))


def articles(html: str) -> list[str]:
    """
    The source of each paper in *html*.
    """
    return [one.partition("</article>")[0] for one in html.split("<article ")[1:]]


def test_hostile_papers_look_the_same_without_our_extension() -> None:
    """
    A builder that does not lift finished blocks past its parser shows the same page.
    """
    text = source(site(hostile.papers()), PAGE)

    assert list(outline(rendered(text))) == list(outline(rendered(text, EXTENSION)))
