from markdown_it import MarkdownIt
from readers.site_pages import make_section
from samples.making import make_edition, make_entry

from generator.site.edition import Edition
from generator.site.llms_txt import llms_txt


def links(edition: Edition) -> dict[str, str]:
    """
    The links of the document, as a Markdown parser reads them.
    """
    found, name, href = {}, "", None
    for token in MarkdownIt("commonmark").parse(llms_txt(edition)):
        for child in token.children or ():
            if child.type == "link_open":
                name, href = "", str(child.attrs["href"])
            elif child.type == "text":
                name += child.content
            elif child.type == "link_close" and href:
                found[name] = href
    return found


def test_programs_find_every_keyword_and_file() -> None:
    """
    A JSON Feed for each keyword and for all, and where the rest is.
    """
    edition = make_edition(make_section(make_entry()), make_section(name="C++"))
    base = "https://example.org/papers/"

    found = links(edition)

    assert f"{base}windmills/feed.json" == found["Windmills"]
    assert f"{base}cplusplus/feed.json" == found["C++"]
    assert f"{base}all/feed.json" == found["All papers"]
    assert f"{base}feeds.opml" == found["Feeds"]
    assert llms_txt(edition).startswith("# Daily Papers\n\n> ")


def test_names_of_keywords_stay_names() -> None:
    """
    A keyword's name is neither a link nor markup.
    """
    name = "](https://evil.example) <b>*x*"

    assert "https://evil.example" not in links(make_edition(make_section(name=name))).values()
