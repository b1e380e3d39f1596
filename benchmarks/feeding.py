"""
Feeds in all formats, beside plain string templates that write the same fields.

python benchmarks/feeding.py [KEYWORDS ...]; each keyword has 100 papers.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from html import escape

from measuring import project, timed
from synthetic import write_project
from table import Growth, Row, Topic, times

from generator.build.project import Project, read_configuration
from generator.build.render import edition
from generator.site import feeds
from generator.site.addresses import permalinks
from generator.site.documents import Document
from generator.site.edition import Edition
from generator.site.feeds.entry import FeedEntry
from generator.site.feeds.feed import Feed, drafts

PAPERS = 100

_ATOM = """<entry><id>{id}</id><title>{title}</title><updated>{updated}</updated>
<published>{published}</published>{authors}{categories}{links}<summary>{summary}</summary>
<content type="html">{content}</content></entry>"""

_RSS = """<item><guid isPermaLink="false">{id}</guid><title>{title}</title><link>{id}</link>
<pubDate>{published}</pubDate><dc:creator>{creators}</dc:creator>{categories}
<description>{content}</description></item>"""


def rows(sizes: Sequence[int]) -> Iterator[Row]:
    """
    Ours and the templates' for each size.
    """
    growth = Growth("keywords")
    for keywords in sizes:
        name = f"{keywords} keywords, {keywords * PAPERS:,} papers"
        with project() as root:
            write_project(root, keywords, PAPERS)
            now = edition(read_configuration(Project.at(root)))
            plain = min(timed(partial(_lengths, _plain(now)))[0] for _ in range(2))
            ours, sizes_of = timed(partial(_sizes, now))
            entries = sum(len(one.entries) * (3 if one.is_newest else 1) for one in _feeds(now))
        yield Row(
            what=f"{name}: our feeds",
            cpu=ours,
            amount=f"{len(sizes_of):,} files, {sum(sizes_of) / entries:,.0f} bytes an entry",
            compared=(times(ours / plain, "the templates"), *growth.times(keywords, ours)),
        )
        yield Row(what=f"{name}: plain templates", cpu=plain)


def _lengths(texts: Iterable[str]) -> int:
    return sum(map(len, texts))


def _sizes(now: Edition) -> list[int]:
    return [len(content) for _, content in _documents(now)]


def _feeds(now: Edition) -> Iterator[Feed]:
    found = permalinks(now.sections)
    for section in (*now.sections, now.overall):
        yield from (draft.completed() for draft in drafts(now, section, found))


def _documents(now: Edition) -> Iterator[Document]:
    found = permalinks(now.sections)
    for task in feeds.keyword_feeds(now, found):
        yield from task.documents()
    yield feeds.opml_document(now, found)


def _plain(now: Edition) -> Iterator[str]:
    # The model of an entry is decided once in both; only the writing differs.
    for feed in _feeds(now):
        yield "".join(map(_atom_entry, feed.entries))
        if feed.is_newest:
            yield "".join(map(_rss_item, feed.entries))
            yield json.dumps([_json_item(entry) for entry in feed.entries])


def _atom_entry(entry: FeedEntry) -> str:
    return _ATOM.format(
        id=entry.id,
        title=escape(entry.title),
        updated=entry.updated.isoformat(),
        published=entry.published.isoformat(),
        authors="".join(f"<author><name>{escape(one)}</name></author>" for one in entry.authors),
        categories="".join(f'<category term="{one}"/>' for one in entry.paper.categories),
        links="".join(f'<link rel="related" href="{escape(one.url)}"/>' for one in entry.related),
        summary=escape(entry.paper.abstract),
        content=escape(entry.content),
    )


def _rss_item(entry: FeedEntry) -> str:
    return _RSS.format(
        id=entry.id,
        title=escape(entry.title),
        published=entry.published.isoformat(),
        creators=escape(", ".join(entry.authors)),
        categories="".join(f"<category>{one}</category>" for one in entry.paper.categories),
        content=escape(entry.content),
    )


def _json_item(entry: FeedEntry) -> dict[str, object]:
    paper = entry.paper
    return {
        "id": entry.id,
        "title": entry.title,
        "summary": paper.abstract,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": one} for one in entry.authors],
        "tags": paper.categories,
        "_arxiv": {"id": paper.arxiv_id.base, "version": paper.arxiv_id.version},
    }


TOPIC = Topic(
    title="Feeds",
    about="All formats (Atom, RSS, JSON Feed, with their archives), beside string templates that"
    " write the same fields without checking or encoding more than HTML.",
    rows=rows,
    quick=(5, 10, 20),
    full=(5, 50, 500),
)

if __name__ == "__main__":
    TOPIC.main()
