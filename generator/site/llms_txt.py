"""
``llms.txt``: what language models and other programs find here (https://llmstxt.org/).
"""

from collections.abc import Iterator

from generator.site import addresses
from generator.site.edition import Edition, Section
from generator.text.github_markdown import inline
from generator.text.terminal import count

_ABOUT = """\
Pages list arXiv papers by keyword and by the day this site announced them. For programs, everything
is in files: prefer them to the pages.
"""


def documents(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """
    The file, with its path below the source tree.
    """
    yield addresses.LLMS, llms_txt(edition).encode()


def llms_txt(edition: Edition) -> str:
    """
    The document, in Markdown: the site in a sentence, its keywords with their JSON Feeds, and
    where everything else is.
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
            *(_line(edition, section) for section in (*edition.sections, edition.overall)),
            "",
            "## Data",
            "",
            *_files(edition),
            "",
        )
    )


def _line(edition: Edition, section: Section) -> str:
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
    for name, address, said in lines:
        yield f"- [{name}]({addresses.absolute(edition.site_url, address)}): {said}"
    jsonl = addresses.absolute(edition.site_url, "KEYWORD/" + addresses.JSON_LINES)
    yield f"- `{jsonl}`: the papers of a keyword's page, one JSON object a line"
    shard = addresses.absolute(edition.site_url, "data/papers/YYMM.jsonl")
    yield f"- `{shard}`: every paper ever announced, by the month of its arXiv identifier"
