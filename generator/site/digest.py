"""
What one run announced, as Markdown: the text of the daily e-mail.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from generator.keywords.keyword import Keyword
from generator.papers.listing import Entry
from generator.site import addresses
from generator.site.edition import Edition, Section
from generator.text.github_markdown import inline
from generator.text.terminal import count, day

AUTHORS = 5

# GitHub takes 65,536 characters. Bytes are never fewer, however it counts.
LARGEST = 65_000

# A paper's title or comment ends here; arXiv's own are hardly ever longer.
_LONGEST_TEXT = 400

_FOOTER = (
    "\n---\n\nYou get this because you watch this repository. Its keeper can end it with "
    "`digest_issue: false` in keywords.yaml.\n"
)


class Issue(Struct, frozen=True):
    """
    A digest as an issue on GitHub, which mails it to all who watch the repository.

    The last line of *body* is a comment that says which run the digest is about, so that none is
    posted twice.
    """

    title: str
    body: str


class _News(Struct, frozen=True):
    """
    What the last run announced under one keyword, never nothing.
    """

    section: Section
    entries: tuple[Entry, ...]


def digest(edition: Edition) -> str:
    """
    The papers that the last run announced as news, under a heading a keyword; may be empty.
    """
    return "\n".join(_listed(edition, news, len(news.entries)) for news in _news(edition))


def issue(edition: Edition) -> Issue | None:
    """
    The digest as an issue; None where the last run announced nothing.

    Where the papers are too many for GitHub, each keyword names those that were left out.
    """
    news = tuple(_news(edition))
    at = _last(edition)
    if not news or at is None:
        return None
    run = f"<!-- run {at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} -->"
    return Issue(f"{_counted(news)}, {day(at)}", f"{_fitting(edition, news)}{_FOOTER}\n{run}\n")


def _news(edition: Edition) -> Iterator[_News]:
    last = _last(edition)
    for section in edition.sections:
        fresh = edition.freshness.get(section.keyword.slug)
        announced = frozenset(fresh.announced if fresh and fresh.attempted == last else ())
        entries = tuple(
            _told(one, section.keyword)
            for one in section.listing.entries
            if one.paper.arxiv_id.base in announced
        )
        if entries:
            yield _News(section, entries)


def _told(entry: Entry, keyword: Keyword) -> Entry:
    # Of a paper that is followed a new version is news, whatever it was listed as.
    revised = keyword.ids and entry.paper.arxiv_id.version > 1
    return replace(entry, kind="revised") if revised else entry


def _last(edition: Edition) -> datetime | None:
    # A keyword that the last run did not ask for had its news in an earlier digest. One that was
    # removed is still known, and may have been asked by a clock that was ahead.
    known = (edition.freshness.get(one.keyword.slug) for one in edition.sections)
    return max((one.attempted for one in known if one and one.attempted), default=None)


def _counted(news: tuple[_News, ...]) -> str:
    kinds = {one.paper.arxiv_id.base: one.kind for each in news for one in each.entries}
    revised = sum(kind == "revised" for kind in kinds.values())
    new = len(kinds) - revised
    parts = [count(new, "new paper")] if new or not revised else []
    return " and ".join([*parts, *([count(revised, "revised paper")] if revised else [])])


def _fitting(edition: Edition, news: tuple[_News, ...]) -> str:
    def body(most: int) -> str:
        return "\n".join(_listed(edition, one, most) for one in news)

    longest = max(len(one.entries) for one in news)
    room = LARGEST - len(_FOOTER) - 100
    too_long = bisect_left(range(longest + 1), 1, key=lambda n: len(body(n).encode()) > room)
    if too_long == 0:
        return (
            f"{_counted(news)} under {count(len(news), 'keyword')}, too many for one mail:"
            f" see [{inline(edition.site_name)}]({edition.site_url}).\n"
        )
    return body(too_long - 1)


def _listed(edition: Edition, news: _News, most: int) -> str:
    keyword = news.section.keyword
    page = addresses.absolute(edition.site_url, addresses.keyword_page(keyword.slug))
    lines = "".join(map(_line, news.entries[:most]))
    left = len(news.entries) - most
    more = f"- … and {left} more on [the keyword’s page]({page})\n" if left > 0 else ""
    return f"## [{inline(keyword.name)}]({page}) ({len(news.entries)})\n\n{lines}{more}"


def _line(entry: Entry) -> str:
    paper = entry.paper
    return (
        f"- **[{_short(paper.title)}]({paper.arxiv_id.abs_url})**"
        f" {_short(_authors(paper.authors))} · {' · '.join(_notes(entry))}\n"
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
        yield _short(paper.comment)


def _short(text: str) -> str:
    return inline(text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]} …")
