"""
The digest: what the last run announced, in Markdown, and the GitHub issue that mails it.
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

# Authors of a paper that are named.
AUTHORS = 5

# Bytes of an issue's body. GitHub accepts 65,536 characters, and a text has at least as many bytes
# as characters.
LARGEST = 65_000

# Bytes of LARGEST that stay free for the comment with the run.
_RESERVE = 100

# Characters of a title, a comment or a line of authors; longer texts are cut.
_LONGEST_TEXT = 400

_FOOTER = (
    "\n---\n\nYou get this because you watch this repository. Its keeper can end it with "
    "`digest_issue: false` in keywords.yaml.\n"
)


class Issue(Struct, frozen=True):
    """
    A digest as a GitHub issue. GitHub mails it to everybody who watches the repository.

    The last line of *body* is an HTML comment with the moment of the run. By it the workflow sees
    that the digest of a run was posted already.
    """

    title: str
    body: str


class _News(Struct, frozen=True):
    """
    What the last run announced under one keyword: at least one entry.
    """

    section: Section
    entries: tuple[Entry, ...]


def digest(edition: Edition) -> str:
    """
    Return what the last run announced, with a heading for each keyword; empty if nothing.
    """
    return "\n".join(_part(edition, news, len(news.entries)) for news in _news(edition))


def issue(edition: Edition) -> Issue | None:
    """
    Return the digest as an issue; None if the last run announced nothing.

    If the digest is too long for GitHub, every keyword has the same number of papers at most, and
    says how many more there are.
    """
    news = tuple(_news(edition))
    run = _last_run(edition)
    if not news or run is None:
        return None
    comment = f"<!-- run {run.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} -->"
    body = f"{_within_limit(edition, news)}{_FOOTER}\n{comment}\n"
    return Issue(f"{_numbers(news)}, {day(run)}", body)


def _news(edition: Edition) -> Iterator[_News]:
    run = _last_run(edition)
    for section in edition.sections:
        known = edition.freshness.get(section.keyword.slug)
        # What an earlier run announced was in that run's digest.
        announced = frozenset(known.announced if known and known.attempted == run else ())
        entries = tuple(
            _as_news(entry, section.keyword)
            for entry in section.listing.entries
            if entry.paper.arxiv_id.base in announced
        )
        if entries:
            yield _News(section, entries)


def _as_news(entry: Entry, keyword: Keyword) -> Entry:
    # A keyword that follows papers by identifier announces their new versions, but the entry keeps
    # the kind of its first announcement.
    revised = keyword.ids and entry.paper.arxiv_id.version > 1
    return replace(entry, kind="revised") if revised else entry


def _last_run(edition: Edition) -> datetime | None:
    # Only keywords of the edition count: the store remembers removed keywords, and an attempt of
    # theirs may lie in the future if a clock was wrong.
    known = (edition.freshness.get(section.keyword.slug) for section in edition.sections)
    attempts = (freshness.attempted for freshness in known if freshness)
    return max(filter(None, attempts), default=None)


def _numbers(news: tuple[_News, ...]) -> str:
    kinds = {entry.paper.arxiv_id.base: entry.kind for each in news for entry in each.entries}
    revised = sum(kind == "revised" for kind in kinds.values())
    new = len(kinds) - revised
    parts = [count(new, "new paper")] if new or not revised else []
    return " and ".join([*parts, *([count(revised, "revised paper")] if revised else [])])


def _within_limit(edition: Edition, news: tuple[_News, ...]) -> str:
    def body(most: int) -> str:
        return "\n".join(_part(edition, each, most) for each in news)

    longest = max(len(each.entries) for each in news)
    limit = LARGEST - len(_FOOTER) - _RESERVE
    too_long = bisect_left(range(longest + 1), 1, key=lambda n: len(body(n).encode()) > limit)
    if too_long == 0:
        return (
            f"{_numbers(news)} under {count(len(news), 'keyword')}, too many for one mail:"
            f" see [{inline(edition.site_name)}]({edition.site_url}).\n"
        )
    return body(too_long - 1)


def _part(edition: Edition, news: _News, most: int) -> str:
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
