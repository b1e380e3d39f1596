"""
``llms.txt``: where language models and other programs find the site's data.
"""

from collections.abc import Iterator

from generator.site import addresses
from generator.site.documents import Document
from generator.site.edition import Edition, Section
from generator.text.github_markdown import inline
from generator.text.terminal import count

# The form is https://llmstxt.org/: a title, a quoted sentence, text, then lists of links.
_ABOUT = """\
Pages list arXiv papers by keyword and by the day this site announced them. For programs, everything
is in files: prefer them to the pages.
"""


def llms_document(edition: Edition) -> Document:
    """
    The text as the document ``llms.txt``.
    """
    return addresses.LLMS, llms_txt(edition).encode()


def llms_txt(edition: Edition) -> str:
    """
    Return the text in Markdown: the keywords with their JSON Feeds, and the site's other files.
    """
    return "\n".join(
        (
            f"# {inline(edition.site_name)}",
            "",
            "> The newest arXiv papers on a few keywords, every day, with feeds.",
            "",
            _ABOUT,
            "## Keywords",
            "",
            *(_keyword_line(edition, section) for section in (*edition.sections, edition.overall)),
            "",
            "## Data",
            "",
            *_files(edition),
            "",
        )
    )


def _keyword_line(edition: Edition, section: Section) -> str:
    slug = section.keyword.slug
    feed = addresses.absolute(edition.site_url, addresses.feed(slug, addresses.JSON_FEED))
    papers = count(len(section.listing.entries), "paper")
    return f"- [{inline(section.keyword.name)}]({feed}): JSON Feed of the newest of {papers}"


def _files(edition: Edition) -> Iterator[str]:
    lines = (
        ("Description of the JSON Feeds", addresses.SUBSCRIBE, "each member of an item"),
        ("Freshness", addresses.STATUS_JSON, "when each keyword was last fetched"),
        ("Feeds", addresses.OPML, "OPML of all feeds"),
        ("Trends", addresses.TRENDS, "papers a week, most frequent categories, venues, authors"),
    )
    for name, address, content in lines:
        yield f"- [{name}]({addresses.absolute(edition.site_url, address)}): {content}"
    jsonl = addresses.absolute(edition.site_url, "KEYWORD/" + addresses.JSON_LINES)
    yield f"- `{jsonl}`: the papers of a keyword's page, one JSON object a line"
    month_file = addresses.absolute(edition.site_url, "data/papers/YYMM.jsonl")
    yield f"- `{month_file}`: every paper ever announced, by the month of its arXiv identifier"
