"""
The theme's own search over papers, as a peer: a page per hundred papers, each paper a heading, its
authors and its abstract.
"""

import time
from collections.abc import Iterable
from html import escape
from itertools import islice
from pathlib import Path

from measuring import Figures, measured, mkdocs
from playwright.sync_api import Page

from generator.papers.paper import Paper

PER_PAGE = 100

_SETTINGS = """
site_name: Papers
theme: {name: material, font: false}
plugins: [search]
"""


def build(root: Path, papers: Iterable[Paper]) -> Figures:
    """
    Write pages of *papers* and build them into *root*/site; what the build took.
    """
    (root / "docs").mkdir()
    (root / "mkdocs.yml").write_text(_SETTINGS, "utf-8")
    rest = iter(papers)
    (root / "docs" / "index.md").write_text("# Papers\n", "utf-8")
    number = 0
    while some := list(islice(rest, PER_PAGE)):
        text = "\n\n".join(map(_markdown, some))
        (root / "docs" / f"{number}.md").write_text(f"# Page {number}\n\n{text}\n", "utf-8")
        number += 1
    return measured(mkdocs(root))


def search(page: Page, words: str) -> tuple[float, float]:
    """
    Ask for *words*, and wait for the first hit: when that was; the whole answer comes with it.
    """
    # It listens to keys, and begins when its index is there.
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(words)
    page.locator(".md-search-result__item").first.wait_for(timeout=600_000)
    first = time.monotonic()
    return first, first


def _markdown(paper: Paper) -> str:
    lines = (paper.title, ", ".join(paper.authors), paper.abstract)
    title, authors, abstract = (escape(line).replace("$", "\\$") for line in lines)
    return f"### {title}\n\n{authors}\n\n{abstract}"
