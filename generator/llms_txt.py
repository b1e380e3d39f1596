"""
``llms.txt``: what language models and other programs find here (https://llmstxt.org/).
"""

from collections.abc import Iterator

from generator import site_map
from generator.edition import Edition, Section
from generator.markdown import inline
from generator.wording import count

_ABOUT = """\
Pages list arXiv papers by keyword and by the day this site announced them. For programs, everything
is in files: prefer them to the pages.
"""


def documents(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """
    The file, with its path below the source tree.
    """
    yield site_map.LLMS, llms_txt(edition).encode()


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
    feed = site_map.absolute(edition.site_url, site_map.feed(slug, site_map.JSON_FEED))
    papers = count(len(section.listing.entries), "paper")
    return f"- [{inline(section.keyword.name)}]({feed}): JSON Feed of the newest of {papers}"


def _files(edition: Edition) -> Iterator[str]:
    lines = (
        ("Description of the JSON Feeds", site_map.SUBSCRIBE, "each member of an item"),
        ("Freshness", site_map.STATUS_JSON, "when each keyword was last fetched"),
        ("Feeds", site_map.OPML, "OPML of all feeds"),
        ("Trends", site_map.TRENDS, "papers a week, most frequent categories, venues, authors"),
    )
    for name, address, said in lines:
        yield f"- [{name}]({site_map.absolute(edition.site_url, address)}): {said}"
    jsonl = site_map.absolute(edition.site_url, "KEYWORD/" + site_map.JSON_LINES)
    yield f"- `{jsonl}`: the papers of a keyword's page, one JSON object a line"
    shard = site_map.absolute(edition.site_url, "data/papers/YYMM.jsonl")
    yield f"- `{shard}`: every paper ever announced, by the month of its arXiv identifier"
