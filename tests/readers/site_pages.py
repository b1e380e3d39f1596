"""
Pages as a reader's browser gets them: rendered, parsed by an independent parser, and asked.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import yaml
from markdown import Markdown
from samples.making import make_edition, make_entry, make_keyword, make_paper

from generator.papers.listing import Entry, Listing
from generator.site import pages
from generator.site.addresses import permalinks
from generator.site.edition import Edition, Section

EXTENSION = "daily-papers"

_COMMENT = re.compile(r"<!-- /?papers -->")


def make_section(*entries: Entry, name: str = "Windmills", **fields: Any) -> Section:
    """
    A keyword of this *name* with these *entries*; *fields* are those of Keyword.
    """
    keyword = make_keyword(name, **fields)
    return Section(keyword, Listing(keyword.slug, entries))


def make_site(*names: str, **fields: Any) -> Edition:
    """
    A site of keywords with these *names*, each with one paper of the same day.
    """
    sections = [
        make_section(make_entry(make_paper(f"2512.{n:05}"), keywords=(keyword.slug,)), name=name)
        for n, name in enumerate(names, start=1)
        for keyword in (make_keyword(name),)
    ]
    return make_edition(*sections, **fields)


def sources(edition: Edition) -> Iterator[tuple[str, str]]:
    """
    Every page: its path below the source tree, and its Markdown.
    """
    found = permalinks(edition.sections)
    listings = (task.documents() for task in pages.listing_pages(edition, found))
    for path, content in chain(pages.site_wide_pages(edition, found), *listings):
        yield path, content.decode()


def source(edition: Edition, path: str) -> str:
    """
    The Markdown of one page.
    """
    return dict(sources(edition))[path]


def meta(text: str) -> dict[str, Any]:
    """
    The front matter of a page.
    """
    found: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return found


def body(text: str) -> str:
    """
    A page without its front matter.
    """
    return text.split("---\n", 2)[2]


def rendered(text: str, *extensions: str) -> ET.Element:
    """
    The HTML that Python-Markdown makes of a page, as a tree without comments.
    """
    html = Markdown(extensions=["toc", *extensions]).convert(body(text))
    return html5lib.parse(_COMMENT.sub("", html), namespaceHTMLElements=False)


def page(edition: Edition, path: str) -> ET.Element:
    """
    One page as the site has it.
    """
    return rendered(source(edition, path), EXTENSION)


def words(element: ET.Element | None) -> str:
    """
    What is read there, on one line.
    """
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def links(element: ET.Element) -> dict[str, str]:
    """
    The addresses of all links there, by their words.
    """
    return {words(one): one.attrib["href"] for one in element.iter("a")}


def papers(element: ET.Element) -> list[str]:
    """
    The identifiers of the papers shown, in their order.
    """
    return [one.attrib["id"] for one in element.iter("h3") if "id" in one.attrib]


def outline(element: ET.Element) -> Iterator[tuple[object, ...]]:
    """
    All that a reader could notice: elements, their attributes, and words; no white space.
    """
    for one in element.iter():
        yield one.tag, tuple(sorted(one.attrib.items())), (one.text or "").split()
        yield "after", (one.tail or "").split()
