"""
What one run announced, as Markdown: the text of the daily e-mail.
"""

from collections.abc import Iterator
from datetime import datetime

from generator import site_map
from generator.edition import Edition, Section
from generator.listing import Entry
from generator.markdown import inline

AUTHORS = 5


def digest(edition: Edition) -> str:
    """
    The papers that the last run announced as news, under a heading a keyword; may be empty.
    """
    return "\n".join(filter(None, (_section(edition, section) for section in edition.sections)))


def _section(edition: Edition, section: Section) -> str:
    slug = section.keyword.slug
    fresh = edition.freshness.get(slug)
    announced = frozenset(fresh.announced if fresh and fresh.attempted == _last(edition) else ())
    entries = [one for one in section.listing.entries if one.paper.arxiv_id.base in announced]
    if not entries:
        return ""
    page = site_map.absolute(edition.site_url, site_map.keyword_page(slug))
    lines = "".join(map(_line, entries))
    return f"## [{inline(section.keyword.name)}]({page}) ({len(entries)})\n\n{lines}"


def _last(edition: Edition) -> datetime | None:
    # A keyword that the last run did not ask for had its news in an earlier digest.
    attempts = (one.attempted for one in edition.freshness.values() if one.attempted)
    return max(attempts, default=None)


def _line(entry: Entry) -> str:
    paper = entry.paper
    return (
        f"- **[{inline(paper.title)}]({paper.arxiv_id.abs_url})**"
        f" {inline(_authors(paper.authors))} · {' · '.join(_notes(entry))}\n"
    )


def _authors(authors: tuple[str, ...]) -> str:
    more = len(authors) - AUTHORS
    return ", ".join(authors[:AUTHORS]) + (f" and {more} more" if more > 0 else "")


def _notes(entry: Entry) -> Iterator[str]:
    paper = entry.paper
    yield f"{paper.updated:%Y-%m-%d}"
    if entry.kind == "revised":
        yield f"revised v{paper.arxiv_id.version}"
    if paper.comment:
        yield inline(paper.comment)
